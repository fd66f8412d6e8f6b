import MNLDiagnostics
import MNLRender
import Testing

@Suite struct NotebookErrorTests {
  private func error(_ message: String = "rate must be above 0") -> NotebookError {
    let file = SourceFile(name: "lstm.mnl", text: "train rate=-1\n")
    let diagnostic = Diagnostic(
      .outOfRange, message, at: SourceSpan(file, 6..<13), label: "got -1", help: "leave it out")
    return NotebookError(diagnostic) { _ in "cell 'train'" }
  }

  @Test("has the code as its name and the message as its value")
  func name() {
    #expect(error().ename == "E0203")
    #expect(error().evalue == "rate must be above 0")
  }

  @Test("has the lines that a terminal would show, without colours")
  func lines() {
    #expect(
      error().traceback == [
        "error[E0203]: rate must be above 0", " --> lstm.mnl:1:7, cell 'train'", "  |",
        "1 | train rate=-1", "  |       ^^^^^^^ got -1", "help: leave it out",
      ])
  }

  @Test("is the object that nbformat 4 asks for, its members in the order of the alphabet")
  func json() {
    let json = error("'\u{1b}' \"quoted\"").json
    #expect(
      json.hasPrefix(#"{"ename":"E0203","evalue":"'\\u{1b}' \"quoted\"","output_type":"error","#))
    #expect(json.hasSuffix(#""help: leave it out"]}"#))
  }
}
