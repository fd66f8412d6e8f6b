import Foundation
import MNLLearn
import MNLTensor
import Testing

/// The running mean of the weights: against a loop over PyTorch's steps, and in training.
@Suite struct AverageTests {
  /// The golden vectors that `scripts/reference/training_vectors.py` writes.
  private struct Vectors: Decodable {
    let rate, momentum: Double
    let decays: [Double]
    let float64, float32: [String: [Double]]

    init() throws {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<4 { folder.deleteLastPathComponent() }
      let file = folder.appending(path: "Fixtures/reference/averages.json")
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
  }

  private func check<Scalar: EngineScalar>(
    _: Scalar.Type, _ problem: OptimizerVectors.Problem, _ wanted: [String: [Double]],
    within tolerance: Double
  ) throws {
    let vectors = try Vectors()
    for decay in vectors.decays {
      let fed = try FedGradients(problem)
      let sgd = SGD(rate: vectors.rate, momentum: vectors.momentum)
      let training = try fed.graph.minimize(fed.loss, using: AveragedRule(sgd, decay: decay))
      let runner = GraphRunner<Scalar>(graph: fed.graph, pool: ThreadPool(threads: 1))
      try runner.initialize()
      for step in problem.kernelGradients.indices {
        _ = try runner.run([], training: training, feeds: fed.feeds(step, Scalar.self))
      }
      let means = runner.store.state(of: training).slots.flatMap { $0.last?.values ?? [] }
      let expected = try #require(wanted["\(decay)"])
      #expect(means.count == expected.count)
      for (found, wanted) in zip(means, expected) {
        #expect(abs(Double(found) - wanted) <= tolerance, "decay \(decay)")
      }
    }
  }

  @Test("is the mean that a loop over PyTorch's steps gives, in 64 bits")
  func double() throws {
    try check(Double.self, OptimizerVectors().float64, Vectors().float64, within: 1e-12)
  }

  @Test("is the mean that a loop over PyTorch's steps gives, in 32 bits")
  func float() throws {
    try check(Float.self, OptimizerVectors().float32, Vectors().float32, within: 1e-6)
  }

  private func plan(_ average: Double?, epochs: Int = 2) -> TrainingConfiguration {
    var plan = TrainingConfiguration(epochs: epochs, batch: 20, rule: Adam(rate: 0.01))
    plan.average = average
    return plan
  }

  @Test("makes the mean the weights of the model, and judges it after each epoch")
  func takesThePlace() throws {
    let data = ToyData(validation: 30)
    let (model, plain) = (try makeModel(), try makeModel())
    let record = try Trainer().train(model, on: data, plan(0.9))
    _ = try Trainer().train(plain, on: data, plan(nil))
    #expect(try model.weightsHash() != plain.weightsHash())
    let judged = try Evaluator().evaluate(model, on: try #require(data.validation))
    #expect(record.validation == EpochScore(judged))
    // The training itself is the same: only what is judged and kept differs.
    #expect(model.training.history.map(\.loss) == plain.training.history.map(\.loss))
    #expect(
      model.training.history[0].validation?.loss != plain.training.history[0].validation?.loss)
  }

  @Test("keeps nothing of old weights with a decay of 0")
  func noDecay() throws {
    let (model, plain) = (try makeModel(), try makeModel())
    _ = try Trainer().train(model, on: ToyData(), plan(0))
    _ = try Trainer().train(plain, on: ToyData(), plan(nil))
    let found = zip(try model.weights(), try plain.weights())
    for (mean, own) in found {
      for (a, b) in zip(mean.tensor.values, own.tensor.values) { #expect(abs(a - b) < 1e-6) }
    }
  }

  @Test("goes on after a stop as if there had been none", arguments: [5, 12, 17])
  func interruption(_ batches: Int) throws {
    let data = ToyData(validation: 30)
    let (whole, broken) = (try makeModel(), try makeModel())
    _ = try Trainer().train(whole, on: data, plan(0.9))
    _ = try Trainer(isCancelled: StopAfter(batches).ask).train(broken, on: data, plan(0.9))
    _ = try Trainer().finish(broken, on: data)
    #expect(try broken.weightsHash() == whole.weightsHash())
  }

  @Test("begins anew in each training, from the mean of the last one")
  func again() throws {
    let (model, other) = (try makeModel(), try makeModel())
    for model in [model, other] { _ = try Trainer().train(model, on: ToyData(), plan(0.9)) }
    _ = try Trainer().train(model, on: ToyData(), plan(nil, epochs: 1))
    _ = try Trainer().train(other, on: ToyData(), plan(0, epochs: 1))
    let (own, mean) = (try model.weights()[0].tensor.values, try other.weights()[0].tensor.values)
    for (a, b) in zip(own, mean) { #expect(abs(a - b) < 1e-6) }
  }

  @Test("gives the same bits on any number of threads")
  func threads() throws {
    func hash(threads: Int) throws -> String {
      let model = try makeModel([48], threads: threads)
      _ = try Trainer().train(model, on: ToyData(), plan(0.9))
      return try model.weightsHash()
    }
    #expect(try hash(threads: 3) == hash(threads: 1))
  }
}
