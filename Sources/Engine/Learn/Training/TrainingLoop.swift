import MNLTensor

/// One training on its way, from its start or from where it was stopped.
struct TrainingLoop {
  /// How long nothing is told, at least, in the middle of an epoch.
  private static let reportInterval = Duration.milliseconds(100)
  /// By how much a loss is beyond all hope: so many times that of the first batch, or of a guess.
  private static let divergence = 100.0
  /// The model that is trained.
  let model: Model
  private let data: any TrainingData
  private let isCancelled: () -> Bool
  private let report: (TrainingProgress) -> Void
  /// What makes the steps.
  let stepper: BatchStepper
  /// The loss of who knows nothing but the targets.
  private let guess: Double
  /// How far the training is.
  var run: TrainingRun
  /// How fast it goes.
  var pace: Pace
  /// What keeps its state in a file; nil if nothing does.
  var keeper: CheckpointKeeper?
  /// What keeps its place on its way; nil if nothing does.
  var places: PlaceKeeper?
  /// Whether it finishes a training that was interrupted.
  var isContinued = false
  /// What this call did before its place was kept and taken up again.
  private var before = (seconds: 0.0, batches: 0)
  /// The last whole epoch of this call.
  private var last: EpochRecord?
  /// What the validation examples said of the weights that the model has.
  private var validation: EpochScore?
  /// Why training ends before its last epoch, once it does.
  private var earlyEnd: EarlyEnd?
  private var epochsBefore: Int
  /// The losses after the epochs of the training, those of other calls included.
  private var losses: [Double]

  /// Prepares everything that batches need.
  init(
    _ run: TrainingRun, _ model: Model, _ data: any TrainingData,
    isCancelled: @escaping () -> Bool, report: @escaping (TrainingProgress) -> Void
  ) throws(LearnError) {
    var run = run
    if run.stepsBefore == nil, run.configuration.average != nil {
      run.stepsBefore = try model.steps(by: run.configuration.rule)
    }
    self.run = run
    self.model = model
    self.data = data
    self.isCancelled = isCancelled
    self.report = report
    guess = run.configuration.loss.guess(for: data.train)
    stepper = try BatchStepper(run, model, data)
    pace = Pace(batch: run.batch)
    epochsBefore = model.training.epochs
    losses = model.training.history.filter { $0.epoch > run.first }.map(\.decisiveLoss)
    keeper = run.configuration.checkpoints.map { CheckpointKeeper($0, of: model) }
  }

  /// Trains to the end, or until it is stopped.
  ///
  /// - Throws: `LearnError.notFinite`, `.diverged`, `.engine`: then nothing is left to finish; and
  ///   `.file` if its state cannot be kept: then it can be finished from there.
  mutating func go() throws(LearnError) {
    model.training.interrupted = nil
    if run.isFresh { try keepState() }
    while model.training.epochs < run.target, earlyEnd == nil {
      while run.batchesDone < run.batchesPerEpoch {
        if isCancelled() { return try interrupt() }
        if isTimeUp { return try endInTime() }
        try step()
        guard run.batchesDone < run.batchesPerEpoch else { break }
        try keepStateIfDue(isEpochEnd: false)
        if let places, places.isDue() { keepPlace() }
        if pace.isReportDue(after: Self.reportInterval) {
          report(progress(.underway, epoch: model.training.epochs + 1))
        }
      }
      guard try endEpoch() else { return try interrupt() }
    }
  }

  /// Leaves the rest of the training to who finishes it.
  private mutating func interrupt() throws(LearnError) {
    keepPlace()
    model.training.interrupted = runSoFar
    try keepState()
  }

  /// Keeps the place between two batches.
  private func keepPlace() {
    guard let places else { return }
    let run = runSoFar
    // Only a training that was there before the call is there when it is taken up again.
    if isContinued { model.training.interrupted = run }
    places.keep(
      TrainingPlace(
        run, epochsBefore: epochsBefore, isContinued: isContinued,
        callSeconds: before.seconds + pace.seconds, batches: before.batches + pace.batches))
    model.training.interrupted = nil
  }

