import MNLLearn
import MNLTensor
import Testing

/// Every optimiser against PyTorch: twelve steps under given gradients.
@Suite struct OptimizerReferenceTests {
  @Test("takes PyTorch's steps in 64 bits", arguments: OptimizerVectors.names)
  func double(_ name: String) throws {
    let vectors = try OptimizerVectors()
    let wanted = try #require(vectors.cases[name]).float64
    try check(
      try vectors.optimizer(name), Double.self, vectors.float64, wanted, relative: 1e-11)
  }

  @Test("takes PyTorch's steps in 32 bits", arguments: OptimizerVectors.names)
  func float(_ name: String) throws {
    let vectors = try OptimizerVectors()
    let wanted = try #require(vectors.cases[name]).float32
    try check(try vectors.optimizer(name), Float.self, vectors.float32, wanted, relative: 2e-6)
  }

  @Test("has a case of every optimiser's vectors")
  func noCaseIsForgotten() throws {
    #expect(try Set(OptimizerVectors().cases.keys) == Set(OptimizerVectors.names))
  }

  @Test("gives the same bits on any number of threads", arguments: OptimizerVectors.names)
  func threads(_ name: String) throws {
    let rule = try OptimizerVectors().optimizer(name)
    func hash(threads: Int) throws -> String {
      // More elements than one thread takes at once.
      let model = try makeModel([48], threads: threads)
      let settings = TrainingConfiguration(epochs: 1, batch: 40, rule: rule)
      _ = try Trainer().train(model, on: ToyData(count: 120), settings)
      return try model.weightsHash()
    }
    #expect(try hash(threads: 3) == hash(threads: 1))
  }

  @Test("finishes a stopped training as if it had not been", arguments: OptimizerVectors.names)
  func interruption(_ name: String) throws {
    let rule = try OptimizerVectors().optimizer(name)
    let settings = TrainingConfiguration(epochs: 2, batch: 40, rule: rule)
    let (whole, broken) = (try makeModel(), try makeModel())
    _ = try Trainer().train(whole, on: ToyData(), settings)
    _ = try Trainer(isCancelled: StopAfter(5).ask).train(broken, on: ToyData(), settings)
    _ = try Trainer().finish(broken, on: ToyData())
    #expect(try broken.weightsHash() == whole.weightsHash())
  }

  private func check<Scalar: EngineScalar>(
    _ rule: any Optimizer, _: Scalar.Type, _ problem: OptimizerVectors.Problem,
    _ wanted: [String: [Double]], relative tolerance: Double
  ) throws {
    let fed = try FedGradients(problem)
    let training = try fed.graph.minimize(fed.loss, using: rule)
    let runner = GraphRunner<Scalar>(graph: fed.graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    for step in 1...problem.kernelGradients.count {
      _ = try runner.run([], training: training, feeds: fed.feeds(step - 1, Scalar.self))
      guard let wanted = wanted["\(step)"] else { continue }
      let values = try fed.values(runner.store)
      #expect(values.count == wanted.count)
      for (value, wanted) in zip(values, wanted) {
        #expect(abs(Double(value) - wanted) <= tolerance * max(abs(wanted), 0.05), "step \(step)")
      }
    }
  }
}
