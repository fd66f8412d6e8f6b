package import MNLTensor

/// How to train.
package struct TrainingConfiguration {
  /// How many epochs to add.
  package var epochs: Int
  /// How many examples a step takes.
  package var batch: Int
  /// How weights are changed.
  package var rule: any Optimizer
  /// How gradients are kept small; nil if they are taken as they are.
  package var clipping: GradientClipping?
  /// How the step size changes on the way; nil if it stays.
  package var schedule: (any Schedule)?
  /// What is minimised.
  package var loss = LossSettings()
  /// How training inputs are changed at random.
  package var augmentation = Augmentation()
  /// Whether batches are of sequences of similar lengths, so that less time is lost on the ends of
  /// short ones.
  package var isBucketed = false
  /// How much of the running mean of the weights stays in each step, from 0 to below 1; nil if
  /// there is no mean, and the weights are what training makes them.
  package var average: Double?
  /// Whether each epoch ends with a look at the validation examples, where there are some.
  package var validates: Bool
  /// After how many epochs without a better loss training ends, at least 1; nil if it never does.
  package var patience: Int?
  /// Whether the model ends with the weights of its best epoch instead of those of the last.
  package var keepsBest = false
  /// After how many seconds training ends, above 0; nil if it has all the time it needs.
  package var timeLimit: Double?
  /// Where, when and how often its state is kept in a file; nil if never.
  package var checkpoints: CheckpointPlan?

  /// The limits of the number of epochs.
  package static let epochLimit = 1...1_000_000

  /// A way to train.
  package init(epochs: Int, batch: Int, rule: any Optimizer, validates: Bool = true) {
    self.epochs = epochs
    self.batch = batch
    self.rule = rule
    self.validates = validates
  }
}

/// How far a training is.
package struct TrainingProgress: Hashable, Sendable {
  /// When it is told.
  package enum Moment: Hashable, Sendable {
    /// In the middle of an epoch, some ten times a second.
    case underway
    /// Between the last batch of an epoch and its end, some ten times a second: so many of the
    /// validation examples are looked at, and not yet all.
    case validating(done: Int, total: Int)
    /// When an epoch is done; with what the validation examples say, if they are looked at.
    case epochEnd(validation: EpochScore?)
  }

  /// When it is told.
  package internal(set) var moment: Moment
  /// The epoch in the life of the model, from 1.
  package let epoch: Int
  /// The first epoch of this training.
  package let firstEpoch: Int
  /// The last epoch of this training; nil if only its time is limited.
  package let lastEpoch: Int?
  /// How many batches of the epoch are done.
  package let batchesDone: Int
  /// How many batches the epoch has.
  package let batchesPerEpoch: Int
  /// The mean loss over the batches of the epoch so far.
  package let loss: Double
  /// What the score of the targets says of their examples, before each update.
  package let score: Double
  /// The step size of the last step; nil if no schedule changes it.
  package let rate: Double?
  /// What the gradients of the epoch were like so far; nil if they are not clipped.
  package let gradients: GradientSummary?
  /// How many examples were trained per second since the training went on.
  package let sequencesPerSecond: Double
  /// How many seconds the rest of all epochs will take at this speed.
  package let secondsLeft: Double
}

/// Why a training ended before its last epoch.
package enum EarlyEnd: Hashable, Sendable {
  /// So many epochs brought no better loss.
  case patience(epochs: Int)
  /// Its time was up, after so many of the batches of the epoch on its way.
  case time(batchesDone: Int, batchesPerEpoch: Int)
}

/// What a training brought.
package struct TrainingRecord: Hashable, Sendable {
  /// Where a training was stopped.
  package struct Interruption: Hashable, Sendable {
    /// The epoch it was in, in the life of the model, from 1.
    package let epoch: Int
    /// The last epoch it was to train; nil if only its time was limited.
    package let lastEpoch: Int?
    /// How many batches of the epoch are done.
    package let batchesDone: Int
    /// How many batches the epoch has.
    package let batchesPerEpoch: Int
  }

  /// How many whole epochs were done in this call.
  package let epochsAdded: Int
  /// How many whole epochs the model has been trained in all.
  package let epochs: Int
  /// How many batches were done in this call.
  package let steps: Int
  /// The mean loss over the batches of the last epoch, which may be an unfinished one.
  package let loss: Double
  /// What the score of the targets says of its examples, before each update.
  package let score: Double
  /// What the validation examples say of the weights that the model has, as far as they were asked.
  package let validation: EpochScore?
  /// How long the call took.
  package let seconds: Double
  /// How many examples were trained per second, validation not counted.
  package let sequencesPerSecond: Double
  /// Where it was stopped, if it was.
  package let interruption: Interruption?
  /// Whether it went on with an interrupted training.
  package let isContinued: Bool
  /// Why it ended before its last epoch, if it did.
  package let earlyEnd: EarlyEnd?
  /// The epoch whose weights the model has, if it was to have the best ones.
  package let best: EpochRecord?
  /// The file with the state of its end, if it keeps one.
  package let checkpoint: String?
}
