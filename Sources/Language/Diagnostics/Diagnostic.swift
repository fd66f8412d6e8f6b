/// One fault, as data: what, where, and the way out.
///
/// Renderers in `MNLRender` turn it into text or JSON; nobody else words a place or draws a caret.
package struct Diagnostic: Sendable {
  /// How bad it is.
  package enum Severity: String, Sendable {
    /// Something cannot be done.
    case error
    /// Something was done, and the user should know of it.
    case warning
  }

  /// Text beside a place.
  package struct Label: Sendable {
    /// The place.
    package let span: SourceSpan
    /// What is to be said of it: `got -0.001`.
    package let text: String

    /// Makes a label.
    package init(_ span: SourceSpan, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  /// The stable code of the kind of fault.
  package let code: DiagnosticCode
  /// How bad it is.
  package let severity: Severity
  /// One sentence: lower case, no full stop.
  package let message: String
  /// Where, with what stands beside the caret (may be empty); nil where there is no place.
  package var primary: Label?
  /// Further sentences.
  package var notes: [String]
  /// The way out; right if followed.
  package var remedy: Remedy?
  /// The commands of the script that were being called, innermost first.
  package var calls: [Call]

  /// One `def` on the way to a fault.
  package struct Call: Sendable {
    /// The name of the command.
    package let command: String
    /// Where it was called.
    package let span: SourceSpan

    /// Makes an entry of the chain of calls.
    package init(command: String, span: SourceSpan) {
      self.command = command
      self.span = span
    }
  }

  /// The words of the way out.
  package var help: String? { remedy?.words }

  /// Makes a diagnostic.
  ///
  /// - Parameters:
  ///   - code: The code.
  ///   - message: One sentence.
  ///   - span: Where.
  ///   - label: What stands beside the caret.
  ///   - severity: How bad it is.
  ///   - notes: Further sentences.
  ///   - help: The words of the way out.
  ///   - change: What following them comes to.
  package init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil, label: String = "",
    severity: Severity = .error, notes: [String] = [], help: String? = nil,
    change: Remedy.Change = .advice
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.primary = span.map { Label($0, label) }
    self.notes = notes
    self.remedy = help.map { Remedy($0, change) }
    self.calls = []
  }
}
