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
    case .internalError: 4
    case .readerGone: 5
    case .interrupted: 6
    case .terminated: 7
    }
  }
}
