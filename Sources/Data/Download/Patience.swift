/// How long a mirror may send next to nothing.
///
/// Time is counted in spans: in each at least ``least`` bytes have to come. One rule so covers a
/// mirror that never answers, one that falls silent, and one that sends a byte a second.
struct Patience {
  /// The least bytes a second: a tenth of the slowest line that anyone still has.
  static let leastRate = 1024.0
  /// The most that one turn counts, in seconds: while the process is stopped, nobody can send.
  private static let longestTurn = 1.0

  /// The length of a span in seconds.
  let seconds: Double
  private var waited = 0.0
  private var received = 0

  /// Begins a span.
  init(seconds: Double) {
    self.seconds = seconds
  }

  /// The bytes that have to come in a span.
  var least: Int { Int(seconds * Self.leastRate) }

  /// Counts a turn of waiting.
  ///
  /// - Parameters:
  ///   - bytes: What came in it.
  ///   - elapsed: How long it took, in seconds.
  /// - Returns: What is wrong with the span that this turn ended, if anything.
  mutating func count(bytes: Int, elapsed: Double) -> MirrorProblem? {
    waited += min(elapsed, Self.longestTurn)
    received += bytes
    guard waited >= seconds else { return nil }
    defer { (waited, received) = (0, 0) }
    if received == 0 { return .silent(seconds: seconds) }
    if received < least {
      return .tooSlow(bytes: received, seconds: seconds, least: least)
    }
    return nil
  }
}
