package import MNLDiagnostics

/// A diagnostic as the `error` output of a notebook (nbformat 4): its kind, its message and its lines.
///
/// Notebook programs show the lines as they stand; they are those of the terminal without colours, for
/// a file may be read by anything.
package struct NotebookError: Equatable, Sendable {
  /// The kind of error, here its code: `E0203`.
  package let ename: String
  /// One sentence.
  package let evalue: String
  /// The lines that a terminal would show.
  package let traceback: [String]

  /// How wide the lines are at most; notebook programs do not say how wide they show them.
  private static let width = 100

  /// Makes the output of a diagnostic.
  ///
  /// - Parameters:
  ///   - diagnostic: The diagnostic.
  ///   - cellName: The cell in which a place lies, as `cell 'train'`; nil where that says nothing.
  package init(_ diagnostic: Diagnostic, cellName: @escaping (SourceSpan) -> String?) {
    let renderer = DiagnosticRenderer(style: StreamStyle(), width: Self.width, cellName: cellName)
    ename = diagnostic.code.description
    evalue = VisibleText.escaping(diagnostic.message)
    traceback = renderer.render(diagnostic).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  /// The output as JSON, as it stands among the outputs of a cell.
  package var json: String {
    JSONText.object([
      ("ename", .text(ename)), ("evalue", .text(evalue)), ("output_type", .text("error")),
      ("traceback", .list(traceback.map { .text($0) })),
    ]).encoded
  }
}
