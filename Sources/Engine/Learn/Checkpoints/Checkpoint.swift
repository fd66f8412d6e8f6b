import MNLTensor

/// The state of a training with all that its end depends on, apart from the data themselves.
///
/// It is a model file with more in it: the weights are those that training goes on with. What a
/// network is made of does not matter: its parameters and the slots of the rule are taken as they
/// come.
package struct Checkpoint: Sendable {
  /// How far a training is.
  struct Progress: Hashable, Sendable {
    /// How many whole epochs the model had before it.
    var first: Int
    /// How many batches of the epoch on its way are done.
    var batchesDone: Int
    /// What is added up over these batches.
    var sums: TrainingRun.Sums
    /// How many steps the optimiser had made before it; nil if nobody asks.
    var stepsBefore: Int?
    /// The loss of its first batch; nil before it.
    var firstLoss: Double?
    /// How many seconds it took so far.
    var seconds: Double
    /// The best epoch so far; nil before the first, or if nobody asks.
    var bestEpoch: Int?
    /// The hash of the weights that it began with.
    var startHash: String
    /// The best epochs whose models are kept in files, the best first.
    var kept: [KeptEpoch]
    /// Whether it is at its end.
    var isFinished: Bool
  }

  /// What the optimiser keeps.
  struct OptimizerState: Sendable {
    /// How many steps were made.
    var step: Int
    /// The names of what it keeps for each parameter.
    var slots: [String]
    /// For each parameter the tensors of these names.
    var tensors: [[Tensor<Float>]]
  }

  /// The network with the weights that training goes on with.
  let stored: StoredModel
  /// How it is trained: the settings of `train` as words, by their names.
  let settings: [String: String]
  /// How often its state is kept.
  let every: (count: Int, unit: CheckpointPlan.Unit, keep: Int)
  /// How far it is.
  let progress: Progress
  /// How many batches the model has been trained in all.
  let steps: Int
  /// What it is trained on.
  let data: DataIdentity
  /// The hash of that.
  let dataHash: String
  /// Where the order of the examples stands.
  let order: BatchOrderState
  /// What the optimiser keeps.
  let optimizer: OptimizerState
  /// What each whole epoch brought.
  let history: [EpochRecord]
  /// The weights of the best epoch, if they are kept.
  let bestWeights: [Tensor<Float>]?
  /// The level of the kernels that it was trained with.
  package let kernels: String

  /// The command of the optimiser, as in `adam rate=0.001`.
  package var optimizerText: String { settings["optimizer"] ?? "" }
  /// The command of the schedule; nil if there is none.
  package var scheduleText: String? { settings["schedule"] }
  /// Whether the training is at its end.
  package var isFinished: Bool { progress.isFinished }
  /// How many whole epochs the model has.
  package var epochs: Int { stored.metadata.epochs }
  /// How many the training is to give it; nil if only its time is limited.
  package var lastEpoch: Int? {
    guard let word = settings["epochs"], let count = Int(word),
      count < TrainingConfiguration.epochLimit.upperBound
    else { return nil }
    return progress.first + count
  }
}
