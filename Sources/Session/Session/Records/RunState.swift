package import MNLEvents

/// How a run stands.
package enum RunState: String, Sendable, CaseIterable {
  /// It goes on: its process holds the lock of its directory. Never stored.
  case running
  /// Its process is gone and left no end: killed, or the machine stopped. Never stored.
  case killed
  /// All of it ran.
  case completed
  /// A cell failed.
  case failed
  /// It ran, but an expectation differs.
  case unexpected
  /// SIGINT or SIGTERM stopped it, or the reader of its output went away.
  case interrupted
  /// A cell ran out of time.
  case timeout

  /// The state of a run that ended.
  package init(_ status: Status) {
    self =
      switch status {
      case .ok, .allowed, .skipped, .pending: .completed
      case .failed: .failed
      case .unexpected: .unexpected
      case .interrupted, .unread: .interrupted
      case .timedOut: .timeout
      }
  }
}
