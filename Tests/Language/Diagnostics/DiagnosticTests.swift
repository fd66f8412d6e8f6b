import MNLDiagnostics
import Testing

@Suite struct DiagnosticTests {
  @Test("writes a code with four digits")
  func code() {
    #expect(DiagnosticCode.outOfRange.description == "E0203")
    #expect(DiagnosticCode(rawValue: 12).description == "E0012")
  }

  @Test("puts the label beside the place, and has none without a place")
  func label() {
    let file = SourceFile(name: "a", text: "abc")
    let fault = Diagnostic(.outOfRange, "x", at: SourceSpan(file, 1..<2), label: "here")
    #expect(fault.primary?.text == "here")
    #expect(fault.primary?.span.text == "b")
    #expect(Diagnostic(.outOfRange, "x", label: "here").primary == nil)
  }
}
