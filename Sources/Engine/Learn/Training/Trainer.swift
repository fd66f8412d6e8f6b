/// Trains models, tells how it goes, and stops at the end of a batch when asked to.
///
/// A training that was stopped is kept in the model: `finish` makes of it, bit for bit, what it
/// would have become without the stop.
package struct Trainer {
  /// Asked before each batch whether to stop.
  let isCancelled: () -> Bool
  private let report: (TrainingProgress) -> Void
  private let rehearsal: Rehearsal
  private let places: PlaceKeeper?

  /// A trainer that asks `isCancelled` before each batch and tells `report` how it goes; `places`
  /// keeps where it is on its way.
  package init(
    rehearsal: Rehearsal = .never, places: PlaceKeeper? = nil,
    isCancelled: @escaping () -> Bool = { false },
    report: @escaping (TrainingProgress) -> Void = { _ in }
  ) {
    self.rehearsal = rehearsal
    self.places = places
    self.isCancelled = isCancelled
    self.report = report
  }

  /// Adds epochs to a model's training.
  ///
  /// After an interrupted training on the same data and with the same batch, the epoch that was on
  /// its way counts as the first of them and keeps what it has. The order of the examples and the
  /// optimiser's moments go on from earlier trainings.
  ///
  /// - Throws: `LearnError.outOfRange`, `.nothingToBucket`, `.classWeights`, `.noExamples`,
  ///   `.inconsistentData`,
  ///   `.batchTooLarge`, `.dataDoNotFit`, `.notFinite`, `.diverged`; after the last two the model has
  ///   its last good weights, and the training does not count as interrupted.
  /// - Returns: What it brought; also of a training that was stopped.
  package func train(
    _ model: Model, on data: any TrainingData, _ configuration: TrainingConfiguration
  ) throws(LearnError) -> TrainingRecord {
    var run = try begin(model, data, configuration, first: model.training.epochs)
    if let old = model.training.interrupted, old.data == run.data, old.batch == run.batch {
      run.batchesDone = old.batchesDone
      run.sums = old.sums
    }
    if configuration.checkpoints != nil {
      run.dataHash = data.contentHash
      run.startHash = try model.weightsHash()
    }
    return try go(run, model, data, isContinued: false)
  }

  /// A training that no step of was made yet, all that is asked for being checked.
  private func begin(
    _ model: Model, _ data: any TrainingData, _ configuration: TrainingConfiguration, first: Int
  ) throws(LearnError) -> TrainingRun {
    try check(configuration, data)
    try model.build(for: data.train)
    var configuration = configuration
    configuration.loss = try configuration.loss.resolved(for: data.train)
    return TrainingRun(
      data: DataIdentity(data), configuration: configuration, first: first,
      target: first + configuration.epochs)
  }

  /// Trains what an interrupted training left, as if it had not been interrupted.
  ///
  /// - Throws: `LearnError.nothingToFinish`, `.otherData`, and what `train` throws.
  /// - Returns: What it brought; also if it was stopped again.
  package func finish(
    _ model: Model, on data: any TrainingData
  ) throws(LearnError) -> TrainingRecord {
    guard let run = model.training.interrupted else { throw .nothingToFinish }
    let identity = DataIdentity(data)
    guard identity == run.data else { throw .otherData(began: run.data, found: identity) }
    try data.train.check()
    if let hash = run.dataHash, hash != data.contentHash {
      throw .otherExamples(data: data.name)
    }
    return try go(run, model, data, isContinued: true)
  }

  /// Goes on with a training whose state is in a file, as if it had not been interrupted.
  ///
  /// The model must be the one that the training began with, or that very training interrupted; it
  /// takes over the state. A training that is at its end is left there.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - data: The data.
  ///   - configuration: How to train, with the file to be kept.
  ///   - checkpoint: The state.
  /// - Throws: `LearnError.otherTraining` if the checkpoint is of another training, and what `train`
  ///   throws.
  /// - Returns: What it brought.
  package func resume(
    _ model: Model, on data: any TrainingData, _ configuration: TrainingConfiguration,
    from checkpoint: Checkpoint
  ) throws(LearnError) -> TrainingRecord {
    let path = configuration.checkpoints?.path ?? ""
    let first = model.training.interrupted?.first ?? model.training.epochs
    let wanted = try begin(model, data, configuration, first: first)
    if let difference = try checkpoint.difference(from: wanted, of: model, on: data) {
      throw .otherTraining(path: path, difference)
    }
    var run = try model.take(
      checkpoint, at: path, rule: configuration.rule, schedule: configuration.schedule)
    guard !checkpoint.isFinished else { return checkpoint.record(of: run) }
    run.configuration.checkpoints = configuration.checkpoints
    return try go(run, model, data, isContinued: true)
  }

  /// Goes on with a training from a place that was kept on its way, as if nothing had come between.
  ///
  /// - Parameters:
  ///   - model: The model, in the state that it had there.
  ///   - data: The data.
  ///   - configuration: How to train; nil if what was interrupted before was being finished.
  ///   - place: The place.
  /// - Throws: `LearnError.nothingToFinish` if it is none of this training, and what `train` throws.
  /// - Returns: What the training brought, from its beginning.
  package func goOn(
    _ model: Model, on data: any TrainingData, _ configuration: TrainingConfiguration?,
    from place: TrainingPlace
  ) throws(LearnError) -> TrainingRecord {
    var run: TrainingRun
    if let configuration {
      run = try begin(model, data, configuration, first: place.first)
    } else if let interrupted = model.training.interrupted {
      run = interrupted
      try data.train.check()
    } else {
      throw .nothingToFinish
    }
    guard DataIdentity(data) == run.data, place.put(&run, history: model.training.history) else {
      throw .nothingToFinish
    }
    return try go(run, model, data, isContinued: place.isContinued, from: place)
  }

  private func go(
    _ run: TrainingRun, _ model: Model, _ data: any TrainingData, isContinued: Bool,
    from place: TrainingPlace? = nil
  ) throws(LearnError) -> TrainingRecord {
    var loop = try TrainingLoop(run, model, data, isCancelled: isCancelled, report: report)
    loop.places = places
    loop.isContinued = isContinued
    if let place {
      loop.goOn(from: place)
    } else {
      let network = try model.built().network
      if rehearsal.isDue(for: run, of: network, epochs: model.training.epochs) {
        try rehearse(run, model, on: data)
      }
    }
    try loop.go()
    return loop.record()
  }

  private func check(
    _ configuration: TrainingConfiguration, _ data: any TrainingData
  ) throws(LearnError) {
    let limit = TrainingConfiguration.epochLimit
    guard limit.contains(configuration.epochs) else {
      throw .outOfRange(setting: "epochs", value: configuration.epochs, allowed: limit)
    }
    try data.train.check()
    let (examples, reach) = (data.train.count, data.train.shape.reach)
    guard reach.contains(configuration.augmentation.shift) else {
      throw .outOfRange(setting: "shift", value: configuration.augmentation.shift, allowed: reach)
    }
    guard !configuration.isBucketed || data.train.shape.hasLengths else {
      throw .nothingToBucket(shape: data.train.shape, data: data.train.name)
    }
    guard configuration.batch >= 1 else {
      throw .outOfRange(setting: "batch", value: configuration.batch, allowed: 1...examples)
    }
    guard configuration.batch <= examples else {
      throw .batchTooLarge(
        batch: configuration.batch, examples: examples, data: data.train.name)
    }
  }
}