  /// Takes up what the call did up to a place.
  mutating func goOn(from place: TrainingPlace) {
    before = (place.seconds.call, place.batches)
    epochsBefore = place.epochsBefore
    last = model.training.history.last { $0.epoch > place.epochsBefore }
    validation = last?.validation
  }

  /// The training as it is to be finished later.
  var runSoFar: TrainingRun {
    var run = run
    run.secondsBefore += pace.seconds
    return run
  }

  private mutating func step() throws(LearnError) {
    var factor = 1.0
    if let schedule = run.configuration.schedule {
      factor = schedule.factor(at: run.moment(epochs: model.training.epochs, losses: losses))
    }
    let measured = try stepper.step(factor: factor)
    model.training.steps += 1
    let first = run.firstLoss ?? measured.loss
    run.firstLoss = first
    if measured.loss > Self.divergence * max(first, guess) {
      throw stepper.diverged(
        .loss(measured.loss, first: first), epoch: model.training.epochs + 1)
    }
    run.batchesDone += 1
    run.sums.loss += measured.loss
    run.sums.score += measured.score
    if let size = stepper.gradientSize {
      run.sums.norm += size.norm
      run.sums.clipped += size.isClipped ? 1 : 0
    }
    pace.countBatch()
  }

  /// Ends an epoch of which all batches are done.
  ///
  /// - Returns: Whether it could: not if validation was cancelled, for the loss that decides what comes
  ///   next would be missing. The epoch then ends when training goes on.
  private mutating func endEpoch() throws(LearnError) -> Bool {
    try stepper.markGood(epoch: model.training.epochs + 1)
    let own = try installAverage()
    do throws(LearnError) {
      validation = try validate()
    } catch {
      guard error == .cancelled else { throw error }
      if let own { try model.setWeights(own) }
      return false
    }
    model.training.epochs += 1
    let record = EpochRecord(
      epoch: model.training.epochs, loss: run.meanLoss, score: run.meanScore,
      validation: validation, gradients: run.gradients)
    model.training.history.append(record)
    losses.append(record.decisiveLoss)
    last = record
    try compareWithBest(record)
    try keepModel(of: record)
    if let patience = run.configuration.patience, epochsWithoutGain >= patience {
      earlyEnd = .patience(epochs: patience)
    }
    report(progress(.epochEnd(validation: validation), epoch: record.epoch))
    run.batchesDone = 0
    run.sums = TrainingRun.Sums()
    if model.training.epochs == run.target || earlyEnd != nil {
      try installBest()
      try keepState(isFinished: true)
    } else {
      if let own { try model.setWeights(own) }
      try keepStateIfDue(isEpochEnd: true)
    }
    return true
  }

  /// Whether the time that the training was given is up; it always suffices for a batch.
  private var isTimeUp: Bool {
    guard let limit = run.configuration.timeLimit, run.secondsBefore > 0 || pace.batches > 0 else {
      return false
    }
    return run.secondsBefore + pace.seconds >= limit
  }

  /// Ends as after the last epoch, though the one on its way does not count.
  private mutating func endInTime() throws(LearnError) {
    earlyEnd = .time(batchesDone: run.batchesDone, batchesPerEpoch: run.batchesPerEpoch)
    if run.batchesDone > 0 { try stepper.markGood(epoch: model.training.epochs + 1) }
    _ = try installAverage()
    try installBest()
    if run.batchesDone > 0, run.best == nil {
      do throws(LearnError) {
        validation = try validate()
      } catch {
        // The training is over all the same; only what the examples say is missing.
        guard error == .cancelled else { throw error }
      }
    }
    try keepState(isFinished: true)
  }

  /// Keeps the weights of an epoch, if it is the best one so far and that is asked for.
  private mutating func compareWithBest(_ epoch: EpochRecord) throws(LearnError) {
    guard run.configuration.keepsBest else { return }
    if let best = run.best, best.epoch.decisiveLoss <= epoch.decisiveLoss { return }
    run.best = (epoch, try model.weights().map(\.tensor))
  }

