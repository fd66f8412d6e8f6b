import MNLDiagnostics
import MNLRender
import Testing

@Suite struct DiagnosticNarratorTests {
  private func render(_ diagnostic: Diagnostic, cell: String? = nil) -> String {
    DiagnosticNarrator(cellName: { _ in cell }).render(diagnostic)
  }

  @Test("tells in sentences all that would be drawn")
  func everything() {
    let file = SourceFile(name: "lstm.mnl", text: "seed 1\ntrain epochs=6 rate=-0.001\nf\n")
    var diagnostic = Diagnostic(
      .outOfRange, "rate must be above 0", at: file.span(of: "rate=-0.001"), label: "got -0.001",
      notes: ["it is a step size"], help: "leave `rate` out to use the default, 0.001")
    diagnostic.calls = [Diagnostic.Call(command: "f", span: file.span(of: "f\n"))]
    #expect(
      render(diagnostic, cell: "cell 'train'") == """
        Error E0203: rate must be above 0.
        In lstm.mnl, line 2, column 16, cell 'train': got -0.001.
        The text there: rate=-0.001
        In 'f', which was called in lstm.mnl, line 3, column 1, cell 'train'.
        Note: it is a step size.
        Help: leave `rate` out to use the default, 0.001.

        """)
  }

  @Test("needs no place, and ends no sentence twice")
  func noPlace() {
    let diagnostic = Diagnostic(
      .unknownCommand, "unknown command", severity: .warning, help: "did you mean `train`?")
    #expect(render(diagnostic) == "Warning E0201: unknown command.\nHelp: did you mean `train`?\n")
  }

  @Test("reads out the line where nothing is marked, and the first of several")
  func places() {
    let file = SourceFile(name: "s", text: "if true {\n  eval\n")
    let end = SourceSpan(file, 9..<9)
    #expect(
      render(Diagnostic(.unexpectedEnd, "m", at: end)).contains("The text there: if true {\n"))
    let all = SourceSpan(file, 0..<16)
    #expect(
      render(Diagnostic(.unexpectedEnd, "m", at: all)).contains("The text there: if true {\n"))
  }
}
