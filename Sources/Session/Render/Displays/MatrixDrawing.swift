import Glibc
import MNLEvents

/// A matrix on a terminal: its numbers on shaded ground, or shades alone where they do not fit.
struct MatrixDrawing {
  /// Colours of the 256-colour palette, from faint to strong, each with one to write on it.
  private static let colors = [
    (17, 255), (18, 255), (19, 255), (25, 255), (32, 255), (39, 16), (81, 16), (159, 16),
  ]
  /// What stands behind a number, or in its place, where there are no colours.
  private static let blocks = Array(" ░▒▓█")
  /// The same in ASCII, in the place of a number only.
  private static let ramp = Array(" .:-=+*#%@")

  private let matrix: Matrix
  private let style: StreamStyle
  private let texts: [[String]]
  private let layout: Layout
  /// The sums of the rows, or the least and the greatest number, as the shading needs them.
  private let measures: [Double]

  /// What stands where.
  private struct Layout {
    var corner: String
    var rowNames: [String]
    var columnNames: [String]
    /// How wide the numbers of each column are; nil where there are shades alone.
    var widths: [Int]?
    /// How many characters a shade alone takes.
    var shadeWidth = 1

    /// Columns of the names of the rows; of shades alone the corner has a line of its own.
    var nameWidth: Int { MatrixDrawing.widest(rowNames + (widths == nil ? [] : [corner])) }
    /// Columns of everything: each number has a blank on both sides.
    var total: Int { nameWidth + 1 + (widths ?? []).reduce(0) { $0 + $1 + 2 } }
  }

  /// Lays a matrix out.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - width: Columns to fit it into; what does not fit even as shades is left out, and the
  ///     heading says so.
  ///   - style: What the terminal takes.
  init(_ matrix: Matrix, width: Int, style: StreamStyle) {
    self.matrix = matrix
    self.style = style
    let texts = Self.texts(of: matrix.values)
    self.texts = texts
    switch matrix.shading {
    case .rowShare: measures = matrix.values.map { $0.reduce(0, +) }
    case .range:
      let finite = matrix.values.joined().filter(\.isFinite)
      measures = [finite.min() ?? 0, finite.max() ?? 0]
    }
    let titles = [matrix.rowTitle, matrix.columnTitle].filter { !$0.isEmpty }
    let plain = Layout(
      corner: VisibleText.escapingLine(titles.joined(separator: " / ")),
      rowNames: Self.names(matrix.rowNames, count: matrix.values.count),
      columnNames: Self.names(matrix.columnNames, count: matrix.values.first?.count ?? 0))
    let candidates = [plain, Self.numbered(plain)].flatMap { names in
      [true, false].map { isEven in
        var layout = names
        layout.widths = Self.widths(of: texts, under: names.columnNames, even: isEven)
        return layout
      }
    }
    layout =
      candidates.first { $0.total <= width } ?? Self.shades(plain, width: width, style: style)
  }

