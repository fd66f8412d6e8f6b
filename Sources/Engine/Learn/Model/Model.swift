package import MNLTensor

/// A recurrent network with its weights and with all that its training must not forget.
///
/// Its network is built when the shape of the data is known: at the first training, or when it is
/// opened from a file.
package final class Model {
  /// What it is made of.
  package let configuration: ModelConfiguration
  /// What its first weights and the order of its training examples are drawn from.
  package let seed: UInt64
  /// The threads that compute.
  package let pool: ThreadPool
  /// The shape of its data, once it is known.
  package private(set) var shape: ExampleShape?
  /// How it scales numbers, once its data are known; nil if they stay as they are.
  package private(set) var scaling: Scaling?
  /// What it has to know of its data to read others of the same form, in words of theirs.
  package private(set) var meaning: String?
  /// How far its training is.
  package internal(set) var training = TrainingState()
  private var work: Work?

  /// The network at work.
  struct Work {
    let network: Network
    let runner: GraphRunner<Float>
  }

  /// A model that waits for data.
  ///
  /// - Throws: What `ModelConfiguration.check()` throws.
  package init(
    _ configuration: ModelConfiguration, seed: UInt64, pool: ThreadPool
  ) throws(LearnError) {
    try configuration.check()
    self.configuration = configuration
    self.seed = seed
    self.pool = pool
  }

  /// Builds the network for data of a shape, with its first weights; a built one must fit.
  ///
  /// - Parameters:
  ///   - shape: The shape of an example.
  ///   - data: What messages call the data.
  ///   - scaling: How numbers are scaled; a built one keeps its own.
  ///   - meaning: What it has to know of the data; likewise.
  /// - Throws: `LearnError.dataDoNotFit`, `.outOfRange`.
  package func build(
    for shape: ExampleShape, of data: String, scaling: Scaling? = nil, meaning: String? = nil
  ) throws(LearnError) {
    if let known = self.shape {
      guard known == shape else {
        throw .dataDoNotFit(data: data, found: shape, expected: known)
      }
      return
    }
    let network = try Network(configuration, for: shape, scaling: scaling)
    try network.checkSize()
    let runner = GraphRunner<Float>(graph: network.graph, pool: pool, seed: seed)
    do throws(EngineError) {
      try runner.initialize(network.parameters)
    } catch {
      throw .engine(error)
    }
    work = Work(network: network, runner: runner)
    (self.shape, self.scaling, self.meaning) = (shape, scaling, meaning)
  }

  /// Builds the network for examples, likewise.
  ///
  /// - Throws: `LearnError.dataDoNotFit`, `.outOfRange`.
  package func build(for examples: any Examples) throws(LearnError) {
    try build(
      for: examples.shape, of: examples.name, scaling: examples.scaling, meaning: examples.meaning)
  }

  /// The network at work.
  ///
  /// - Throws: `LearnError.notBuilt`.
  func built() throws(LearnError) -> Work {
    guard let work else { throw .notBuilt }
    return work
  }

  /// The layers of the network at work; nil before it is built.
  var layers: [NetworkLayer]? { work?.network.layers }

  /// The network at work, for examples that must fit it.
  ///
  /// - Throws: `LearnError.notBuilt`, `.dataDoNotFit`, `.noExamples`, `.inconsistentData`.
  func built(for examples: any Examples) throws(LearnError) -> Work {
    let work = try built()
    try examples.check()
    if let shape, shape != examples.shape {
      throw .dataDoNotFit(data: examples.name, found: examples.shape, expected: shape)
    }
    return work
  }

  /// A copy of all weights, from the input to the output.
  ///
  /// - Throws: `LearnError.notBuilt`.
  /// - Complexity: O(parameters).
  package func weights() throws(LearnError) -> [NamedTensor] {
    let work = try built()
    var result: [NamedTensor] = []
    do throws(EngineError) {
      for node in work.network.parameters {
        result.append(NamedTensor(node.name, try work.runner.store.value(of: node)))
      }
    } catch {
      throw .engine(error)
    }
    return result
  }

  /// Replaces all weights, given from the input to the output.
  ///
  /// - Throws: `LearnError.notBuilt`, and `.engine` if a shape differs.
  /// - Precondition: There are as many as the network has.
  /// - Complexity: O(parameters).
  package func setWeights(_ weights: [Tensor<Float>]) throws(LearnError) {
    let work = try built()
    precondition(weights.count == work.network.parameters.count, "a tensor for each parameter")
    do throws(EngineError) {
      for (node, tensor) in zip(work.network.parameters, weights) {
        try work.runner.store.set(node, tensor)
      }
    } catch {
      throw .engine(error)
    }
  }
}
