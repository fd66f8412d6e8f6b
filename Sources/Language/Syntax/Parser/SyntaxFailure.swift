package import MNLDiagnostics

/// A text that is no script: what is wrong with it.
package struct SyntaxFailure: Error {
  /// The faults in the order in which they were met, at least one and at most 10.
  package let diagnostics: [Diagnostic]

  /// Whether the only trouble is that the text ended inside something open.
  ///
  /// That is a block, a list, a group, or a line with a final `\`. A prompt then asks for another
  /// line.
  package var isIncomplete: Bool {
    diagnostics.count == 1 && diagnostics[0].code == .unexpectedEnd
  }

  /// Makes a failure of its faults.
  init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a failure without a fault")
    self.diagnostics = diagnostics
  }

  /// Makes a failure of one fault.
  init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}
