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
      }, refuses: refuses
    ).find(cell, cursor)
  }

  /// Whether the checker finds fault with a part of a statement, other than that more is missing.
  private func refuses(_ statement: String, _ candidate: Range<Int>) -> Bool {
    guard let script = try? Parser.parse(SourceFile(name: "", text: statement)) else {
      return true
    }
    return interpreter.check([script]).contains { fault in
      guard fault.severity == .error, fault.code != .missingArgument,
        let span = fault.primary?.span
      else { return false }
      return span.range.overlaps(candidate)
    }
  }
}
