import MNLEvents
import MNLNotebook
import MNLRuntime

extension Session {
  /// Shows the cells of a document as a table, explanations included.
  package func listCells(of prepared: PreparedDocument) {
    var scripts = prepared.scripts.makeIterator()
    let rows = prepared.document.cells.map { cell -> [Table.Cell] in
      let script = cell.kind == .code ? scripts.next() : nil
      let parameters = interpreter.parameters(of: script.map { [$0] } ?? [])
      return [
        cell.number.map { .int($0) } ?? .empty, .text(cell.name ?? ""), .text(cell.title),
        .text(cell.kind.rawValue),
        .text(parameters.map { "\($0.name)=\($0.value)" }.joined(separator: " ")),
      ]
    }
    show(["cell", "name", "title", "kind", "params"], rows, ifEmpty: "no cells")
  }

  /// Shows the parameters of a document as a table: what `--set` takes.
  package func listParameters(of prepared: PreparedDocument) {
    let rows = interpreter.parameters(of: prepared.scripts).map { parameter -> [Table.Cell] in
      [
        .text(parameter.name), .text(parameter.type), .text(parameter.defaultText ?? ""),
        .text(parameter.help),
      ]
    }
    show(["param", "type", "default", "help"], rows, ifEmpty: "no parameters")
  }

  private func show(_ titles: [String], _ rows: [[Table.Cell]], ifEmpty words: String) {
    guard !rows.isEmpty else {
      sink.receive(.display(DisplayBundle(text: words)))
      return
    }
    let lines = rows.map { row in
      row.map { cell in
        switch cell {
        case .empty: ""
        case .text(let text): text
        case .int(let int): String(int)
        case .number(let number, _): String(number)
        }
      }.joined(separator: "\t")
    }
    let text = ([titles.joined(separator: "\t")] + lines).joined(separator: "\n")
    let table = Table(columns: titles.map { Table.Column($0) }, rows: rows)
    sink.receive(.display(DisplayBundle(text: text, data: [.table(table)])))
  }
}
