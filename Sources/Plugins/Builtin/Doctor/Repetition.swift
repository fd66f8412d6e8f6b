package import MNLEvents

/// Measures a rate again and again for a while, since only the best says what the machine can do: a
/// neighbour makes a measurement worse, and nothing makes it better.
package struct Repetition {
  /// Seconds of measuring, after one that only warms up.
  static let seconds = 1.0

  /// Whether it is to end.
  let isInterrupted: () -> Bool
  private let tell: (Progress) -> Void

  /// Makes a way to repeat.
  ///
  /// - Parameters:
  ///   - isInterrupted: Asked before and after each measurement; yes ends it.
  ///   - tell: Gets reports of how far it is.
  package init(isInterrupted: @escaping () -> Bool, tell: @escaping (Progress) -> Void) {
    self.isInterrupted = isInterrupted
    self.tell = tell
  }

  /// The highest of the rates that can be measured in the time, at least one; the first is dropped.
  ///
  /// - Parameters:
  ///   - label: What is being measured.
  ///   - measure: Measures once.
  /// - Returns: The rate; nil if it was interrupted.
  package func best(_ label: String, _ measure: () -> Double) -> Double? {
    guard !isInterrupted() else { return nil }
    _ = measure()
    var best = 0.0
    let begin = ContinuousClock.now
    var elapsed = 0.0
    repeat {
      guard !isInterrupted() else { return nil }
      best = max(best, measure())
      elapsed = (ContinuousClock.now - begin) / .seconds(1)
      let done = Int(min(elapsed / Self.seconds, 1) * 100)
      tell(Progress(id: "doctor", label: label, done: done, total: 100, unit: "percent"))
    } while elapsed < Self.seconds
    return isInterrupted() ? nil : best
  }
}
