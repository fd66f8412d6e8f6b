import MNLEvents

/// Tells at most ten times a second how far the outermost loop of a cell is.
struct LoopProgress {
  private let label: String
  private let total: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant

  /// Begins to watch a loop; nothing is told in its first tenth of a second.
  init(_ label: String, total: Int) {
    self.label = label
    self.total = total
    self.last = start
  }

  /// Tells that so many rounds are done and the next one begins, if it is time to.
  mutating func report(done: Int, to context: CommandContext) {
    let now = ContinuousClock.now
    guard now - last >= .milliseconds(100) else { return }
    last = now
    let seconds = (now - start) / .seconds(1)
    let rate = Double(done) / seconds
    context.emit(
      .progress(
        Progress(
          id: "loop", label: "\(label): \(done + 1) of \(total)", done: done, total: total,
          unit: "rounds", rate: rate,
          secondsLeft: rate > 0 ? Double(total - done) / rate : nil)))
  }
}
