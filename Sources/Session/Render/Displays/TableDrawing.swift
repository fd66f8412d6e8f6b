import MNLEvents

/// A table as lines of text, fitted to a width.
///
/// Where it is too wide, columns of words shrink first, down to their longest word, and their cells
/// take several lines. Then nothing is left out: a single row is
/// written as a list, a line for each column; more rows as blocks of columns one below the other, each
/// with the first column.
struct TableDrawing {
  /// How wide a column of words remains at least, and how wide one at most that is only shrunk to its
  /// longest word.
  private static let leastWidths = 8...16
  /// Lines of a cell at most.
  private static let mostLines = 4
  private static let gap = 2

  private let style: StreamStyle
  private let headings: [String]
  private let rows: [[String]]
  private var widths: [Int]
  private let isNumeric: [Bool]
  private let ellipsis: String
  private let title: String
  private let window: Int?

  /// Lays a table out.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - width: Columns to fit it into; nil for as many as it needs.
  ///   - style: What the stream takes.
  init(_ table: Table, width: Int?, style: StreamStyle) {
    self.style = style
    window = width
    title = VisibleText.escapingLine(table.title)
    ellipsis = style.usesUnicode ? "…" : "..."
    headings = table.columns.map { column in
      let title = VisibleText.escapingLine(column.title)
      return column.unit.isEmpty ? title : "\(title) (\(VisibleText.escapingLine(column.unit)))"
    }
    let count = headings.count
    rows = table.rows.map { row in
      (0..<count).map { $0 < row.count ? Self.text(of: row[$0], style: style) : "" }
    }
    isNumeric = (0..<count).map { column in
      table.rows.allSatisfy { column >= $0.count || $0[column].isNumberOrEmpty }
        && table.rows.contains { column < $0.count && $0[column] != .empty }
    }
    let lines = [headings] + rows
    widths = (0..<count).map { column in
      lines.reduce(0) { max($0, DisplayWidth.of($1[column])) }
    }
    if let width { shrink(to: width) }
  }

  /// The lines, without newlines and without blanks at their ends.
  var lines: [String] {
    let titles = title.isEmpty ? [] : wrapped(title)
    guard let window, total(widths.indices) > window else { return titles + block(widths.indices) }
    if rows.count == 1 { return titles + list(window) }
    return titles + blocks(window).map { block($0) }.joined(separator: [""])
  }

  private func wrapped(_ text: String) -> [String] {
    guard let window else { return [text] }
    return WrappedText.wrapping(text, to: window).split(separator: "\n").map(String.init)
  }

  /// Some columns of all rows under their headings.
  private func block(_ columns: some Sequence<Int>) -> [String] {
    let columns = Array(columns)
    let rule = columns.map { String(repeating: style.usesUnicode ? "─" : "-", count: widths[$0]) }
    let heading = join(headings, columns)
    return heading.map { style.paint($0, .strong) } + [rule.joined(separator: "  ")]
      + rows.flatMap { join($0, columns) }
  }

  /// The only row, a line for each column.
  private func list(_ width: Int) -> [String] {
    let longest = headings.reduce(0) { max($0, DisplayWidth.of($1)) }
    let room = min(longest, max(1, width / 2))
    return headings.indices.map { column in
      let heading = VisibleText.clipped(headings[column], to: room, ellipsis: ellipsis)
      let pad = String(repeating: " ", count: room - DisplayWidth.of(heading))
      let value = VisibleText.clipped(
        rows[0][column], to: max(1, width - room - Self.gap), ellipsis: ellipsis)
      return style.paint(heading, .strong) + (value.isEmpty ? "" : pad + "  " + value)
    }
  }

  /// Which columns stand side by side: the first one in each block, if it leaves room for others.
  private func blocks(_ width: Int) -> [[Int]] {
    let repeats = widths[0] + Self.gap <= width / 2
    var blocks: [[Int]] = [[0]]
    for column in widths.indices.dropFirst() {
      let last = blocks[blocks.count - 1]
      if total(last + [column]) <= width {
        blocks[blocks.count - 1].append(column)
      } else if last.count == 1, repeats {
        // Wider than the window even beside the first column alone: it is clipped.
        blocks[blocks.count - 1].append(column)
      } else {
        blocks.append(repeats ? [0, column] : [column])
      }
    }
    return blocks
  }

  private static func text(of cell: Table.Cell, style: StreamStyle) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): VisibleText.escapingLine(text)
    case .int(let int): String(int)
    case .number(let number, let digits): DecimalText.tabular(number, digits: digits)
    case .trend(let values): Sparkline(values, width: 24, usesUnicode: style.usesUnicode).text
    }
  }

  private func total(_ columns: some Collection<Int>) -> Int {
    columns.reduce(0) { $0 + widths[$1] } + max(0, columns.count - 1) * Self.gap
  }

  /// Shrinks the widest columns of words; of all others, those that are wider than the window alone.
  private mutating func shrink(to width: Int) {
    let limits = Self.leastWidths
    let least = widths.indices.map { column in
      ([headings] + rows).reduce(0) { longest, cells in
        cells[column].split(separator: " ").reduce(longest) { max($0, DisplayWidth.of($1)) }
      }
    }.map { min(limits.upperBound, max(limits.lowerBound, $0)) }
    while total(widths.indices) > width {
      let shrinkable = widths.indices.filter { !isNumeric[$0] && widths[$0] > least[$0] }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    guard rows.count > 1, total(widths.indices) > width, let first = widths.first else { return }
    let room = first + Self.gap <= width / 2 ? width - first - Self.gap : width
    for column in widths.indices {
      widths[column] = min(widths[column], column == 0 ? width : room)
    }
  }

  /// A row as lines: words that do not fit their column go on in the next line.
  private func join(_ cells: [String], _ columns: [Int]) -> [String] {
    let texts = columns.map { wrapped(cells[$0], to: widths[$0]) }
    return (0..<(texts.map(\.count).max() ?? 0)).map { place in
      var line = ""
      for (index, column) in columns.enumerated() {
        let text = place < texts[index].count ? texts[index][place] : ""
        let pad = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
        if index > 0 { line += "  " }
        line += isNumeric[column] ? pad + text : text + pad
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// A cell as a few lines at most; a word that is too long is clipped.
  private func wrapped(_ text: String, to width: Int) -> [String] {
    var lines = WrappedText.words(of: text, to: width)
    if lines.count > Self.mostLines {
      lines = Array(lines.prefix(Self.mostLines))
      lines[lines.count - 1] += " " + ellipsis
    }
    return lines.map { VisibleText.clipped($0, to: width, ellipsis: ellipsis) }
  }
}

extension Table.Cell {
  /// Whether the cell is aligned as numbers are.
  fileprivate var isNumberOrEmpty: Bool {
    switch self {
    case .empty, .int, .number: true
    case .text, .trend: false
    }
  }
}
