package import MNLDiagnostics
package import MNLEvents

/// What stopped the run of a cell.
package struct RunFailure: Error, Sendable {
  /// Kept apart, because every stack frame of a run has room for a failure or several.
  private final class Contents: Sendable {
    let diagnostic: Diagnostic
    let status: Status

    init(_ diagnostic: Diagnostic, _ status: Status) {
      self.diagnostic = diagnostic
      self.status = status
    }
  }

  private var contents: Contents

  /// Makes a failure.
  package init(_ diagnostic: Diagnostic, status: Status) {
    contents = Contents(diagnostic, status)
  }

  /// What happened and where, with the `def`s that were being called.
  package var diagnostic: Diagnostic { contents.diagnostic }

  /// `failed`, `unexpected` (an `expect` that does not hold) or `interrupted`; only the first can be
  /// caught by `try`.
  package var status: Status { contents.status }

  /// The failure with one more call on the way to it.
  func called(by call: Diagnostic.Call) -> RunFailure {
    var diagnostic = diagnostic
    diagnostic.calls.append(call)
    return RunFailure(diagnostic, status: status)
  }

  /// The failure with one more sentence on where it happened.
  func noting(_ note: String) -> RunFailure {
    var diagnostic = diagnostic
    diagnostic.notes.append(note)
    return RunFailure(diagnostic, status: status)
  }
}
