package import MNLDiagnostics

/// Why a command could not do what it was asked for: facts about its arguments, not places in text.
///
/// The interpreter adds the place: the argument that `parameter` names, else the whole command.
package struct CommandFailure: Error {
  /// The code of the diagnostic.
  package var code: DiagnosticCode
  /// One sentence: lower case, no full stop.
  package var message: String
  /// The parameter whose argument is at fault; nil if none is.
  package var parameter: String?
  /// What stands beside the caret: `got -0.001`.
  package var label: String
  /// Further sentences.
  package var notes: [String]
  /// The way out; right if followed.
  package var help: String?
  /// What following the help comes to.
  package var cure: Cure

  /// Makes a failure.
  package init(
    _ code: DiagnosticCode, _ message: String, parameter: String? = nil, label: String = "",
    notes: [String] = [], help: String? = nil, cure: Cure = .advice
  ) {
    self.code = code
    self.message = message
    self.parameter = parameter
    self.label = label
    self.notes = notes
    self.help = help
    self.cure = cure
  }

  /// The command stopped at a safe point because the user asked for it; `try` does not catch it.
  ///
  /// The message says what was reached: `interrupted in epoch 3 of 6`.
  package static func interrupted(_ message: String) -> CommandFailure {
    CommandFailure(.interrupted, message)
  }
}
