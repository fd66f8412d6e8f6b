/// How fast a training goes.
struct Pace {
  /// How many batches were done.
  private(set) var batches = 0
  private let batch: Int
  private let begin = ContinuousClock.now
  private var lastReport = ContinuousClock.now
  /// How often and how long it was about something else than training.
  private var pauses = (count: 0, seconds: 0.0)

  /// The pace of steps of `batch` examples, from now on.
  init(batch: Int) { self.batch = batch }

  /// Counts a batch.
  mutating func countBatch() { batches += 1 }

  /// Counts time in which nothing was trained.
  mutating func countPause(_ duration: Duration) {
    pauses.count += 1
    pauses.seconds += Self.seconds(duration)
  }

  /// Whether nothing was told for so long; if so, it counts as told now.
  mutating func isReportDue(after interval: Duration) -> Bool {
    let now = ContinuousClock.now
    guard now - lastReport >= interval else { return false }
    lastReport = now
    return true
  }

  /// The seconds since the beginning.
  var seconds: Double { Self.seconds(ContinuousClock.now - begin) }

  /// How many examples were trained per second, pauses not counted.
  var sequencesPerSecond: Double {
    let worked = seconds - pauses.seconds
    return worked > 0 ? Double(batches * batch) / worked : 0
  }

  /// How many seconds so many batches and so many pauses will take; 0 before the first batch.
  func secondsLeft(batches left: Int, pauses pausesLeft: Int) -> Double {
    guard batches > 0 else { return 0 }
    let perBatch = (seconds - pauses.seconds) / Double(batches)
    let perPause = pauses.count > 0 ? pauses.seconds / Double(pauses.count) : 0
    return perBatch * Double(left) + perPause * Double(pausesLeft)
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
