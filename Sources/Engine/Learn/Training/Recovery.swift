import MNLTensor

/// The last good weights of a training.
///
/// The engine refuses a step whose gradients are not finite, so that the weights are those of
/// before. An update by finite gradients can still make a weight infinite, which only the next step
/// shows: then the weights of the last epoch's end come back, with what the optimiser kept.
final class Recovery {
  private let store: VariableStore<Float>
  private let training: TrainingStep
  private var good: VariableStore<Float>.Snapshot
  private var steps: Int
  private var kept = KeptWeights.beforeTraining

  /// Watches over the variables of a training step; the present weights are good.
  init(_ model: Model, _ store: VariableStore<Float>, _ training: TrainingStep) {
    self.store = store
    self.training = training
    good = store.snapshot(of: [training])
    steps = model.training.steps
  }

  /// Takes the weights as the good ones of an epoch's end.
  ///
  /// - Throws: `LearnError.notFinite` if they are not; the model then has the last good ones.
  /// - Complexity: O(parameters).
  func mark(_ model: Model, epoch: Int) throws(LearnError) {
    if let name = try model.nameOfInfiniteWeight() {
      let step = model.training.steps
      restore(model)
      throw .notFinite(tensor: "the weight '\(name)'", epoch: epoch, step: step, kept: kept)
    }
    good = store.snapshot(of: [training])
    steps = model.training.steps
    kept = .epoch(epoch)
  }

  /// Brings the good weights back if those of the model are not finite.
  ///
  /// - Complexity: O(parameters).
  func restoreIfNeeded(_ model: Model) throws(LearnError) -> KeptWeights {
    guard try model.nameOfInfiniteWeight() != nil else { return .beforeStep }
    restore(model)
    return kept
  }

  private func restore(_ model: Model) {
    store.restore(good, of: [training])
    model.training.steps = steps
  }
}

extension Model {
  /// The name of a parameter with an element that is infinite or no number, if there is one.
  fileprivate func nameOfInfiniteWeight() throws(LearnError) -> String? {
    try weights().first { !$0.tensor.isFinite }?.name
  }
}
