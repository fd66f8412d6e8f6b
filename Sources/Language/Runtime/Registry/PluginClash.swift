package import MNLDiagnostics

/// Why a plugin was refused: a name that another one owns, or a declaration that contradicts itself.
package struct PluginClash: Error, Sendable {
  /// `clashingCommands`, `contradictoryDeclaration` or `unknownType`.
  package let code: DiagnosticCode
  /// One sentence: lower case, no full stop.
  package let message: String

  /// The fault as a diagnostic without a place.
  package var diagnostic: Diagnostic { Diagnostic(code, message) }
}
