import MNLLearn
import MNLTensor
import Testing

@Suite struct ModelTests {
  private static let digits = ExampleShape(steps: 28, features: 28, classes: 10)

  private func tutorial(seed: UInt64 = 1) throws -> Model {
    let model = try makeModel([100], seed: seed)
    try model.build(for: Self.digits, of: "mnist train")
    return model
  }

  @Test("has the tutorial's 52,610 parameters under their names")
  func tutorialSize() throws {
    let summary = try tutorial().summary
    #expect(summary.parameterCount == 52_610)
    #expect(summary.layers.map(\.name) == ["lstm.0", "output"])
    #expect(summary.layers.map(\.parameterCount) == [51_600, 1010])
    #expect(summary.layers.map(\.output?.description) == ["[none, 100]", "[none, 10]"])
    let parameters = summary.layers.flatMap { $0.parameters ?? [] }
    #expect(
      parameters.map(\.name)
        == ["lstm.0.kernel", "lstm.0.bias", "output.kernel", "output.bias"])
    #expect(parameters.map(\.sizes) == [[128, 400], [400], [100, 10], [10]])
  }

  @Test("starts with the tutorial's first weights")
  func firstWeights() throws {
    let weights = try tutorial().weights().map(\.tensor.values)
    func deviation(_ values: [Float]) -> Double {
      let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
      let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      return (squares / Double(values.count)).squareRoot()
    }
    #expect(weights[0].allSatisfy { abs($0) <= 0.106_600_4 })
    #expect(abs(deviation(weights[0]) / 0.06155 - 1) < 0.02)
    #expect(weights[1].allSatisfy { $0 == 0 })
    #expect(weights[2].allSatisfy { abs($0) < 0.2 })
    #expect(abs(deviation(weights[2]) / 0.087963 - 1) < 0.07)
    #expect(weights[3].allSatisfy { $0 == 0.1 })
  }

  @Test("draws the same weights from the same seed, others from another")
  func seeds() throws {
    let first = try tutorial().weightsHash()
    #expect(first.count == 64)
    #expect(try tutorial().weightsHash() == first)
    #expect(try tutorial(seed: 2).weightsHash() != first)
  }

  @Test("gives another hash for another bit in any tensor", arguments: 0..<4)
  func hash(tensor: Int) throws {
    let model = try makeModel([3])
    try model.build(for: ExampleShape(steps: 2, features: 3, classes: 2), of: "data")
    let before = try model.weightsHash()
    var weights = try model.weights().map(\.tensor)
    let last = weights[tensor].count - 1
    weights[tensor][last] = weights[tensor][last].nextUp
    try model.setWeights(weights)
    #expect(try model.weightsHash() != before)
  }

  @Test("adds the forget bias that it was made with")
  func forgetBias() throws {
    func shares(_ bias: Double) throws -> [[Float]] {
      let data = ToyData(count: 1).train
      let model = try Model(
        ModelConfiguration(units: [4], forgetBias: bias), seed: 1, pool: ThreadPool(threads: 1))
      try model.build(for: data.shape, of: data.name)
      return try Evaluator().predict(model, rows: [0], of: data).answers
    }
    #expect(try shares(0) != shares(1))
  }

  @Test("knows nothing of its sizes before it saw data")
  func beforeData() throws {
    let model = try makeModel([100])
    #expect(model.summary.parameterCount == nil)
    #expect(model.summary.layers.map(\.name) == ["lstm.0", "output"])
    #expect(throws: LearnError.notBuilt) { _ = try model.weights() }
  }

  @Test("stacks layers of different widths on all hidden states")
  func stack() throws {
    let model = try makeModel([12, 5])
    try model.build(for: Self.digits, of: "mnist train")
    #expect(
      model.summary.layers.map(\.output?.description) == [
        "[none, 28, 12]", "[none, 5]", "[none, 10]",
      ])
    #expect(model.summary.layers[1].parameters?[0].sizes == [17, 20])
  }

  @Test("refuses data of another shape and names both")
  func otherShape() throws {
    let model = try tutorial()
    let found = ExampleShape(steps: 6, features: 3, classes: 3)
    let error = try #require(throws: LearnError.self) {
      try model.build(for: found, of: "toy train")
    }
    #expect(error == .dataDoNotFit(data: "toy train", found: found, expected: Self.digits))
    #expect(
      error.message == "toy train has 6 steps of 3 numbers and 3 classes, "
        + "the model expects 28 steps of 28 numbers and 10 classes")
  }

  @Test(
    "refuses settings that no network has",
    arguments: [[], [0], [-3], [65_537], Array(repeating: 1, count: 257)])
  func settings(_ units: [Int]) {
    #expect(throws: LearnError.self) { _ = try makeModel(units) }
  }

  @Test("refuses more parameters than memory could hold")
  func tooLarge() throws {
    let model = try makeModel([65_536])
    #expect(throws: LearnError.self) { try model.build(for: Self.digits, of: "mnist train") }
  }
}
