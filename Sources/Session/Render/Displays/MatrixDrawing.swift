import MNLEvents

/// A matrix on a terminal: its numbers on shaded ground, or shades alone where they do not fit.
struct MatrixDrawing {
  /// How the cells are drawn.
  private enum Cells {
    /// As numbers, so many columns wide each.
    case numbers([Int])
    /// As shades, so many columns wide each.
    case shades(Int)
  }

  /// Colours of the 256-colour palette, from faint to strong, with one to write on each.
  private static let colors = [
    (17, 255), (18, 255), (24, 255), (25, 255), (31, 255), (38, 16), (80, 16), (159, 16),
  ]
  /// What stands behind a number, or in its place, where there are no colours.
  private static let blocks = Array(" ░▒▓█")
  private static let ramp = Array(" .:-=+*#%@")

  private let matrix: Matrix
  private let style: StreamStyle
  private let corner: String
  private let rowNames: [String]
  private let columnNames: [String]
  private let texts: [[String]]
  private let cells: Cells
  /// The sums of the rows, or the least and the greatest number, as the shading needs them.
  private let measures: [Double]

  /// Lays a matrix out.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - width: Columns to fit it into; what does not fit even as shades is cut off.
  ///   - style: What the terminal takes.
  init(_ matrix: Matrix, width: Int, style: StreamStyle) {
    self.matrix = matrix
    self.style = style
    let count = matrix.values.first?.count ?? 0
    let titles = [matrix.rowTitle, matrix.columnTitle].filter { !$0.isEmpty }
    let texts = Self.texts(of: matrix.values)
    self.texts = texts
    switch matrix.shading {
    case .rowShare: measures = matrix.values.map { $0.reduce(0, +) }
    case .range:
      let finite = matrix.values.joined().filter(\.isFinite)
      measures = [finite.min() ?? 0, finite.max() ?? 0]
    }
    let rows = Self.names(matrix.rowNames, count: matrix.values.count)
    let columns = Self.names(matrix.columnNames, count: count)
    let corner = VisibleText.escapingLine(titles.joined(separator: " / "))
    // The columns of all rows with these headings, and the widths of their cells.
    func layout(_ rows: [String], _ columns: [String]) -> (total: Int, widths: [Int]) {
      let widths = columns.indices.map { column in
        texts.reduce(DisplayWidth.of(columns[column])) { max($0, $1[column].utf8.count) }
      }
      let names = Self.widest(rows + [corner])
      return (names + widths.reduce(0) { $0 + $1 + 2 } + 1, widths)
    }
    let plain = layout(rows, columns)
    let places = columns.indices.map(String.init)
    let numbered =
      columns == rows ? zip(places, rows).map { $0 == $1 ? $0 : "\($0) \($1)" } : rows
    let short = layout(numbered, places)
    if plain.total <= width {
      (rowNames, columnNames, cells) = (rows, columns, .numbers(plain.widths))
      self.corner = corner
    } else if short.total <= width {
      (rowNames, columnNames, cells) = (numbered, places, .numbers(short.widths))
      self.corner = corner
    } else {
      let longest = max(1, width / 3)
      let ellipsis = style.usesUnicode ? "…" : "..."
      rowNames = rows.map { VisibleText.clipped($0, to: longest, ellipsis: ellipsis) }
      self.corner = VisibleText.clipped(corner, to: longest, ellipsis: ellipsis)
      let room = max(1, width - Self.widest(rowNames + [self.corner]) - 2)
      let size = 2 * count <= room ? 2 : 1
      columnNames = Array(columns.prefix(room / size))
      cells = .shades(size)
    }
  }

  /// The lines, without newlines.
  var lines: [String] {
    let nameWidth = Self.widest(rowNames + [corner])
    func padded(_ name: String) -> String {
      name + String(repeating: " ", count: nameWidth - DisplayWidth.of(name))
    }
    let body = matrix.values.indices.map { row in
      padded(rowNames[row]) + " " + columnNames.indices.map { cell(row, $0) }.joined()
    }
    guard case .numbers(let widths) = cells else {
      return [style.paint(corner, .strong)] + body.map(Self.withoutBlanksAtEnd)
    }
    var heading = padded(corner)
    var rule = String(repeating: dash, count: nameWidth)
    for (name, width) in zip(columnNames, widths) {
      let blanks = String(repeating: " ", count: width - DisplayWidth.of(name))
      heading += "  " + blanks + name
      rule += "  " + String(repeating: dash, count: width)
    }
    return [style.paint(heading, .strong), rule] + body.map(Self.withoutBlanksAtEnd)
  }

  private var dash: String { style.usesUnicode ? "─" : "-" }

  /// A cell: with a number, a blank before it and one, or a shade, after it.
  private func cell(_ row: Int, _ column: Int) -> String {
    let shade = self.shade(row, column)
    switch cells {
    case .numbers(let widths):
      let number = texts[row][column]
      let blanks = String(repeating: " ", count: widths[column] - number.utf8.count + 1)
      if style.usesColor {
        return shade == nil
          ? blanks + style.paint(number, .faint) + " " : ground(blanks + number + " ", shade)
      }
      return blanks + number + (style.usesUnicode ? String(Self.pick(Self.blocks, shade)) : " ")
    case .shades(let size):
      if style.usesColor { return ground(String(repeating: " ", count: size), shade) }
      let marks = style.usesUnicode ? Self.blocks : Self.ramp
      return String(repeating: Self.pick(marks, shade), count: size)
    }
  }

  private func ground(_ text: String, _ shade: Double?) -> String {
    guard let shade else { return text }
    let last = Self.colors.count - 1
    let (ground, ink) = Self.colors[min(last, Int(shade * Double(Self.colors.count)))]
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
    switch matrix.shading {
    case .rowShare:
      let share = value / measures[row]
      return share > 0 && share <= 1 ? share.squareRoot() : nil
    case .range:
      let height = (value - measures[0]) / (measures[1] - measures[0])
      return height > 0 && height <= 1 ? height : nil
    }
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

  private static func widest(_ texts: [String]) -> Int {
    texts.reduce(0) { max($0, DisplayWidth.of($1)) }
  }

  private static func withoutBlanksAtEnd(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
