package import MNLEvents

extension Value {
  /// How the value is shown as a result: rounded sensibly; a record is a table of two columns.
  package var display: DisplayBundle {
    switch self {
    case .handle(let handle): handle.display
    case .record(let record): record.display
    case .list(let values): Table(records: values)?.display ?? DisplayBundle(text: shown)
    default: DisplayBundle(text: shown)
    }
  }

  fileprivate var cell: Table.Cell {
    switch self {
    case .none: return .empty
    case .int(let int): return .int(int)
    case .float(let float):
      let text = WrittenNumber.rounded(float)
      guard float.isFinite, !text.contains("e"), let point = text.firstIndex(of: ".") else {
        return .text(text)
      }
      return .number(float, digits: text.distance(from: point, to: text.endIndex) - 1)
    default: return .text(shown)
    }
  }
}

extension Record {
  fileprivate var display: DisplayBundle {
    let width = fields.map(\.name.count).max() ?? 0
    let lines = fields.map { field in
      field.name + String(repeating: " ", count: width - field.name.count + 2) + field.value.shown
    }
    let table = Table(
      columns: [Table.Column("field"), Table.Column("value")],
      rows: fields.map { [.text($0.name), $0.value.cell] })
    return DisplayBundle(text: lines.joined(separator: "\n"), data: [.table(table)])
  }
}

extension Table {
  /// How many records are shown of a longer list.
  private static let longest = 100

  /// Records of the same fields, a row each; nil if the list holds anything else.
  fileprivate init?(records values: List) {
    guard case .record(let first)? = values.first, !first.fields.isEmpty else { return nil }
    let names = first.fields.map(\.name)
    var rows: [[Cell]] = []
    for value in values {
      guard case .record(let record) = value, record.fields.map(\.name) == names else { return nil }
      if rows.count < Self.longest { rows.append(record.fields.map(\.value.cell)) }
    }
    for column in names.indices { Self.align(column, of: &rows) }
    self.init(columns: names.map { Column($0) }, rows: rows)
    guard values.count > rows.count else { return }
    title = "the first \(rows.count) of \(values.count) records"
  }

  /// Gives all numbers of a column as many digits as that one which has most.
  private static func align(_ column: Int, of rows: inout [[Cell]]) {
    let digits = rows.map { row in
      if case .number(_, let digits) = row[column] { digits } else { 0 }
    }
    for row in rows.indices {
      guard case .number(let number, _) = rows[row][column] else { continue }
      rows[row][column] = .number(number, digits: digits.max() ?? 0)
    }
  }

  /// The table, and as text a record on each line.
  fileprivate var display: DisplayBundle {
    let names = columns.map(\.title)
    let lines = rows.map { row in
      zip(names, row).map { "\($0)=\($1.written)" }.joined(separator: " ")
    }
    return DisplayBundle(
      text: ((title.isEmpty ? [] : [title]) + lines).joined(separator: "\n"), data: [.table(self)])
  }
}

extension Table.Cell {
  fileprivate var written: String {
    switch self {
    case .empty: "none"
    case .text(let text): text
    case .int(let int): String(int)
    case .number(let number, let digits): DecimalText.tabular(number, digits: digits)
    case .trend(let values): Sparkline(values, width: 24).text
    }
  }
}
