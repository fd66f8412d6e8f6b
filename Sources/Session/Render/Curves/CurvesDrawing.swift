import MNLEvents

/// Lines over a common axis on a terminal: axes with round numbers, Braille, the names of the lines.
struct CurvesDrawing {
  /// Colours that can be told apart on light and dark ground.
  static let colors = [
    Color(0, 135, 215), Color(215, 95, 0), Color(0, 175, 95), Color(175, 95, 215),
    Color(215, 175, 0), Color(0, 175, 175), Color(215, 95, 135), Color(135, 135, 135),
  ]
  /// Below so many columns lines are drawn as one row of blocks each.
  private static let leastWidth = 16

  private let curves: Curves
  private let width: Int
  private let style: StreamStyle
  private let height: Int

  /// Makes a drawing.
  ///
  /// - Parameters:
  ///   - curves: The lines.
  ///   - width: Columns of the window.
  ///   - height: Rows between the axes; nil for as many as look well.
  ///   - style: What the terminal takes.
  init(_ curves: Curves, width: Int, height: Int? = nil, style: StreamStyle) {
    self.curves = curves
    self.width = width
    self.height = height ?? min(14, max(5, width / 7))
    self.style = style
  }

  /// The lines of text, without newlines.
  var lines: [String] {
    let title = curves.title.isEmpty ? [] : [clipped(VisibleText.escapingLine(curves.title))]
    guard width >= Self.leastWidth, !curves.isCompact,
      curves.series.contains(where: { !points(of: $0).isEmpty })
    else { return title + sparklines }
    let x = AxisScale(
      curves.places, marks: max(2, width / 8), ends: .tight, isWhole: curves.countsWhole)
    let y = AxisScale(
      curves.series.flatMap { points(of: $0).map(\.y) }, marks: max(2, height / 2), ends: .round)
    let labels = y.ticks.map { y.label(of: $0) }
    let height = height(for: y.ticks.count - 1)
    let margin = labels.reduce(0) { max($0, $1.utf8.count) }
    let room = max(4, width - margin - 2)
    var canvas = DotCanvas(
      width: room, height: height, usesUnicode: style.usesUnicode,
      isDashed: !style.usesColor)
    for (line, series) in curves.series.enumerated() {
      canvas.draw(
        zip(series.x, series.y).map { point in
          guard AxisScale.holds(point.0, point.1) else { return nil }
          return (x.place(of: point.0), 1 - y.place(of: point.1))
        }, line: line)
    }
    var names: [Int: String] = [:]
    for (tick, label) in zip(y.ticks, labels) {
      let row = canvas.row(at: 1 - y.place(of: tick))
      if names[row] == nil { names[row] = label }
    }
    let rows = (0..<height).map { row in
      let name = names[row] ?? ""
      let pad = String(repeating: " ", count: margin - name.utf8.count)
      let axis = style.usesUnicode ? (name.isEmpty ? "│" : "┤") : (name.isEmpty ? "|" : "+")
      return pad + name + " " + axis + text(of: canvas, row: row)
    }
    return title + legend + rows + axis(x, canvas, margin: margin)
  }

  /// Up to two rows fewer than there is room for, if the marks then lie evenly.
  private func height(for intervals: Int) -> Int {
    guard intervals > 0 else { return height }
    return (max(4, height - 2)...max(4, height)).last { ($0 - 1) % intervals == 0 } ?? height
  }

  /// The horizontal axis with its numbers.
  private func axis(_ x: AxisScale, _ canvas: DotCanvas, margin: Int) -> [String] {
    var strokes = [Character](repeating: style.usesUnicode ? "─" : "-", count: canvas.width)
    var numbers = ""
    for tick in x.ticks {
      let column = canvas.column(at: x.place(of: tick))
      let label = x.label(of: tick)
      let start = max(0, min(canvas.width - label.utf8.count, column - label.utf8.count / 2))
      guard numbers.isEmpty || start > numbers.utf8.count else { continue }
      strokes[column] = style.usesUnicode ? "┬" : "+"
      numbers += String(repeating: " ", count: start - numbers.utf8.count) + label
    }
    let blanks = String(repeating: " ", count: margin + 1)
    return [
      blanks + (style.usesUnicode ? "└" : "+") + String(strokes), blanks + " " + numbers,
    ]
  }