  /// Gives the model the weights of the best epoch, if they were kept.
  private mutating func installBest() throws(LearnError) {
    guard let best = run.best else { return }
    try model.setWeights(best.weights)
    validation = best.epoch.validation
  }

  /// How many epochs ended since the one with the least loss.
  private var epochsWithoutGain: Int {
    guard let least = losses.min(), let best = losses.firstIndex(of: least) else { return 0 }
    return losses.count - 1 - best
  }

  /// Gives the model the mean of its weights, if one is kept.
  ///
  /// - Returns: The weights that it had; nil if they are untouched.
  private func installAverage() throws(LearnError) -> [Tensor<Float>]? {
    guard let average = try stepper.average() else { return nil }
    let own = try model.weights().map(\.tensor)
    try model.setWeights(average)
    return own
  }

  /// What the validation examples say; `nil` if nobody asks them.
  ///
  /// - Throws: `LearnError.cancelled`, and what `Evaluator` throws.
  private mutating func validate() throws(LearnError) -> EpochScore? {
    guard run.configuration.validates, let examples = data.validation, examples.count > 0 else {
      return nil
    }
    let begin = ContinuousClock.now
    defer { pace.countPause(ContinuousClock.now - begin) }
    var told = begin
    var state = progress(.underway, epoch: model.training.epochs + 1)
    let found = try Evaluator(isCancelled: isCancelled) { [report] done in
      let now = ContinuousClock.now
      // Of the last one the end of the epoch tells: what is done would be taken for all of it.
      guard done < examples.count, now - told >= Self.reportInterval else { return }
      told = now
      state.moment = .validating(done: done, total: examples.count)
      report(state)
    }.evaluate(model, on: examples)
    guard found.loss.isFinite else {
      throw stepper.diverged(
        .notFinite(tensor: "the validation loss"), epoch: model.training.epochs + 1)
    }
    return EpochScore(found)
  }

  private func progress(_ moment: TrainingProgress.Moment, epoch: Int) -> TrainingProgress {
    let batchesLeft = (run.target - epoch + 1) * run.batchesPerEpoch - run.batchesDone
    let secondsLeft = pace.secondsLeft(
      batches: batchesLeft, pauses: run.target - model.training.epochs)
    let timeLeft = run.configuration.timeLimit.map { $0 - run.secondsBefore - pace.seconds }
    return TrainingProgress(
      moment: moment, epoch: epoch, firstEpoch: run.first + 1, lastEpoch: run.lastEpoch,
      batchesDone: run.batchesDone, batchesPerEpoch: run.batchesPerEpoch, loss: run.meanLoss,
      score: run.meanScore,
      rate: run.configuration.schedule == nil ? nil : stepper.rate, gradients: run.gradients,
      sequencesPerSecond: pace.sequencesPerSecond,
      secondsLeft: max(0, min(secondsLeft, timeLeft ?? secondsLeft)))
  }

  /// What it brought.
  func record() -> TrainingRecord {
    let isPartial = run.batchesDone > 0
    let isInterrupted = model.training.interrupted != nil
    return TrainingRecord(
      epochsAdded: model.training.epochs - epochsBefore, epochs: model.training.epochs,
      steps: before.batches + pace.batches, loss: isPartial ? run.meanLoss : last?.loss ?? 0,
      score: isPartial ? run.meanScore : last?.score ?? 0,
      validation: validation, seconds: before.seconds + pace.seconds,
      sequencesPerSecond: pace.sequencesPerSecond,
      interruption: isInterrupted
        ? TrainingRecord.Interruption(
          epoch: model.training.epochs + 1, lastEpoch: run.lastEpoch, batchesDone: run.batchesDone,
          batchesPerEpoch: run.batchesPerEpoch) : nil,
      isContinued: isContinued, earlyEnd: earlyEnd, best: isInterrupted ? nil : run.best?.epoch,
      checkpoint: keeper?.plan.path)
  }
}
