import MNLTensor

/// What a model keeps of its training, so that it can go on as if nothing had come between.
///
/// The moments of the optimiser and the count of its steps lie in the model's variable store.
package struct TrainingState {
  /// How many whole epochs were trained.
  package internal(set) var epochs = 0
  /// How many batches were trained.
  package internal(set) var steps = 0
  /// What each whole epoch of this session brought.
  package internal(set) var history: [EpochRecord] = []
  /// The training that was stopped before its end, if the last one was.
  package internal(set) var interrupted: TrainingRun?
  /// The last state of it that is in a file; nil if none is.
  package internal(set) var checkpoint: KeptState?
  /// The order of the examples, which goes on as long as the data stay the same.
  var order: (data: DataIdentity, rows: any BatchOrder)?
  /// Where the order stood when the model was kept; it goes on from there on the same data.
  var savedOrder: (data: DataIdentity, state: BatchOrderState)?
  /// How the weights are changed, and the part of the graph that does it.
  var optimizer: ModelOptimizer?
  /// What the optimiser kept when the model was kept; the next one of its kind goes on with it.
  var keptOptimizer: KeptOptimizer?
  /// What was minimised so far, as parts of the graph.
  var losses: [LossSettings: Node] = [:]
}

/// A state of a training that is in a file.
package struct KeptState: Hashable, Sendable {
  /// The file.
  package let path: String
  /// How many whole epochs the model has there.
  package let epochs: Int
  /// How many batches of the next one are done.
  package let batchesDone: Int

  /// A state.
  package init(path: String, epochs: Int, batchesDone: Int) {
    self.path = path
    self.epochs = epochs
    self.batchesDone = batchesDone
  }
}

/// A training on its way.
package struct TrainingRun {
  /// What it trains on.
  package let data: DataIdentity
  /// How it trains.
  package internal(set) var configuration: TrainingConfiguration
  /// How many whole epochs the model had before it.
  package let first: Int
  /// How many steps the optimiser had made before it; nil before that is known, or if nobody asks.
  var stepsBefore: Int?
  /// The loss of its first batch; nil before it.
  var firstLoss: Double?
  /// How many whole epochs the model shall have after it.
  package let target: Int
  /// The number of its last epoch; nil if only its time is limited.
  var lastEpoch: Int? {
    let isOpen = configuration.epochs == TrainingConfiguration.epochLimit.upperBound
    return isOpen && configuration.timeLimit != nil ? nil : target
  }
  /// How many batches of the epoch on its way are done.
  package internal(set) var batchesDone = 0
  /// The sums over these batches.
  var sums = Sums()
  /// The best epoch so far with its weights; nil before the first, or if nobody asks.
  var best: (epoch: EpochRecord, weights: [Tensor<Float>])?
  /// How many seconds it took before it was interrupted.
  var secondsBefore = 0.0
  /// The hash of its data; nil as long as no file keeps its state.
  var dataHash: String?
  /// The hash of the weights that it began with; nil as long as no file keeps its state.
  var startHash: String?
  /// The best epochs whose models are kept in files, with their losses, the best first.
  var kept: [KeptEpoch] = []

  /// What is added up over the batches of an epoch.
  struct Sums: Hashable, Sendable {
    /// The losses.
    var loss = 0.0
    /// The scores.
    var score = 0.0
    /// The norms of the gradients, where they are clipped.
    var norm = 0.0
    /// How many steps had gradients that were cut.
    var clipped = 0
  }

  /// Whether no step of it was made yet.
  var isFresh: Bool { firstLoss == nil }
  /// The rule with all that goes with it.
  var rule: any UpdateRule {
    configuration.average.map {
      AveragedRule(configuration.rule, decay: $0, stepsBefore: stepsBefore ?? 0)
    } ?? configuration.rule
  }
  /// How many examples a step takes.
  package var batch: Int { configuration.batch }
  /// How many batches an epoch has: only whole ones count, as in the tutorial; the examples left
  /// come first in the next epoch.
  package var batchesPerEpoch: Int { data.examples / batch }
  /// The mean loss over the batches of the epoch on its way; 0 before the first.
  package var meanLoss: Double { sums.loss / Double(max(1, batchesDone)) }
  /// The mean score over these batches.
  package var meanScore: Double { sums.score / Double(max(1, batchesDone)) }
  /// What the gradients of these batches were like; nil if they are not clipped.
  package var gradients: GradientSummary? {
    guard configuration.clipping != nil else { return nil }
    let count = Double(max(1, batchesDone))
    return GradientSummary(norm: sums.norm / count, clipped: Double(sums.clipped) / count)
  }

  /// Where a schedule is before the next step.
  ///
  /// - Parameters:
  ///   - epochs: How many whole epochs the model has.
  ///   - losses: The loss after each epoch of this training.
  /// - Returns: The moment, counted from the beginning of this training.
  func moment(epochs: Int, losses: [Double]) -> ScheduleMoment {
    ScheduleMoment(
      step: (epochs - first) * batchesPerEpoch + batchesDone,
      totalSteps: (target - first) * batchesPerEpoch, stepsPerEpoch: batchesPerEpoch,
      losses: losses)
  }
}

/// What the gradients of the steps of an epoch were like.
package struct GradientSummary: Hashable, Sendable {
  /// The mean of their norms, before anything was cut.
  package let norm: Double
  /// The share of the steps in which something was cut.
  package let clipped: Double

  /// What gradients were like.
  package init(norm: Double, clipped: Double) {
    (self.norm, self.clipped) = (norm, clipped)
  }
}

/// What one epoch brought.
package struct EpochRecord: Hashable, Sendable {
  /// Its number in the life of the model, from 1.
  package let epoch: Int
  /// The mean loss over its batches, each before its update.
  package let loss: Double
  /// What the score of the targets says of its examples, likewise.
  package let score: Double
  /// What the validation examples said after it, if that was asked for.
  package let validation: EpochScore?
  /// What its gradients were like; nil if they were not clipped.
  package let gradients: GradientSummary?

  /// What an epoch brought.
  package init(
    epoch: Int, loss: Double, score: Double, validation: EpochScore?, gradients: GradientSummary?
  ) {
    (self.epoch, self.loss, self.score) = (epoch, loss, score)
    (self.validation, self.gradients) = (validation, gradients)
  }

  /// The loss that tells whether training still helps: that of the validation examples, or that of
  /// training where there are none.
  package var decisiveLoss: Double { validation?.loss ?? loss }
}

/// What the validation examples say of the weights after an epoch.
package struct EpochScore: Hashable, Sendable {
  /// How many examples there are.
  package let examples: Int
  /// The mean loss.
  package let loss: Double
  /// What the score of the targets says of them.
  package let score: Double

  /// What validation examples said.
  package init(examples: Int, loss: Double, score: Double) {
    (self.examples, self.loss, self.score) = (examples, loss, score)
  }
}

extension EpochScore {
  /// What is kept of an evaluation: its scores of single classes are not.
  package init(_ evaluation: Evaluation) {
    self.init(
      examples: evaluation.examples, loss: evaluation.loss, score: evaluation.score)
  }
}
