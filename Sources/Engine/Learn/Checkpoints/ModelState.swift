package import MNLTensor

/// All that training changes of a model, as values: what it needs besides its making to be as it was.
package struct ModelState: Sendable {
  /// What it says of itself in words, the shape of its data among them.
  package var words: [String: String]
  /// Its weights, from the input to the output.
  package var weights: [Tensor<Float>]
  /// How many whole epochs it was trained.
  package var epochs: Int
  /// How many batches it was trained.
  package var steps: Int
  /// What each epoch brought.
  package var history: [EpochRecord]
  /// Where the order of the examples stands, and the name and number of these; nil if it has none.
  package var order: (name: String, examples: Int, state: BatchOrderState)?
  /// What the optimiser keeps; nil before the first training.
  package var optimizer: KeptOptimizer?
  /// The state of it that is in a file; nil if none is.
  package var checkpoint: KeptState?
  /// Where the training stands that can be finished; nil if there is none.
  package var interrupted: TrainingPlace?

  /// Makes a state of what every one has.
  package init(
    words: [String: String], weights: [Tensor<Float>], epochs: Int, steps: Int,
    history: [EpochRecord]
  ) {
    (self.words, self.weights) = (words, weights)
    (self.epochs, self.steps, self.history) = (epochs, steps, history)
  }
}

/// What an optimiser keeps, without the rule itself.
package struct KeptOptimizer: Sendable {
  /// The name of the rule.
  package var rule: String
  /// What is minimised.
  package var loss: LossSettings
  /// How many steps were made.
  package var step: Int
  /// The names of what is kept for each parameter.
  package var slots: [String]
  /// For each parameter the tensors of these names.
  package var tensors: [[Tensor<Float>]]

  /// Makes what an optimiser keeps.
  package init(
    rule: String, loss: LossSettings, step: Int, slots: [String], tensors: [[Tensor<Float>]]
  ) {
    (self.rule, self.loss, self.step) = (rule, loss, step)
    (self.slots, self.tensors) = (slots, tensors)
  }
}

/// Where a training stands on its way, apart from what its model has, its settings and its data.
package struct TrainingPlace: Sendable {
  /// How many whole epochs the model had before the training.
  package var first: Int
  /// How many it had before the call that goes on with it.
  package var epochsBefore: Int
  /// Whether that call finishes a training that was interrupted before.
  package var isContinued: Bool
  /// How many batches of the epoch on its way are done.
  package var batchesDone: Int
  /// The sums over these: losses, scores, norms of gradients.
  package var sums: [Double]
  /// How many of their steps had gradients that were cut.
  package var clipped: Int
  /// How many steps the optimiser had made before; nil if nobody asks.
  package var stepsBefore: Int?
  /// The loss of the first batch; nil before it.
  package var firstLoss: Double?
  /// Seconds that it took so far, and those of this call.
  package var seconds: (all: Double, call: Double)
  /// How many batches this call made.
  package var batches: Int
  /// The best epoch so far, and its weights; nil if nobody asks.
  package var best: (epoch: Int, weights: [Tensor<Float>])?
  /// The hashes of the data and of the first weights; nil if no file keeps the state.
  package var hashes: (data: String, start: String)?
  /// The best epochs whose models are in files, the best first, with their losses.
  package var kept: [(epoch: Int, loss: Double)]

  /// Makes the place of a training without a best epoch and without files.
  package init(
    first: Int, epochsBefore: Int, isContinued: Bool, batchesDone: Int, sums: [Double],
    clipped: Int, stepsBefore: Int?, firstLoss: Double?, seconds: (all: Double, call: Double),
    batches: Int
  ) {
    (self.first, self.epochsBefore) = (first, epochsBefore)
    (self.isContinued, self.batchesDone) = (isContinued, batchesDone)
    (self.sums, self.clipped) = (sums, clipped)
    (self.stepsBefore, self.firstLoss) = (stepsBefore, firstLoss)
    (self.seconds, self.batches) = (seconds, batches)
    kept = []
  }

  /// The place of a training before the next batch.
  init(
    _ run: TrainingRun, epochsBefore: Int, isContinued: Bool, callSeconds: Double, batches: Int
  ) {
    self.init(
      first: run.first, epochsBefore: epochsBefore, isContinued: isContinued,
      batchesDone: run.batchesDone, sums: [run.sums.loss, run.sums.score, run.sums.norm],
      clipped: run.sums.clipped, stepsBefore: run.stepsBefore, firstLoss: run.firstLoss,
      seconds: (run.secondsBefore, callSeconds), batches: batches)
    best = run.best.map { ($0.epoch.epoch, $0.weights) }
    if let data = run.dataHash, let start = run.startHash { hashes = (data, start) }
    kept = run.kept.map { ($0.epoch, $0.loss) }
  }

  /// Puts a training there.
  ///
  /// - Parameters:
  ///   - run: The training, as it begins.
  ///   - history: What the epochs of the model brought.
  /// - Returns: Whether it is a place of that training.
  func put(_ run: inout TrainingRun, history: [EpochRecord]) -> Bool {
    guard sums.count == 3, 0...run.batchesPerEpoch ~= batchesDone, first == run.first else {
      return false
    }
    run.batchesDone = batchesDone
    run.sums = TrainingRun.Sums(loss: sums[0], score: sums[1], norm: sums[2], clipped: clipped)
    (run.stepsBefore, run.firstLoss) = (stepsBefore, firstLoss)
    run.secondsBefore = seconds.all
    (run.dataHash, run.startHash) = (hashes?.data, hashes?.start)
    run.kept = kept.map { KeptEpoch(epoch: $0.epoch, loss: $0.loss) }
    run.best = nil
    if let best {
      guard let epoch = history.first(where: { $0.epoch == best.epoch }) else { return false }
      run.best = (epoch, best.weights)
    }
    return true
  }
}

/// Who keeps the place of a training on its way.
package struct PlaceKeeper {
  /// Whether it is time to; asked after each batch, so it must be cheap.
  let isDue: () -> Bool
  /// Keeps it, with the state of the model, which is there to be asked.
  let keep: (TrainingPlace) -> Void

  /// Makes a keeper.
  package init(isDue: @escaping () -> Bool, keep: @escaping (TrainingPlace) -> Void) {
    self.isDue = isDue
    self.keep = keep
  }
}
