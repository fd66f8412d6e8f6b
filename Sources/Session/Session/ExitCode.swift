/// How the process ends (design §6).
package enum ExitCode: Int32, Sendable {
  /// All ran, all checks passed.
  case success = 0
  /// A cell failed.
  case failed = 1
  /// Nothing ran: usage, an unreadable file, syntax, a failed check.
  case unusable = 2
  /// It ran, but an expectation differs.
  case unexpected = 3
  /// A bug in `mnl`.
  case internalError = 70
  /// A cell ran longer than its limit.
  case timedOut = 124
  /// SIGINT.
  case interrupted = 130
  /// The reader of standard output went away.
  case readerGone = 141
  /// SIGTERM.
  case terminated = 143

  /// Whether this code counts rather than the other, where both apply.
  package func outweighs(_ other: ExitCode) -> Bool { gravity > other.gravity }

  private var gravity: Int {
    switch self {
    case .success: 0
    case .unusable: 1
    case .unexpected: 2
    case .failed: 3
    case .timedOut: 4
    case .internalError: 5
    case .readerGone: 6
    case .interrupted: 7
    case .terminated: 8
    }
  }
}
