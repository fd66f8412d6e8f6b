import MNLTensor

extension Model {
  /// All that training has changed; nil if the network is not built, so that there was none.
  ///
  /// - Throws: `LearnError.notBuilt`.
  /// - Complexity: O(parameters + examples + epochs).
  package func state() throws(LearnError) -> ModelState? {
    guard shape != nil else { return nil }
    let work = try built()
    var state = ModelState(
      words: try metadata().encoded, weights: try weights().map(\.tensor), epochs: training.epochs,
      steps: training.steps, history: training.history)
    if let order = training.order {
      state.order = (order.data.name, order.data.examples, order.rows.state)
    } else if let saved = training.savedOrder {
      state.order = (saved.data.name, saved.data.examples, saved.state)
    }
    if let optimizer = training.optimizer {
      let kept = work.runner.store.state(of: optimizer.step)
      state.optimizer = KeptOptimizer(
        rule: optimizer.rule.name, loss: optimizer.loss, step: kept.step,
        slots: optimizer.rule.slots, tensors: kept.slots)
    } else {
      state.optimizer = training.keptOptimizer
    }
    state.checkpoint = training.checkpoint
    state.interrupted = training.interrupted.map {
      TrainingPlace(
        $0, epochsBefore: training.epochs, isContinued: true, callSeconds: 0, batches: 0)
    }
    return state
  }

  /// Puts the model into a state that it had when it was made in the same way.
  ///
  /// - Returns: Whether it is a state of such a model; if not, the model is of no use any more.
  /// - Throws: `LearnError` if the network cannot be built.
  package func take(_ state: ModelState) throws(LearnError) -> Bool {
    guard let metadata = try? ModelMetadata(decoding: state.words),
      metadata.configuration == configuration, metadata.seed == seed,
      shape == nil || shape == metadata.shape
    else { return false }
    try build(for: metadata.shape, of: "the snapshot")
    let shapes = try built().network.parameters.map(\.shape)
    func fit(_ tensors: [Tensor<Float>]) -> Bool { tensors.map(\.shape) == shapes }
    guard fit(state.weights) else { return false }
    try setWeights(state.weights)
    (training.epochs, training.steps) = (state.epochs, state.steps)
    training.history = state.history
    training.order = nil
    training.savedOrder = nil
    if let order = state.order {
      guard order.state.isOrder(of: order.examples) else { return false }
      training.savedOrder = (
        DataIdentity(name: order.name, examples: order.examples, shape: metadata.shape),
        order.state
      )
    }
    training.optimizer = nil
    training.keptOptimizer = state.optimizer
    if let kept = state.optimizer {
      guard kept.tensors.count == shapes.count,
        zip(kept.tensors, shapes).allSatisfy({ tensors, shape in
          tensors.count == kept.slots.count && tensors.allSatisfy { $0.shape == shape }
        })
      else { return false }
    }
    training.checkpoint = state.checkpoint
    guard let place = state.interrupted else {
      training.interrupted = nil
      return true
    }
    guard var run = training.interrupted, place.best.map({ fit($0.weights) }) ?? true,
      place.put(&run, history: state.history)
    else { return false }
    training.interrupted = run
    return true
  }
}

extension VariableStore {
  /// Gives a step of training what an optimiser of the same rule kept, as far as both have it.
  ///
  /// - Precondition: The tensors have the shapes of the step's variables.
  func hand(_ kept: KeptOptimizer, to step: TrainingStep) where Scalar == Float {
    var state = state(of: step)
    state.step = kept.step
    for (place, name) in step.rule.slots.enumerated() {
      guard let source = kept.slots.firstIndex(of: name) else { continue }
      for variable in step.variables.indices {
        state.slots[variable][place] = kept.tensors[variable][source]
      }
    }
    set(step, state)
  }
}
