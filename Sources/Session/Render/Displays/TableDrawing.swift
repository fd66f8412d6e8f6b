import MNLEvents

/// A table as lines of text, fitted to a width.
struct TableDrawing {
  /// Columns of text below which a column is not shrunk.
  static let leastWidth = 8
  private static let gap = 2

  private let style: StreamStyle
  private var headings: [String]
  private var rows: [[String]]
  private var widths: [Int]
  private let isNumeric: [Bool]
  private let ellipsis: String

  /// Lays a table out.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - width: Columns to fit it into; nil for as many as it needs.
  ///   - style: What the stream takes.
  init(_ table: Table, width: Int?, style: StreamStyle) {
    self.style = style
    ellipsis = style.usesUnicode ? "…" : "..."
    headings = table.columns.map { column in
      let title = VisibleText.escapingLine(column.title)
      return column.unit.isEmpty ? title : "\(title) (\(VisibleText.escapingLine(column.unit)))"
    }
    let count = headings.count
    rows = table.rows.map { row in
      (0..<count).map { $0 < row.count ? Self.text(of: row[$0]) : "" }
    }
    isNumeric = (0..<count).map { column in
      table.rows.allSatisfy { column >= $0.count || $0[column].isNumberOrEmpty }
        && table.rows.contains { column < $0.count && $0[column] != .empty }
    }
    let lines = [headings] + rows
    widths = (0..<count).map { column in
      lines.reduce(0) { max($0, DisplayWidth.of($1[column])) }
    }
    if let width { fit(into: width) }
  }

  /// The lines, without newlines and without blanks at their ends.
  var lines: [String] {
    let rule = widths.map { String(repeating: style.usesUnicode ? "─" : "-", count: $0) }
    let heading = join(headings)
    return [style.paint(heading, .strong), rule.joined(separator: "  ")] + rows.map(join)
  }

  private static func text(of cell: Table.Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): VisibleText.escapingLine(text)
    case .int(let int): String(int)
    case .number(let number, let digits): DecimalText.tabular(number, digits: digits)
    }
  }

  private var total: Int { widths.reduce(0, +) + max(0, widths.count - 1) * Self.gap }

  /// Shrinks the widest columns of words, then leaves columns out at the right.
  private mutating func fit(into width: Int) {
    while total > width {
      let shrinkable = widths.indices.filter { !isNumeric[$0] && widths[$0] > Self.leastWidth }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    guard total > width else { return }
    let mark = DisplayWidth.of(ellipsis)
    while widths.count > 1, total + Self.gap + mark > width {
      widths.removeLast()
    }
    headings = Array(headings.prefix(widths.count)) + [ellipsis]
    rows = rows.map { Array($0.prefix(widths.count)) + [ellipsis] }
    widths.append(mark)
  }

  private func join(_ cells: [String]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let text = VisibleText.clipped(cell, to: widths[column], ellipsis: ellipsis)
      let pad = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
      if column > 0 { line += "  " }
      line += column < isNumeric.count && isNumeric[column] ? pad + text : text + pad
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension Table.Cell {
  /// Whether the cell is aligned as numbers are.
  fileprivate var isNumberOrEmpty: Bool {
    switch self {
    case .empty, .int, .number: true
    case .text: false
    }
  }
}
