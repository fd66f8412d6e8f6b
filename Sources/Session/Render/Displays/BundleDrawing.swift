import MNLEvents

/// A result or a display as text for one stream.
struct BundleDrawing {
  /// What the stream takes.
  let style: StreamStyle
  /// Columns of the window; nil for what is no terminal.
  let width: Int?

  /// The text, with a final newline unless there is nothing to show.
  ///
  /// Tables are drawn everywhere; matrices, images, curves and reports only for a terminal: a file
  /// gets the plain text, which is the same on every machine.
  func text(of bundle: DisplayBundle) -> String {
    for data in bundle.data {
      if let lines = lines(of: data) { return lines.joined(separator: "\n") + "\n" }
    }
    return bundle.text.isEmpty ? "" : VisibleText.escaping(bundle.text) + "\n"
  }

  private func lines(of data: DisplayData) -> [String]? {
    if case .table(let table) = data {
      return TableDrawing(table, width: width, style: style).lines
    }
    guard style.isTerminal, let width else { return nil }
    switch data {
    case .table: return nil
    case .matrix(let matrix):
      return MatrixDrawing(matrix, width: width, style: style).lines
    case .images(let images):
      return ImageDrawing(images, width: width, style: style).lines
    case .curves(let curves):
      return style.usesUnicode ? Self.sparklines(of: curves, width: width) : nil
    case .report(let parts):
      return [parts.map { text(of: $0) }.filter { !$0.isEmpty }.joined(separator: "\n").trimmed]
    }
  }

  /// Each line of the curves as a row of blocks between its least and its greatest value.
  private static func sparklines(of curves: Curves, width: Int) -> [String] {
    let blocks = Array("▁▂▃▄▅▆▇█")
    let names = curves.series.map { VisibleText.escapingLine($0.name) }
    let nameWidth = names.reduce(0) { max($0, DisplayWidth.of($1)) }
    return zip(names, curves.series).map { name, series in
      let values = series.y.filter(\.isFinite)
      let pad = String(repeating: " ", count: nameWidth - DisplayWidth.of(name))
      guard let first = values.first, let last = values.last, let least = values.min(),
        let greatest = values.max()
      else { return name }
      let isWhole = values.allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
      let ends = [first, last].map {
        isWhole ? MeasuredNumber.grouped(Int($0)) : MeasuredNumber.measured($0)
      }.joined(separator: " → ")
      let room = max(1, min(60, width - nameWidth - DisplayWidth.of(ends) - 4))
      let count = min(room, values.count)
      let line = (0..<count).map { place in
        let value = values[place * values.count / count]
        let height = greatest > least ? (value - least) / (greatest - least) : 0
        return blocks[min(blocks.count - 1, Int(height * Double(blocks.count)))]
      }
      return "\(name)\(pad)  \(String(line))  \(ends)"
    }
  }
}

extension String {
  /// The text without a newline at its end.
  fileprivate var trimmed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
