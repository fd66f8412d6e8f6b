import MNLDiagnostics
import MNLSyntax
import Testing

/// A text that is no script, and the fault that has to be reported for it.
struct FaultCase: Sendable, CustomTestStringConvertible {
  /// The text without markers.
  let source: String
  /// The bytes between `⟦` and `⟧`.
  let range: Range<Int>
  let code: String
  let message: String
  let label: String
  let help: String?

  var testDescription: String { source }

  /// Reads a table of faults.
  ///
  /// Each is a line `E0105 text` with its place marked, then the indented message, a label in
  /// parentheses and a help, of which the last two may be missing. `⏎` is a line end.
  static func read(_ table: String) -> [FaultCase] {
    var cases: [FaultCase] = []
    var lines = table.split(separator: "\n").map(String.init)[...]
    while let head = lines.popFirst() {
      var message = ""
      var label = ""
      var help: String?
      while let line = lines.first, line.first == " " {
        let text = line.drop { $0 == " " }
        if text.hasPrefix("help: ") {
          help = String(text.dropFirst(6))
        } else if text.hasPrefix("(") {
          label = String(text.dropFirst().dropLast())
        } else {
          message = String(text)
        }
        lines.removeFirst()
      }
      let marked = String(head.dropFirst(6).map { $0 == "⏎" ? "\n" : $0 })
      cases.append(
        FaultCase(
          marked, code: String(head.prefix(5)), message: message, label: label, help: help))
    }
    return cases
  }

  init(_ marked: String, code: String, message: String, label: String = "", help: String? = nil) {
    let parts = marked.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }
    precondition(parts.count == 3, "one pair of markers: \(marked)")
    let lower = parts[0].utf8.count
    self.source = parts.joined()
    self.range = lower..<lower + parts[1].utf8.count
    self.code = code
    self.message = message
    self.label = label
    self.help = help
  }

  /// Expects exactly this fault.
  func check() {
    let file = SourceFile(name: "test", text: source)
    let error = #expect(throws: SyntaxFailure.self) { try Parser.parse(file) }
    guard let faults = error?.diagnostics, let fault = faults.first else { return }
    #expect(faults.count == 1)
    #expect(fault.code.description == code)
    #expect(fault.message == message)
    #expect(fault.primary?.text == label)
    #expect(fault.primary?.span.range == range)
    #expect(fault.help == help)
    if let edits = fault.remedy?.edits, !edits.isEmpty { checkMended(file.applying(edits), fault) }
  }

  /// Expects that the same fault is not found again in the text that the help leads to.
  private func checkMended(_ bytes: [UInt8], _ fault: Diagnostic) {
    let mended = SourceFile(name: "mended", bytes: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(SyntaxFailure) {
      _ = try Parser.parse(mended)
    } catch {
      let same = error.diagnostics.first { $0.message == fault.message }
      #expect(same == nil, "'\(fault.help ?? "")' led to `\(text)`")
    }
  }
}
