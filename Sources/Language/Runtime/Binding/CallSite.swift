import MNLDiagnostics
import MNLEvents

/// Where a call and its arguments stand: what turns the failure of a command into a diagnostic.
struct CallSite {
  /// The words of the command, as errors call it.
  let name: String
  /// From the name to the last argument.
  let span: SourceSpan
  /// The arguments, which failures may name.
  let arguments: [BoundArgument]

  /// Where the argument of a parameter stands; nil if the call does not give it.
  func argumentPlace(of parameter: String) -> SourceSpan? {
    arguments.first { $0.parameter.name == parameter }?.span
  }

  /// A failure with its place: the argument that it names, else the whole call.
  func diagnostic(_ failure: CommandFailure, at place: SourceSpan? = nil) -> Diagnostic {
    let argument = failure.parameter.flatMap { argumentPlace(of: $0) }
    return Diagnostic(
      failure.code, failure.message, at: place ?? argument ?? span, label: failure.label,
      notes: failure.notes, help: failure.help,
      change: failure.cure.change(of: self, at: place ?? argument))
  }
}

extension RunFailure {
  /// A failure of a command or an operator, with its place.
  init(_ failure: CommandFailure, at span: SourceSpan) {
    self.init(
      Diagnostic(
        failure.code, failure.message, at: span, label: failure.label, notes: failure.notes,
        help: failure.help, change: failure.cure.change(of: nil, at: span)))
  }

  /// What stopped a run, with the status that its code means.
  init(_ diagnostic: Diagnostic) {
    let status: Status =
      switch diagnostic.code {
      case .expectationFailed: .unexpected
      case .interrupted: .interrupted
      default: .failed
      }
    self.init(diagnostic, status: status)
  }
}
