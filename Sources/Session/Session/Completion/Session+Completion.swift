import MNLDiagnostics
import MNLRuntime
import MNLSyntax

extension Session {
  /// What could stand at the cursor of a cell that is being typed.
  ///
  /// - Parameters:
  ///   - cell: All lines of it.
  ///   - cursor: The offset of the cursor in its bytes of UTF-8.
  /// - Returns: The candidates, of which each would be right there.
  package func completion(_ cell: String, at cursor: Int) -> Completion {
    CompletionFinder(
      vocabulary: interpreter.vocabulary, variables: interpreter.variables,
      namesInFolder: { [home = interpreter.context.settings.environment["HOME"]] folder in
        FolderListing.names(in: folder, home: home)
      },
      runs: { [environment = interpreter.context.settings.environment] in
        Self.runs(in: environment)
      }, faults: faults
    ).find(cell, cursor)
  }

  /// The newest runs on record by their labels and ids, in quotes.
  private static func runs(in environment: [String: String]) -> Candidates {
    let runs = RunStore(in: environment)?.list().runs.suffix(100) ?? []
    return Candidates(
      runs.flatMap { run in
        [run.record.label, run.record.id].compactMap { name in
          name.map { .init("\"\($0)\"", "\(run.state.rawValue), \(run.record.script.path)") }
        }
      })
  }

  /// The codes of the faults of a part of a text, other than that more is missing; nil if what is
  /// wrong with the rest keeps the checker from looking.
  private func faults(_ text: String, _ part: Range<Int>) -> [DiagnosticCode]? {
    func codes(_ diagnostics: [Diagnostic]) -> [DiagnosticCode] {
      diagnostics.filter { fault in
        fault.severity == .error && fault.code != .missingArgument
          && fault.primary?.span.range.overlaps(part) == true
      }.map(\.code)
    }
    do throws(SyntaxFailure) {
      let script = try Parser.parse(SourceFile(name: "", text: text))
      return codes(interpreter.check([script]))
    } catch {
      let found = codes(error.diagnostics)
      return found.isEmpty ? nil : found
    }
  }
}