  /// The names of the lines, each behind the mark of its line, and what the axis counts.
  private var legend: [String] {
    var entries = curves.series.enumerated().map { line, series in
      let dash = ["━━", "╍╍", "··", "━·"][line % 4]
      let mark =
        style.usesUnicode ? (style.usesColor ? "━━" : dash) : String(DotCanvas.letter(line))
      let name = clipped(mark + " " + VisibleText.escapingLine(series.name))
      return (
        text: paint(String(name.prefix(mark.count)), line) + name.dropFirst(mark.count),
        width: DisplayWidth.of(name)
      )
    }
    if !curves.axis.isEmpty {
      let axis = clipped("by " + VisibleText.escapingLine(curves.axis))
      entries.append((text: style.paint(axis, .faint), width: DisplayWidth.of(axis)))
    }
    var lines: [String] = []
    var used = 0
    for entry in entries {
      if !lines.isEmpty, used + 3 + entry.width <= width {
        lines[lines.count - 1] += "   " + entry.text
        used += 3 + entry.width
      } else {
        lines.append(entry.text)
        used = entry.width
      }
    }
    return lines
  }

  private func text(of canvas: DotCanvas, row: Int) -> String {
    var text = ""
    var run = ""
    var last: Int?
    for column in 0..<canvas.width {
      let (character, line) = canvas[row, column]
      if line != last, !run.isEmpty {
        text += last.map { paint(run, $0) } ?? run
        run = ""
      }
      run.append(character)
      last = line
    }
    if let last { text += paint(run, last) }
    return text
  }

  private func paint(_ text: String, _ line: Int) -> String {
    guard style.usesColor else { return text }
    return style.colors.escape(ink: Self.colors[line % Self.colors.count]) + text + "\u{1b}[0m"
  }

  private func clipped(_ text: String) -> String {
    VisibleText.clipped(text, to: width, ellipsis: style.usesUnicode ? "…" : "...")
  }

  private func points(of series: Curves.Series) -> [(x: Double, y: Double)] {
    zip(series.x, series.y).filter {
      AxisScale.holds($0.0, $0.1)
    }.map { (x: $0.0, y: $0.1) }
  }

  /// Each line as a row of blocks between its least and its greatest value.
  private var sparklines: [String] {
    let names = curves.series.map { VisibleText.escapingLine($0.name) }
    let nameWidth = names.reduce(0) { max($0, DisplayWidth.of($1)) }
    return zip(names, curves.series).flatMap { name, series -> [String] in
      let values = series.y.filter(\.isFinite)
      let pad = String(repeating: " ", count: nameWidth - DisplayWidth.of(name))
      guard let first = values.first, let last = values.last else { return [clipped(name)] }
      let isWhole = values.allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
      let ends = [first, last].map {
        isWhole ? MeasuredNumber.grouped(Int($0)) : MeasuredNumber.measured($0)
      }.joined(separator: style.usesUnicode ? " → " : " to ")
      let room = min(60, width - nameWidth - DisplayWidth.of(ends) - 4)
      guard room >= 4 else {
        let line = Sparkline(values, width: width, usesUnicode: style.usesUnicode).text
        return [clipped(name), line, clipped(ends)]
      }
      let line = Sparkline(values, width: room, usesUnicode: style.usesUnicode).text
      return ["\(name)\(pad)  \(line)  \(ends)"]
    }
  }
}

extension Curves {
  /// What the horizontal axis has to show.
  var places: [Double] {
    series.flatMap(\.x) + (span.map { [$0.lowerBound, $0.upperBound] } ?? [])
  }

  /// Whether only whole numbers are worth a mark on the horizontal axis.
  var countsWhole: Bool {
    let places = places
    let isLong = (places.max() ?? 0) - (places.min() ?? 0) >= 2
    return isLong || places.allSatisfy { $0 == $0.rounded() }
  }
}
