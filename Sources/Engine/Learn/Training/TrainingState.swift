package import MNLTensor

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
  /// The order of the examples, which goes on as long as the data stay the same.
  var order: (data: DataIdentity, rows: any BatchOrder)?
  /// How the weights are changed, and the part of the graph that does it.
  var optimizer: (rule: CurrentRule, step: TrainingStep)?
}

/// A training on its way.
package struct TrainingRun {
  /// What it trains on.
  package let data: DataIdentity
  /// How many examples a step takes.
  package let batch: Int
  /// How weights are changed.
  package let rule: any UpdateRule
  /// Whether each epoch ends with a look at the validation examples.
  package let validates: Bool
  /// How many whole epochs the model had before it.
  package let first: Int
  /// How many whole epochs the model shall have after it.
  package let target: Int
  /// How many batches of the epoch on its way are done.
  package internal(set) var batchesDone = 0
  /// The sums over these batches of loss and accuracy.
  var sums = (loss: 0.0, accuracy: 0.0)

  /// How many batches an epoch has: only whole ones count, as in the tutorial; the examples left
  /// come first in the next epoch.
  package var batchesPerEpoch: Int { data.examples / batch }
  /// The mean loss over the batches of the epoch on its way; 0 before the first.
  package var meanLoss: Double { sums.loss / Double(max(1, batchesDone)) }
  /// The mean accuracy over these batches.
  package var meanAccuracy: Double { sums.accuracy / Double(max(1, batchesDone)) }
}

/// What one epoch brought.
package struct EpochRecord: Hashable, Sendable {
  /// Its number in the life of the model, from 1.
  package let epoch: Int
  /// The mean loss over its batches, each before its update.
  package let loss: Double
  /// The share of its examples that were classified rightly, likewise.
  package let accuracy: Double
  /// Loss and accuracy over the validation examples after it, if that was asked for.
  package let validation: Evaluation?
}
