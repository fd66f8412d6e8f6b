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

  /// From the least to the gravest: where several apply, the last one counts.
  private static let byGravity: [ExitCode] = [
    .success, .unusable, .unexpected, .failed, .internalError, .readerGone, .interrupted,
    .terminated,
  ]

  /// Whether this code counts rather than the other, where both apply.
  package func outweighs(_ other: ExitCode) -> Bool {
    let order = Self.byGravity
    return order.firstIndex(of: self) ?? 0 > order.firstIndex(of: other) ?? 0
  }
}
