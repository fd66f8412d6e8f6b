import MNLLearn
import MNLTensor
import Testing

/// The whole network against PyTorch: forward, gradients and ten steps of Adam.
@Suite struct ReferenceTests {
  /// The network of the vectors with their weights, in one precision.
  private struct Subject<Scalar: EngineScalar> {
    let network: Network
    let loss: Node
    let runner: GraphRunner<Scalar>
    let vectors: ReferenceVectors.Precision
    let feeds: [GraphRunner<Scalar>.Feed]

    init(_ file: ReferenceVectors, _ vectors: ReferenceVectors.Precision) throws {
      self.vectors = vectors
      let sizes = vectors.inputs.shape
      let shape = ExampleShape(
        steps: sizes[1], features: sizes[2], classes: vectors.labels.shape[1])
      let units = vectors.weights.headWeights.shape[0]
      network = try Network(
        ModelConfiguration(units: [units], forgetBias: file.forgetBias), for: shape)
      loss =
        file.softmaxes == 1
        ? network.loss
        : try network.graph.mean(
          network.graph.crossEntropy(logits: network.answers, labels: network.labels))
      runner = GraphRunner(graph: network.graph, pool: ThreadPool(threads: 1))
      for (node, value) in zip(network.parameters, vectors.weights.all) {
        try runner.store.set(node, value.tensor())
      }
      let rows = Shape([sizes[0], sizes[1] * sizes[2]])
      feeds = [
        (network.inputs, vectors.inputs.tensor(Scalar.self).reshaped(rows)),
        (network.labels, vectors.labels.tensor(Scalar.self)),
      ]
    }

    func checkForward(within tolerance: Double) throws {
      let sizes = vectors.inputs.shape
      let layer = try network.graph.lstm(
        inputs: network.graph.reshape(network.inputs, [-1, sizes[1], sizes[2]]),
        kernel: network.parameters[0], bias: network.parameters[1])
      let nodes = [
        layer.outputs, layer.cell, network.hidden, network.logits, network.answers, loss,
      ]
      let wanted = vectors.forward
      let expected = [
        wanted.outputs, wanted.c, wanted.h, wanted.logits, wanted.prediction, wanted.loss,
      ]
      let found = try runner.run(nodes, feeds: feeds)
      for (value, wanted) in zip(found, expected) {
        expect(value, wanted, within: tolerance)
      }
    }

    func checkGradients(within tolerance: Double) throws {
      let nodes = network.parameters + [network.inputs]
      let plan = Plan(
        PlanRequest(gradients: nodes, loss: loss), batch: vectors.inputs.shape[0],
        store: runner.store, pool: runner.pool)
      for feed in feeds { try plan.feed(feed.placeholder, feed.value) }
      _ = try plan.run()
      for (node, wanted) in zip(nodes, vectors.gradients.all) {
        expect(plan.gradient(of: node), wanted, within: tolerance)
      }
    }

    func checkAdam(_ mode: Adam.EpsilonMode, within tolerance: Double) throws {
      let adam = vectors.adam
      let rule = Adam(
        rate: adam.rate, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon,
        epsilonMode: mode)
      let wanted = mode == .hat ? adam.hat : adam.paper
      let step = try network.graph.minimize(loss, using: rule)
      for expected in wanted.losses {
        let found = try runner.run([loss], training: step, feeds: feeds)
        #expect(abs(Double(found[0][0]) - expected) <= tolerance * abs(expected))
      }
      for (node, wanted) in zip(network.parameters, wanted.final.all) {
        expect(try runner.store.value(of: node), wanted, within: tolerance)
      }
    }

    /// Expects elements to differ by at most `tolerance` times the largest expected one.
    private func expect(
      _ found: Tensor<Scalar>, _ wanted: ReferenceVectors.Values, within tolerance: Double
    ) {
      #expect(found.count == wanted.data.count)
      let scale = wanted.data.map { abs($0) }.max() ?? 1
      let worst = zip(found.values, wanted.data).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(worst <= tolerance * scale, "off by \(worst) of \(scale)")
    }
  }

  private func double(_ name: String) throws -> Subject<Double> {
    let file = try ReferenceVectors(name)
    return try Subject(file, file.float64)
  }

  private func float(_ name: String) throws -> Subject<Float> {
    let file = try ReferenceVectors(name)
    return try Subject(file, file.float32)
  }

  @Test("computes PyTorch's states, logits, shares and loss", arguments: ["once", "twice"])
  func forward(_ name: String) throws {
    try double(name).checkForward(within: 1e-10)
    try float(name).checkForward(within: 1e-5)
  }

  @Test("computes PyTorch's gradients of weights and inputs", arguments: ["once", "twice"])
  func gradients(_ name: String) throws {
    try double(name).checkGradients(within: 1e-10)
    try float(name).checkGradients(within: 1e-5)
  }

  @Test("takes TensorFlow's ten steps of Adam", arguments: ["once", "twice"])
  func adamHat(_ name: String) throws {
    try double(name).checkAdam(.hat, within: 1e-10)
    try float(name).checkAdam(.hat, within: 1e-5)
  }

  @Test("takes PyTorch's ten steps of Adam", arguments: ["once", "twice"])
  func adamPaper(_ name: String) throws {
    try double(name).checkAdam(.paper, within: 1e-10)
    try float(name).checkAdam(.paper, within: 1e-5)
  }
}
