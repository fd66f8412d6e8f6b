package import MNLEvents

extension Value {
  /// How the value is shown as a result: rounded sensibly; a record is a table of two columns.
  package var display: DisplayBundle {
    switch self {
    case .handle(let handle): handle.display
    case .record(let record): record.display
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
