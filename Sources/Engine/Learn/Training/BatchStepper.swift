import MNLTensor

/// Makes one training step after the other on a compiled plan.
final class BatchStepper {
  private let model: Model
  private let network: Network
  private let plan: Plan<Float>
  private let optimizer: ModelOptimizer
  private let data: any Examples
  /// The inputs, if they are changed at random.
  private let altered: AlteredInputs?
  private var isFed = false
  private let order: any BatchOrder
  private let batch: Int
  /// Whether batches are of similar lengths.
  private let isBucketed: Bool
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
      let order = data.makeOrder(seed: model.seed)
      if let saved = model.training.savedOrder, saved.data == run.data { order.state = saved.state }
      model.training.order = (run.data, order)
      model.training.savedOrder = nil
    }
    guard let order = model.training.order?.rows else { preconditionFailure("set just now") }
    let configuration = run.configuration
    let optimizer = try model.optimizer(for: run.rule, configuration.loss)
    optimizer.rule.clipping = configuration.clipping
    self.optimizer = optimizer
    let request = PlanRequest(
      fetches: [optimizer.step.loss, work.network.score], training: optimizer.step)
    self.model = model
    recovery = Recovery(model, work.runner.store, optimizer.step)
    self.order = order
    network = work.network
    plan = work.runner.plan(request, batch: run.batch)
    self.data = data.train
    altered =
      configuration.augmentation.isOn
      ? AlteredInputs(data.train, configuration.augmentation, seed: model.seed) : nil
    batch = run.batch
    isBucketed = configuration.isBucketed
  }

  deinit { plan.clearFeeds() }

  /// Takes the weights as the good ones of an epoch's end.
  ///
  /// - Throws: `LearnError.diverged` if they are not; the model then has the last good ones.
  func markGood(epoch: Int) throws(LearnError) {
    guard let name = try recovery.mark(model, epoch: epoch) else { return }
    throw diverged(.notFinite(tensor: "the weight '\(name)'"), epoch: epoch)
  }

  /// Brings the last good weights back.
  ///
  /// - Returns: The error that says so.
  func diverged(_ sign: Divergence, epoch: Int, step: Int? = nil) -> LearnError {
    let step = step ?? model.training.steps
    return .diverged(
      sign, epoch: epoch, step: step, rate: plan.rate, kept: recovery.restore(model))
  }

  /// The running mean of the weights; nil if none is kept.
  ///
  /// - Complexity: O(parameters).
  func average() throws(LearnError) -> [Tensor<Float>]? {
    guard let place = optimizer.rule.slots.firstIndex(of: AveragedRule.slot) else { return nil }
    return try model.built().runner.store.state(of: optimizer.step).slots.map { $0[place] }
  }

  /// The step size of the last step.
  var rate: Double { plan.rate }
  /// What the gradients of the last step were like; nil if they are not clipped.
  var gradientSize: GradientSize? { plan.gradientSize }

  /// Trains the next batch, at a multiple of the optimiser's rate.
  ///
  /// - Returns: Its loss and score before the update.
  /// - Throws: `LearnError.notFinite`, `.diverged`, `.engine`; then the weights are the last good ones.
  func step(factor: Double) throws(LearnError) -> (loss: Double, score: Double) {
    optimizer.rule.factor = factor
    swap(&rows, &previousRows)
    order.next(batch, isBucketed: isBucketed, into: &rows)
    altered?.step = model.training.steps
    do throws(EngineError) {
      if isFed {
        plan.feed(rows: rows)
      } else {
        for feed in network.feeds(from: data, inputs: altered) {
          try plan.feed(feed.placeholder, rows: rows, from: feed.source)
        }
        isFed = true
      }
      plan.steps = model.training.steps
      try plan.execute()
      return (Double(plan.number(0)), Double(plan.number(1)))
    } catch {
      guard case .notFinite(let tensor, let step) = error else {
        throw .engine(error.naming(rows, of: data))
      }
      let epoch = model.training.epochs + 1
      if let row = rows.first(where: { !isFinite(row: $0) }) {
        // Not the training is at fault: the weights of before the step are as good as ever.
        throw .notFinite(tensor: tensor, row: row, data: data.name, epoch: epoch, step: step)
      }
      throw diverged(.notFinite(tensor: tensor), epoch: epoch, step: step)
    }
  }

  /// Whether an example holds only finite numbers.
  private func isFinite(row: Int) -> Bool {
    let shape = data.shape
    let inputs = Tensor<Float>([shape.inputWidth]) { data.inputs.fill($0, rows: [row]) }
    let label = Tensor<Float>([shape.targetWidth]) { data.labels.fill($0, rows: [row]) }
    return inputs.isFinite && label.isFinite
  }
}
