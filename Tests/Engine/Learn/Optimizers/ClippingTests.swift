import Foundation
import MNLLearn
import MNLTensor
import Testing

/// Limits of gradients against PyTorch, and what training tells of them.
@Suite struct ClippingTests {
  /// The golden vectors that `scripts/reference/training_vectors.py` writes.
  private struct Vectors: Decodable {
    struct Limits: Decodable { let norm, value: Double? }
    struct Outcome: Decodable { let final, norms: [Double] }
    struct Case: Decodable {
      let limits: Limits
      let float64, float32: Outcome
    }
    let rate: Double
    let cases: [String: Case]
    let float64, float32: OptimizerVectors.Problem

    init() throws {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<4 { folder.deleteLastPathComponent() }
      let file = folder.appending(path: "Fixtures/reference/clipping.json")
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
  }

  private static let names = ["value", "norm", "a norm that seldom matters", "both"]

  @Test("cuts as PyTorch does in 64 bits", arguments: names)
  func double(_ name: String) throws {
    let vectors = try Vectors()
    let example = try #require(vectors.cases[name])
    try check(example.limits, Double.self, vectors.float64, example.float64, within: 1e-12)
  }

  @Test("cuts as PyTorch does in 32 bits", arguments: names)
  func float(_ name: String) throws {
    let vectors = try Vectors()
    let example = try #require(vectors.cases[name])
    try check(example.limits, Float.self, vectors.float32, example.float32, within: 1e-6)
  }

  @Test("has a test of every case")
  func noCaseIsForgotten() throws {
    #expect(try Set(Vectors().cases.keys) == Set(Self.names))
  }

  private func check<Scalar: EngineScalar>(
    _ limits: Vectors.Limits, _: Scalar.Type, _ problem: OptimizerVectors.Problem,
    _ wanted: Vectors.Outcome, within tolerance: Double
  ) throws {
    let fed = try FedGradients(problem)
    let clipping = GradientClipping(norm: limits.norm, value: limits.value)
    let training = try fed.graph.minimize(
      fed.loss, using: ScheduledRule(SGD(rate: 0.1), clipping: clipping))
    let runner = GraphRunner<Scalar>(graph: fed.graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let plan = runner.plan(PlanRequest(training: training), batch: 1)
    for (step, norm) in wanted.norms.enumerated() {
      for feed in fed.feeds(step, Scalar.self) { try plan.feed(feed.placeholder, feed.value) }
      try plan.execute()
      let size = try #require(plan.gradientSize)
      #expect(abs(size.norm - norm) <= tolerance * norm)
      if limits.value == nil, let limit = limits.norm {
        #expect(size.isClipped == (norm >= limit), "step \(step)")
      }
    }
    let values = try fed.values(runner.store)
    for (value, wanted) in zip(values, wanted.final) {
      #expect(abs(Double(value) - wanted) <= tolerance)
    }
  }

  @Test("measures nothing where nothing is clipped")
  func unclipped() throws {
    let graph = Graph()
    let v = try graph.variable(graph.constant(1))
    let training = try graph.minimize(graph.multiply(v, v), using: SGD())
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let plan = runner.plan(PlanRequest(training: training), batch: 1)
    try plan.execute()
    #expect(plan.gradientSize == nil)
    #expect(plan.rate == SGD().rate)
  }

  private func plan(_ clipping: GradientClipping?) -> TrainingConfiguration {
    var configuration = TrainingConfiguration(epochs: 2, batch: 40, rule: SGD(rate: 0.5))
    configuration.clipping = clipping
    return configuration
  }

  private func hash(
    _ clipping: GradientClipping?, threads: Int = 1, units: Int = 8
  ) throws -> String {
    let model = try makeModel([units], threads: threads)
    _ = try Trainer().train(model, on: ToyData(), plan(clipping))
    return try model.weightsHash()
  }

  @Test("changes no bit where gradients are smaller than the limits")
  func loose() throws {
    #expect(try hash(GradientClipping(norm: 1e6, value: 1e6)) == hash(nil))
    #expect(try hash(GradientClipping(norm: 1e-3)) != hash(nil))
    #expect(try hash(GradientClipping(value: 1e-3)) != hash(nil))
  }

  @Test("gives the same bits on any number of threads", arguments: [2, 3])
  func threads(_ threads: Int) throws {
    // More elements than one thread takes at once.
    let clipping = GradientClipping(norm: 0.05, value: 0.01)
    #expect(
      try hash(clipping, threads: threads, units: 64) == hash(clipping, threads: 1, units: 64))
  }

  @Test("tells the mean norm of an epoch and the share of its steps that were cut")
  func summary() throws {
    func gradients(_ clipping: GradientClipping?) throws -> GradientSummary? {
      let model = try makeModel()
      _ = try Trainer().train(model, on: ToyData(), plan(clipping))
      return model.training.history[0].gradients
    }
    #expect(try gradients(nil) == nil)
    let loose = try #require(try gradients(GradientClipping(norm: 1e6)))
    #expect(loose.clipped == 0)
    #expect(loose.norm > 0.01 && loose.norm < 10)
    let tight = try #require(try gradients(GradientClipping(norm: 1e-6)))
    #expect(tight.clipped == 1)
    #expect(tight.norm > 0.01, "the norm is that of before the cut")
    #expect(try #require(try gradients(GradientClipping(value: 1e-6))).clipped == 1)
  }
}
