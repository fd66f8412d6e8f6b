/// Keeps the state of a training in files while it is on its way.
struct CheckpointKeeper {
  /// Where, when and how often.
  let plan: CheckpointPlan
  private let model: Model
  private var lastTime = ContinuousClock.now

  /// Keeps what `plan` says of a model.
  init(_ plan: CheckpointPlan, of model: Model) {
    self.plan = plan
    self.model = model
  }

  /// Whether a state is due after a step.
  ///
  /// - Parameters:
  ///   - run: The training.
  ///   - isEpochEnd: Whether an epoch has just ended.
  /// - Returns: Whether it is.
  func isDue(_ run: TrainingRun, isEpochEnd: Bool) -> Bool {
    let epochs = model.training.epochs - run.first
    return plan.isDue(
      epochs: epochs, steps: epochs * run.batchesPerEpoch + run.batchesDone,
      isEpochEnd: isEpochEnd,
      minutes: plan.unit == .minute
        ? (ContinuousClock.now - lastTime) / .seconds(60) : 0)
  }

  /// Writes the present state; the file had the last one until it has this.
  ///
  /// - Throws: `LearnError.file`.
  /// - Returns: The name of a tensor that is not finite; nothing is written then.
  /// - Complexity: O(parameters + examples + epochs).
  mutating func write(_ run: TrainingRun, isFinished: Bool) throws(LearnError) -> String? {
    let state = try Checkpoint(of: model, run, isFinished: isFinished)
    if let name = state.nameOfInfiniteTensor { return name }
    try state.write(to: plan.path)
    lastTime = ContinuousClock.now
    model.training.checkpoint = KeptState(
      path: plan.path, epochs: model.training.epochs, batchesDone: run.batchesDone)
    return nil
  }
}
