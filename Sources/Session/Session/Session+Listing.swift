import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRuntime

extension Session {
  /// Shows the cells of a document as a table, explanations included.
  ///
  /// - Parameters:
  ///   - prepared: The document.
  ///   - namingFile: Whether each line says of which file it speaks.
  package func listCells(of prepared: PreparedDocument, namingFile: Bool = false) {
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
    let file = namingFile ? prepared.document.file.name : nil
    show(["cell", "name", "title", "kind", "params"], rows, ifEmpty: "no cells", of: file)
  }

  /// Shows the parameters of a document as a table: what `--set` takes.
  ///
  /// - Parameters:
  ///   - prepared: The document.
  ///   - namingFile: Whether each line says of which file it speaks.
  package func listParameters(of prepared: PreparedDocument, namingFile: Bool = false) {
    let rows = interpreter.parameters(of: prepared.scripts).map { parameter -> [Table.Cell] in
      [
        .text(parameter.name), .text(parameter.type), .text(parameter.defaultText ?? ""),
        .text(parameter.help),
      ]
    }
    let file = namingFile ? prepared.document.file.name : nil
    show(["param", "type", "default", "help"], rows, ifEmpty: "no parameters", of: file)
  }

  /// Shows what would become of a document if it ran: its parameters with their values and where
  /// those come from, and what each cell would do.
  ///
  /// - Parameters:
  ///   - prepared: The document, checked.
  ///   - namingFile: Whether each line says of which file it speaks.
  package func listPlan(of prepared: PreparedDocument, namingFile: Bool = false) {
    report(prepared.warnings)
    let file = namingFile ? prepared.document.file.name : nil
    let parameters = interpreter.parameters(of: prepared.scripts).map { parameter -> [Table.Cell] in
      [.text(parameter.name), .text(parameter.value), .text(parameter.origin.words)]
    }
    show(["param", "value", "from"], parameters, ifEmpty: "no parameters", of: file)
    let cells = zip(prepared.document.codeCells, prepared.roles).map { cell, role -> [Table.Cell] in
      let limit = role.isLeftOut ? nil : cell.timeout ?? prepared.plan.secondsPerCell
      return [
        cell.number.map { .int($0) } ?? .empty, .text(cell.name ?? ""), .text(cell.title),
        .text(role.words(mayFail: cell.mayFail)),
        .text(limit.map(DecimalText.elapsed) ?? ""),
      ]
    }
    show(["cell", "name", "title", "plan", "limit"], cells, ifEmpty: "no cells", of: file)
  }

  private func show(
    _ titles: [String], _ rows: [[Table.Cell]], ifEmpty words: String, of file: String?
  ) {
    guard !rows.isEmpty else {
      sink.receive(.display(DisplayBundle(text: file.map { "\($0): \(words)" } ?? words)))
      return
    }
    let titles = file == nil ? titles : ["file"] + titles
    let rows = file.map { name in rows.map { [.text(name)] + $0 } } ?? rows
    let lines = rows.map { row in
      row.map { cell in
        switch cell {
        case .empty: ""
        case .text(let text): text
        case .int(let int): String(int)
        case .number(let number, _): String(number)
        case .trend: ""
        }
      }.joined(separator: "\t")
    }
    let text = ([titles.joined(separator: "\t")] + lines).joined(separator: "\n")
    let table = Table(columns: titles.map { Table.Column($0) }, rows: rows)
    sink.receive(.display(DisplayBundle(text: text, data: [.table(table)])))
  }
}

extension CellRole {
  /// What becomes of a cell, in words.
  fileprivate func words(mayFail: Bool) -> String {
    let end = mayFail ? ", and may fail" : ""
    return switch self {
    case .runs: "runs" + end
    case .runsInSilence: "runs in silence" + end
    case .leftOut(let reason): "left out: " + reason.rawValue
    }
  }
}

extension ParameterOverride.Origin {
  /// Where a value comes from, in words that name a file.
  fileprivate var words: String {
    if case .file(let path) = self { "file \(path)" } else { word }
  }
}
