import Glibc
import MNLTensor
import Testing

@testable import MNLLearn

@Suite struct GateTraceTests {
  private let examples = ToyData().train

  /// A model of layers that has been trained a little.
  private func trained(_ configuration: ModelConfiguration) throws -> Model {
    let model = try Model(configuration, seed: 3, pool: ThreadPool(threads: 1))
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
    return model
  }

  @Test("hands on what the model computes its answer from", arguments: [[5], [5, 5], [4, 3]])
  func lastState(units: [Int]) throws {
    var configuration = ModelConfiguration(units: units, forgetBias: 0.5)
    configuration.isResidual = units == [5, 5]
    let model = try trained(configuration)
    let trace = try GateTrace(model, layer: units.count - 1, row: 2, of: examples)
    var hidden = Array(trace[.hidden].suffix(trace.units))
    if configuration.isResidual {
      let below = try GateTrace(model, layer: 0, row: 2, of: examples)
      hidden = zip(hidden, below[.hidden].suffix(5)).map { $0 + $1 }
    }
    let weights = try model.weights().suffix(2).map { $0.tensor.values.map(Double.init) }
    let classes = weights[1].count
    var scores = weights[1]
    for (unit, value) in hidden.enumerated() {
      for column in 0..<classes { scores[column] += value * weights[0][unit * classes + column] }
    }
    let answers = try Evaluator().predict(model, rows: [2], of: examples).answers[0]
    for column in 1..<classes {
      let expected = log(Double(answers[column]) / Double(answers[0]))
      #expect(abs(scores[column] - scores[0] - expected) < 1e-4)
    }
  }

  @Test("keeps shares between 0 and 1, and the rest of what is bounded within 1")
  func bounds() throws {
    let trace = try GateTrace(
      try trained(ModelConfiguration(units: [6])), layer: 0, row: 0, of: examples)
    for quantity in GateTrace.Quantity.allCases where quantity != .cell {
      let range = quantity.isShare ? 0.0...1 : -1...1
      #expect(trace[quantity].count == trace.steps * 6)
      #expect(trace[quantity].allSatisfy { range.contains($0) })
    }
  }

  @Test("reads numbers as scaled as the model does")
  func scaled() throws {
    let toy = ToyExamples(
      name: "toy", count: 5, seed: 3, shape: ExampleShape(steps: 4, features: 3, classes: 3))
    var moved = toy
    moved.inputTensor = Tensor([5, 12], toy.inputTensor.values.map { $0 * 4 + 100 })
    func trace(_ examples: ToyExamples, _ scaling: Scaling?) throws -> [Double] {
      let model = try makeModel([5], seed: 2)
      try model.build(for: examples.shape, of: "toy", scaling: scaling)
      return try GateTrace(model, layer: 0, row: 1, of: examples)[.hidden]
    }
    let scaling = Scaling(inputs: (0..<3).map { _ in .init(mean: 100, deviation: 4) })
    for (a, b) in zip(try trace(toy, nil), try trace(moved, scaling)) {
      #expect(abs(a - b) < 1e-4)
    }
  }

  @Test("refuses a row that is not there")
  func noRow() throws {
    let model = try trained(ModelConfiguration(units: [2]))
    #expect(throws: LearnError.self) {
      try GateTrace(model, layer: 0, row: 1_000_000, of: examples)
    }
  }

  @Test("says what keeps a model from being traced")
  func obstacles() {
    var configuration = ModelConfiguration(units: [2])
    #expect(GateTrace.obstacle(to: configuration) == nil)
    configuration.isBidirectional = true
    #expect(GateTrace.obstacle(to: configuration) == .option("bidirectional"))
    configuration.cell = .gru
    #expect(GateTrace.obstacle(to: configuration) == .otherCells(.gru))
  }
}
