/// How long cells and runs take.
package enum Stopwatch {
  private static let start = ContinuousClock.now

  /// Seconds since the first call; never goes back.
  package static func now() -> Double { (ContinuousClock.now - start) / .seconds(1) }
}
