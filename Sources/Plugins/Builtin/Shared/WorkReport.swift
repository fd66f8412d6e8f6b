import MNLEvents
import MNLRuntime

/// Tells how far a piece of work is, at most ten times a second, with its speed and the time left.
final class WorkReport {
  private let id: String
  private let label: String
  private let total: Int
  private let unit: String
  private let context: CommandContext
  private let began: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var isTold = false

  /// Begins a piece of work.
  ///
  /// - Parameters:
  ///   - id: Which work: `load`.
  ///   - label: What is being done: `drawing digits`.
  ///   - total: How much there is to do.
  ///   - unit: What is counted: `images`.
  ///   - context: Who is told.
  init(_ id: String, _ label: String, total: Int, unit: String, _ context: CommandContext) {
    (self.id, self.label, self.total, self.unit) = (id, label, total, unit)
    self.context = context
    began = .now
    last = began
  }

  /// Tells that so much is done, if it is time to: not in the first tenth of a second.
  func tell(done: Int) {
    let now = ContinuousClock.now
    guard now - last >= .milliseconds(100) else { return }
    last = now
    isTold = true
    let seconds = (now - began) / .seconds(1)
    let rate = done > 0 && seconds > 0 ? Double(done) / seconds : nil
    context.emit(
      .progress(
        Progress(
          id: id, label: label, done: done, total: total, unit: unit, rate: rate,
          secondsLeft: rate.map { Double(total - done) / $0 })))
  }

  /// Tells that the work is over, done or not, if anybody was told of it.
  func end() {
    guard isTold else { return }
    context.emit(
      .progress(Progress(id: id, label: label, done: total, total: total, unit: unit)))
  }
}
