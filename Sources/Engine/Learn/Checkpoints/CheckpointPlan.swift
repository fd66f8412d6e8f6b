/// Where, when and how often the state of a training is kept in a file.
package struct CheckpointPlan: Hashable, Sendable {
  /// What is counted between two states.
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Epochs.
    case epoch
    /// Steps: batches.
    case step
    /// Minutes; a state is kept at the end of a batch.
    case minute
  }

  /// The file of the latest state.
  package var path: String
  /// How many units lie between two states, at least 1.
  package var every: Int
  /// What is counted.
  package var unit: Unit
  /// Of how many of the best epochs the models are kept in files of their own, from 0.
  package var keep: Int

  /// By default, a state after each epoch, and no models.
  package init(path: String, every: Int = 1, unit: Unit = .epoch, keep: Int = 0) {
    self.path = path
    self.every = every
    self.unit = unit
    self.keep = keep
  }

  /// The file of the model of an epoch: `run-epoch-4.ckpt` beside `run.ckpt`.
  package func path(ofEpoch epoch: Int) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let dot = path[name...].lastIndex(of: ".").flatMap { $0 > name ? $0 : nil } ?? path.endIndex
    return "\(path[..<dot])-epoch-\(epoch)\(path[dot...])"
  }

  /// Whether a state is due.
  ///
  /// - Parameters:
  ///   - epochs: How many whole epochs this training has.
  ///   - steps: How many steps it has made.
  ///   - isEpochEnd: Whether an epoch has just ended.
  ///   - minutes: How many minutes went by since the last state, or the beginning.
  /// - Returns: Whether it is.
  func isDue(epochs: Int, steps: Int, isEpochEnd: Bool, minutes: Double) -> Bool {
    switch unit {
    case .epoch: isEpochEnd && epochs % every == 0
    case .step: steps % every == 0
    case .minute: minutes >= Double(every)
    }
  }
}

/// An epoch whose model is kept in a file.
struct KeptEpoch: Hashable, Sendable {
  /// Its number in the life of the model.
  let epoch: Int
  /// Its loss, which decides.
  let loss: Double
}
