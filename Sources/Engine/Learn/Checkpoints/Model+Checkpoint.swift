package import MNLTensor

extension Checkpoint {
  /// The present state of a model's training.
  ///
  /// - Precondition: The training has begun, and its hashes are known.
  /// - Throws: `LearnError.notBuilt`.
  /// - Complexity: O(parameters + examples + epochs).
  init(of model: Model, _ run: TrainingRun, isFinished: Bool) throws(LearnError) {
    let work = try model.built()
    guard let optimizer = model.training.optimizer, let order = model.training.order,
      let dataHash = run.dataHash, let startHash = run.startHash
    else { preconditionFailure("a training that has begun") }
    let weights = try model.weights()
    stored = StoredModel(
      metadata: try model.metadata(),
      parameters: weights.map { Parameter(name: $0.name, sizes: $0.tensor.shape.fixedSizes) },
      weights: weights.map(\.tensor))
    settings = Dictionary(uniqueKeysWithValues: run.configuration.settings.map { ($0, $1) })
    let plan = run.configuration.checkpoints
    every = (plan?.every ?? 1, plan?.unit ?? .epoch, plan?.keep ?? 0)
    progress = Progress(
      first: run.first, batchesDone: run.batchesDone, sums: run.sums,
      stepsBefore: run.stepsBefore, firstLoss: run.firstLoss, seconds: run.secondsBefore,
      bestEpoch: run.best?.epoch.epoch, startHash: startHash, kept: run.kept,
      isFinished: isFinished)
    steps = model.training.steps
    data = run.data
    self.dataHash = dataHash
    self.order = order.rows.state
    let state = work.runner.store.state(of: optimizer.step)
    self.optimizer = OptimizerState(
      step: state.step, slots: optimizer.rule.slots, tensors: state.slots)
    history = model.training.history
    bestWeights = run.best?.weights
    kernels = ActiveKernels.levelName
  }

  /// The name of a tensor with an element that is infinite or no number, if there is one.
  ///
  /// - Complexity: O(parameters).
  var nameOfInfiniteTensor: String? {
    for (index, parameter) in stored.parameters.enumerated() {
      if !stored.weights[index].isFinite { return "the weight '\(parameter.name)'" }
      for (slot, tensor) in zip(optimizer.slots, optimizer.tensors[index])
      where !tensor.isFinite {
        return "the optimiser's \(slot) of '\(parameter.name)'"
      }
    }
    return nil
  }
}

extension Model {
  /// A model in the state of a checkpoint; if its training was not at its end, it can be finished.
  ///
  /// - Parameters:
  ///   - checkpoint: The state.
  ///   - path: Its file, where further states are kept, too.
  ///   - rule: What the command `checkpoint.optimizerText` made.
  ///   - schedule: What the command `checkpoint.scheduleText` made.
  ///   - pool: The threads that compute.
  /// - Throws: `LearnError.model`, `.outOfRange`.
  package convenience init(
    _ checkpoint: Checkpoint, at path: String, rule: any Optimizer, schedule: (any Schedule)?,
    pool: ThreadPool
  ) throws(LearnError) {
    try self.init(checkpoint.stored, at: path, pool: pool)
    try take(checkpoint, at: path, rule: rule, schedule: schedule)
  }

  /// Puts the model into the state of a checkpoint of the same network.
  ///
  /// - Parameters: As of the initialiser.
  /// - Returns: The training in it.
  /// - Throws: `LearnError.model` if the checkpoint contradicts itself; nothing is changed then.
  @discardableResult
  func take(
    _ checkpoint: Checkpoint, at path: String, rule: any Optimizer, schedule: (any Schedule)?
  ) throws(LearnError) -> TrainingRun {
    let run: TrainingRun
    do throws(ModelFileFault) {
      run = try checkpoint.run(at: path, rule: rule, schedule: schedule)
    } catch {
      throw .model(path: path, error)
    }
    let optimizer = try self.optimizer(for: run.rule, run.configuration.loss)
    try setWeights(checkpoint.stored.weights)
    try built().runner.store.set(
      optimizer.step,
      VariableStore.TrainingState(
        step: checkpoint.optimizer.step, slots: checkpoint.optimizer.tensors))
    training.epochs = checkpoint.epochs
    training.steps = checkpoint.steps
    training.history = checkpoint.history
    training.order = nil
    training.savedOrder = (run.data, checkpoint.order)
    training.interrupted = checkpoint.isFinished ? nil : run
    training.checkpoint = KeptState(
      path: path, epochs: checkpoint.epochs, batchesDone: run.batchesDone)
    return run
  }
}

extension Checkpoint {
  /// The training that it is the state of.
  ///
  /// - Throws: What contradicts itself.
  fileprivate func run(
    at path: String, rule: any Optimizer, schedule: (any Schedule)?
  ) throws(ModelFileFault) -> TrainingRun {
    var configuration = try TrainingConfiguration(settings, rule: rule, schedule: schedule)
    for (name, value) in configuration.settings where settings[name] != value {
      throw .contradiction("its setting '\(name)' is read as '\(value)'")
    }
    let known = Set(configuration.settings.map(\.name))
    if let other = settings.keys.filter({ !known.contains($0) }).sorted().first {
      throw .contradiction("its setting '\(other)' is not known")
    }
    if case .given(let weights) = configuration.loss.weights,
      weights.count != data.shape.targets.count
    {
      throw .contradiction(
        "it has \(weights.count) weights for \(data.shape.targets.count) classes")
    }
    if let loss = configuration.loss.kind, !data.shape.targets.losses.contains(loss) {
      throw .contradiction("its loss '\(loss.rawValue)' says nothing of \(data.shape.targets)")
    }
    let shift = configuration.augmentation.shift
    guard data.shape.reach.contains(shift) else {
      throw .contradiction("it shifts \(data.shape) by \(shift)")
    }
    configuration.checkpoints = CheckpointPlan(
      path: path, every: every.count, unit: every.unit, keep: every.keep)
    var run = TrainingRun(
      data: data, configuration: configuration, first: progress.first,
      target: progress.first + configuration.epochs)
    guard configuration.batch <= data.examples, progress.batchesDone <= run.batchesPerEpoch,
      epochs <= run.target, isFinished || epochs < run.target
    else { throw .contradiction("it is further than its training goes") }
    run.stepsBefore = progress.stepsBefore
    run.firstLoss = progress.firstLoss
    run.batchesDone = progress.batchesDone
    run.sums = progress.sums
    run.secondsBefore = progress.seconds
    run.dataHash = dataHash
    run.startHash = progress.startHash
    run.kept = progress.kept
    if let best = history.first(where: { $0.epoch == progress.bestEpoch }), let bestWeights {
      run.best = (best, bestWeights)
    }
    guard run.rule.slots == optimizer.slots else {
      throw .contradiction(
        "it has \(optimizer.slots.joined(separator: ", ")) for a rule with "
          + run.rule.slots.joined(separator: ", "))
    }
    return run
  }
}
