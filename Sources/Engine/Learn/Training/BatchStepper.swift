import MNLTensor

/// Makes one training step after the other on a compiled plan.
final class BatchStepper {
  private let model: Model
  private let network: Network
  private let plan: Plan<Float>
  private let rule: CurrentRule
  private let data: any Examples
  private var isFed = false
  private let order: any BatchOrder
  private let batch: Int
  private let recovery: Recovery
  private var rows: [Int] = []
  /// The rows of the step before.
  ///
  /// The plan still holds them: if they were overwritten and not exchanged, every batch would copy
  /// them.
  private var previousRows: [Int] = []

  /// Compiles the plan; the order and the optimiser's state go on if they are there already.
  init(_ run: TrainingRun, _ model: Model, _ data: any TrainingData) throws(LearnError) {
    let work = try model.built(for: data.train)
    if model.training.order?.data != run.data {
      model.training.order = (run.data, data.makeOrder(seed: model.seed))
    }
    guard let order = model.training.order?.rows else { preconditionFailure("set just now") }
    let (rule, training) = try model.trainingStep(for: run.configuration.rule)
    rule.clipping = run.configuration.clipping
    rule.factor = 1
    self.rule = rule
    let request = PlanRequest(
      fetches: [work.network.loss, work.network.accuracy], training: training)
    self.model = model
    recovery = Recovery(model, work.runner.store, training)
    self.order = order
    network = work.network
    plan = work.runner.plan(request, batch: run.batch)
    self.data = data.train
    batch = run.batch
  }

  deinit { plan.clearFeeds() }

  /// Takes the weights as the good ones of an epoch's end.
  ///
  /// - Throws: `LearnError.notFinite` if they are not; the model then has the last good ones.
  func markGood(epoch: Int) throws(LearnError) { try recovery.mark(model, epoch: epoch) }

  /// The step size of the last step.
  var rate: Double { plan.rate }
  /// What the gradients of the last step were like; nil if they are not clipped.
  var gradientSize: GradientSize? { plan.gradientSize }

  /// Trains the next batch, at a multiple of the optimiser's rate.
  ///
  /// - Returns: Its loss and accuracy before the update.
  /// - Throws: `LearnError.notFinite`, `.engine`; then the weights are the last good ones.
  func step(factor: Double) throws(LearnError) -> (loss: Double, accuracy: Double) {
    rule.factor = factor
    swap(&rows, &previousRows)
    order.next(batch, into: &rows)
    do throws(EngineError) {
      if isFed {
        plan.feed(rows: rows)
      } else {
        try plan.feed(network.inputs, rows: rows, from: data.inputs)
        try plan.feed(network.labels, rows: rows, from: data.labels)
        isFed = true
      }
      try plan.execute()
      return (Double(plan.number(0)), Double(plan.number(1)))
    } catch {
      guard case .notFinite(let tensor, let step) = error else { throw .engine(error) }
      throw .notFinite(
        tensor: tensor, epoch: model.training.epochs + 1, step: step,
        kept: try recovery.restoreIfNeeded(model))
    }
  }
}
