import MNLTensor

/// The last good weights of a training.
///
/// The engine refuses a step whose gradients are not finite, so that the weights are those of
/// before. But before a training diverges so far, its weights have long been of no use: those of the
/// last epoch's end come back, with what the optimiser kept.
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

  /// Takes the weights as the good ones of an epoch's end, if they are finite.
  ///
  /// - Returns: The name of a parameter that is not; nothing is taken then.
  /// - Complexity: O(parameters).
  func mark(_ model: Model, epoch: Int) throws(LearnError) -> String? {
    if let name = try model.nameOfInfiniteWeight() { return name }
    good = store.snapshot(of: [training])
    steps = model.training.steps
    kept = .epoch(epoch)
    return nil
  }

  /// Brings the good weights back, with what the optimiser kept.
  ///
  /// - Returns: Which ones they are.
  /// - Complexity: O(parameters).
  func restore(_ model: Model) -> KeptWeights {
    store.restore(good, of: [training])
    model.training.steps = steps
    return kept
  }
}

extension Model {
  /// The name of a parameter with an element that is infinite or no number, if there is one.
  fileprivate func nameOfInfiniteWeight() throws(LearnError) -> String? {
    try weights().first { !$0.tensor.isFinite }?.name
  }
}
