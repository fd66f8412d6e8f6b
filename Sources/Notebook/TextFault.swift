import MNLDiagnostics

/// What is wrong with a text, and where.
struct TextFault: Error {
  /// One sentence.
  let message: String
  /// The bytes at fault.
  let range: Range<Int>
  /// The way out.
  let help: String?
  /// The code, where it is not the one of whoever reads the text.
  let code: DiagnosticCode?

  /// Makes a fault.
  init(_ message: String, _ range: Range<Int>, help: String? = nil, code: DiagnosticCode? = nil) {
    self.message = message
    self.range = range
    self.help = help
    self.code = code
  }
}