  /// The lines, without newlines.
  var lines: [String] {
    let nameWidth = layout.nameWidth
    let body = matrix.values.indices.map { row in
      var line =
        Self.padded(layout.rowNames[row], to: nameWidth) + " "
        + layout.columnNames.indices.map { cell(row, $0) }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    guard let widths = layout.widths else {
      return [style.paint(layout.corner, .strong)] + body
    }
    let dash = style.usesUnicode ? "─" : "-"
    var heading = Self.padded(layout.corner, to: nameWidth)
    var rule = String(repeating: dash, count: nameWidth)
    for (name, width) in zip(layout.columnNames, widths) {
      heading += "  " + String(repeating: " ", count: width - DisplayWidth.of(name)) + name
      rule += "  " + String(repeating: dash, count: width)
    }
    return [style.paint(heading, .strong), rule] + body
  }

  // MARK: Cells

  /// A cell: a number with a blank before it and a blank or a shade after it, or a shade alone.
  private func cell(_ row: Int, _ column: Int) -> String {
    let shade = self.shade(row, column)
    guard let widths = layout.widths else {
      let marks = style.usesUnicode ? Self.blocks : Self.ramp
      let mark = style.usesColor ? " " : Self.pick(marks, shade)
      return ground(String(repeating: mark, count: layout.shadeWidth), shade)
    }
    let number = texts[row][column]
    let blanks = String(repeating: " ", count: widths[column] - number.utf8.count + 1)
    if style.usesColor, shade == nil { return blanks + style.paint(number, .faint) + " " }
    let mark = style.usesUnicode && !style.usesColor ? Self.pick(Self.blocks, shade) : " "
    return ground(blanks + number + String(mark), shade)
  }

  /// The text on ground of a shade; as it is where there is none, or no colour.
  private func ground(_ text: String, _ shade: Double?) -> String {
    guard style.usesColor, let shade else { return text }
    let step = min(Self.colors.count - 1, Int(shade * Double(Self.colors.count)))
    let (ground, ink) = Self.colors[step]
    return "\u{1b}[38;5;\(ink);48;5;\(ground)m\(text)\u{1b}[0m"
  }

  /// A mark for a shade; the first one for none.
  private static func pick(_ marks: [Character], _ shade: Double?) -> Character {
    guard let shade else { return marks[0] }
    return marks[1 + min(marks.count - 2, Int(shade * Double(marks.count - 1)))]
  }

  /// How strong a cell is shaded, from 0 to 1; nil if not at all.
  private func shade(_ row: Int, _ column: Int) -> Double? {
    let value = matrix.values[row][column]
    let shade =
      switch matrix.shading {
      case .rowShare: cbrt(value / measures[row])
      case .range: (value - measures[0]) / (measures[1] - measures[0])
      }
    return shade > 0 && shade <= 1 ? shade : nil
  }

  // MARK: Layout

  /// The layout with numbers in the place of the columns' names, which the rows explain.
  private static func numbered(_ plain: Layout) -> Layout {
    var layout = plain
    layout.columnNames = plain.columnNames.indices.map(String.init)
    guard plain.rowNames == plain.columnNames else { return layout }
    layout.rowNames = zip(layout.columnNames, plain.rowNames).map {
      $0 == $1 ? $0 : "\($0) \($1)"
    }
    return layout
  }

  /// The layout without numbers.
  private static func shades(_ plain: Layout, width: Int, style: StreamStyle) -> Layout {
    let ellipsis = style.usesUnicode ? "…" : "..."
    let longest = max(1, width / 3)
    var layout = plain
    layout.rowNames = plain.rowNames.map {
      VisibleText.clipped($0, to: longest, ellipsis: ellipsis)
    }
    let count = plain.columnNames.count
    let room = max(1, width - widest(layout.rowNames) - 1)
    layout.shadeWidth = 2 * count <= room ? 2 : 1
    layout.columnNames = Array(plain.columnNames.prefix(room / layout.shadeWidth))
    if layout.columnNames.count < count {
      layout.corner += " (\(layout.columnNames.count) of \(count))"
    }
    layout.corner = VisibleText.clipped(layout.corner, to: width, ellipsis: ellipsis)
    return layout
  }

  private static func widths(
    of texts: [[String]], under names: [String], even isEven: Bool
  ) -> [Int] {
    let widths = names.indices.map { column in
      texts.reduce(DisplayWidth.of(names[column])) { max($0, $1[column].utf8.count) }
    }
    return isEven ? widths.map { _ in widths.max() ?? 0 } : widths
  }

  private static func texts(of values: [[Double]]) -> [[String]] {
    let isWhole = values.joined().allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
    return values.map { row in
      row.map { isWhole ? String(Int($0)) : DecimalText.tabular($0, digits: 4) }
    }
  }

  private static func names(_ names: [String], count: Int) -> [String] {
    (0..<count).map { $0 < names.count ? VisibleText.escapingLine(names[$0]) : String($0) }
  }

  private static func padded(_ name: String, to width: Int) -> String {
    name + String(repeating: " ", count: max(0, width - DisplayWidth.of(name)))
  }

  private static func widest(_ texts: [String]) -> Int {
    texts.reduce(0) { max($0, DisplayWidth.of($1)) }
  }
}
