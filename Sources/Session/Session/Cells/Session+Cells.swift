import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax

extension Session {
  /// Remembers a cell of the prompt, and writes it to the log if one is kept.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - script: Its tree; nil for what cannot be read.
  ///   - status: How it ended.
  func record(_ text: String, _ script: Script?, _ status: Status) {
    let entry = CellLog.Entry(
      number: entryCount, code: script.map { code(of: $0, text) } ?? Self.trimmed(text),
      declaration: script?.onlyDeclaration, status: status)
    cells.append(entry)
    guard let log, !entry.code.isEmpty else { return }
    do throws(SourceFailure) {
      try log.append(entry)
    } catch {
      self.log = nil
      report([error.diagnostic])
    }
  }

  /// Runs text as a cell of its own within the cell that is running, and remembers it.
  ///
  /// - Parameters:
  ///   - code: What a user could have typed.
  ///   - name: What errors call it: `cell 3`.
  /// - Throws: The failure of the cell.
  func runNested(_ code: String, named name: String) throws(CommandFailure) {
    let script: Script
    do throws(SyntaxFailure) {
      script = try Parser.parse(SourceFile(name: name, text: code))
    } catch {
      throw CommandFailure(error.diagnostics.first, in: name)
    }
    do throws(RunFailure) {
      try interpreter.run(script)
    } catch {
      record(code, script, error.status)
      throw CommandFailure(error.diagnostic, in: name)
    }
    record(code, script, .ok)
  }

  /// Runs cells of the prompt anew, in their order, up to the first that fails.
  ///
  /// - Parameter numbers: Their numbers.
  /// - Throws: The failure of the cell that failed, or that there is none.
  func rerun(_ numbers: ClosedRange<Int>) throws(CommandFailure) {
    let wanted = cells.entries.filter { numbers.contains($0.number) && !$0.code.isEmpty }
    guard !wanted.isEmpty else {
      let last = cells.entries.last?.number
      throw CommandFailure(
        .nothingCurrent, "there is no cell to run again", parameter: "cells",
        label: last.map { "the last is \($0)" } ?? "no cell was typed yet")
    }
    for cell in wanted {
      let lead = "[\(cell.number)] "
      let indent = "\n" + String(repeating: " ", count: lead.count)
      let shown = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
      interpreter.context.emit(
        .display(DisplayBundle(text: lead + shown.joined(separator: indent))))
      try runNested(cell.code, named: "cell \(cell.number)")
    }
  }

  /// The text of a cell without its commands about the session.
  private func code(of script: Script, _ text: String) -> String {
    let kept = script.statements.filter { !isAboutSession($0) }
    guard kept.count < script.statements.count else { return Self.trimmed(text) }
    return kept.map { String($0.span.text) }.joined(separator: "\n")
  }

  private func isAboutSession(_ statement: Statement) -> Bool {
    guard case .command(let command) = statement.kind,
      interpreter.definitions[command.name.text] == nil,
      let family = interpreter.registry.family(command.name.text)
    else { return false }
    let owner = (family.single ?? family.pairs.first)?.owner
    return owner == SessionPlugin.pluginName
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest.drop { $0.isNewline })
  }
}

extension CommandFailure {
  /// The failure of a cell that ran within another.
  fileprivate init(_ diagnostic: Diagnostic?, in name: String) {
    guard let diagnostic else { preconditionFailure("a failure without a diagnostic") }
    self.init(
      diagnostic.code, diagnostic.message, notes: diagnostic.notes + ["this was in \(name)"],
      help: diagnostic.help)
  }
}
