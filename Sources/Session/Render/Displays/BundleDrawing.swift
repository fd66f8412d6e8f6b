import MNLEvents

/// A result or a display as text for one stream.
struct BundleDrawing {
  /// Columns that images take in a file.
  private static let fileWidth = 80

  /// What the stream takes.
  let style: StreamStyle
  /// Columns of the window; nil for what is no terminal.
  let width: Int?
  /// Rows between the axes of curves; nil for as many as look well.
  var curveHeight: Int?

  /// The text, with a final newline unless there is nothing to show.
  ///
  /// Tables are drawn everywhere; matrices, curves and reports only for a terminal: a file gets the
  /// plain text, which is the same on every machine, and below it images in ASCII.
  func text(of bundle: DisplayBundle) -> String {
    for data in bundle.data {
      if let lines = lines(of: data, saying: bundle.text) {
        return lines.joined(separator: "\n") + "\n"
      }
    }
    guard !bundle.text.isEmpty else { return "" }
    let text = VisibleText.escaping(bundle.text)
    return (width.map { WrappedText.wrapping(text, to: $0) } ?? text) + "\n"
  }

  private func lines(of data: DisplayData, saying text: String) -> [String]? {
    if case .table(let table) = data {
      return TableDrawing(table, width: width, style: style).lines
    }
    guard style.isTerminal, let width else {
      guard case .images(let images) = data else { return nil }
      let drawing = ImageDrawing(images, width: Self.fileWidth, style: StreamStyle())
      return [VisibleText.escaping(text)] + drawing.lines
    }
    switch data {
    case .table: return nil
    case .matrix(let matrix):
      return MatrixDrawing(matrix, width: width, style: style).lines
    case .images(let images):
      return ImageDrawing(images, width: width, style: style).lines
    case .curves(let curves):
      return CurvesDrawing(curves, width: width, height: curveHeight, style: style).lines
    case .report(let parts):
      // Several curves have to be seen together, so each gets less room.
      let curves = parts.count { $0.data.contains { $0.isChart } }
      var drawing = self
      if curves > 1, curveHeight == nil { drawing.curveHeight = max(4, 14 / curves) }
      return [
        parts.map { drawing.text(of: $0) }.filter { !$0.isEmpty }.joined(separator: "\n").trimmed
      ]
    }
  }
}

extension DisplayData {
  /// Whether it is drawn between axes.
  fileprivate var isChart: Bool {
    if case .curves(let curves) = self { !curves.isCompact } else { false }
  }
}

extension String {
  /// The text without a newline at its end.
  fileprivate var trimmed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
