import MNLDiagnostics
import MNLRuntime

/// Finds what could stand at a cursor, from what the session knows; nothing of a plugin runs.
struct CompletionFinder {
  /// The names that may stand in a text.
  let vocabulary: Vocabulary
  /// The variables and their values.
  let variables: [String: Value]
  /// What lies in a folder; folders end in `/`.
  let namesInFolder: (String) -> [String]
  /// The runs that are on record, as they are written, each with what it is.
  var runs: () -> Candidates = { Candidates([]) }
  /// The codes of the faults that the checker finds in a part of a text, other than that more is
  /// missing; nil where the rest of the text keeps it from looking.
  let faults: (_ text: String, _ part: Range<Int>) -> [DiagnosticCode]?

  /// What could stand at the cursor of a cell.
  ///
  /// - Parameters:
  ///   - cell: All lines of it.
  ///   - cursor: The offset of the cursor in its bytes.
  /// - Returns: What could stand there; nothing in a comment.
  func find(_ cell: String, _ cursor: Int) -> Completion {
    let context = CompletionContext(cell, cursor: cursor)
    guard !context.isInert else { return Completion(replaced: cursor..<cursor, candidates: []) }
    return CompletionSite(
      finder: self, cell: Array(cell.utf8), context: context, cursor: cursor
    ).completion
  }
}
