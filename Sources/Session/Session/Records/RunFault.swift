package import MNLDiagnostics

/// Why something asked of the records of runs cannot be had.
package struct RunFault: Error {
  /// The fault, without a place in a text.
  package let diagnostic: Diagnostic

  /// Makes a fault.
  init(_ code: DiagnosticCode, _ message: String, help: String? = nil) {
    diagnostic = Diagnostic(code, message, help: help)
  }

  /// Makes the fault of a diagnostic.
  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
