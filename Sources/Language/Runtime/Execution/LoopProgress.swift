import MNLEvents

/// Tells at most ten times a second how far the outermost loop of a cell is.
///
/// The first loop inside of each of its rounds refines the report: a loop over epochs that holds a
/// loop over batches moves with every batch.
struct LoopProgress {
  /// What a loop is to the report.
  enum Part {
    /// The outermost loop, whose rounds are counted.
    case rounds
    /// The loop inside of it, which refines the count.
    case steps
    /// Nothing.
    case nothing
  }

  private let label: String
  private let total: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant
  /// How many rounds are done.
  private var done = 0
  /// How many steps make a round: 1, or the rounds of the loop inside of it.
  private var steps = 1
  /// How many steps of the round are done.
  private var stepsDone = 0
  private var hasInner = false

  /// Begins to watch a loop; nothing is told in its first tenth of a second.
  init(_ label: String, total: Int) {
    self.label = label
    self.total = total
    self.last = start
  }

  /// A loop begins inside of the round.
  ///
  /// - Returns: Whether it refines the report.
  mutating func beginInner(total inner: Int) -> Bool {
    guard !hasInner, inner > 0, !total.multipliedReportingOverflow(by: inner).overflow else {
      return false
    }
    hasInner = true
    steps = inner
    return true
  }

  /// Tells that so many rounds of a loop are done and the next one begins, if it is time to.
  mutating func report(_ part: Part, done: Int, to context: CommandContext) {
    switch part {
    case .rounds:
      self.done = done
      stepsDone = 0
      hasInner = false
    case .steps: stepsDone = done
    case .nothing: return
    }
    tell(to: context)
  }

  private mutating func tell(to context: CommandContext) {
    let now = ContinuousClock.now
    guard now - last >= .milliseconds(100) else { return }
    last = now
    let seconds = (now - start) / .seconds(1)
    let reached = done * steps + stepsDone
    let rate = Double(reached) / seconds
    context.emit(
      .progress(
        Progress(
          id: "loop", label: "\(label): \(done + 1) of \(total)", done: reached,
          total: total * steps, unit: "rounds", rate: rate,
          secondsLeft: rate > 0 ? Double(total * steps - reached) / rate : nil)))
  }
}
