import Foundation
import MNLTensor
import Testing

/// Recurrent layers against PyTorch: results, and the gradients of all operands.
@Suite struct RecurrentReferenceTests {
  /// The golden vectors that `scripts/reference/recurrent_vectors.py` writes.
  private struct Vectors: Decodable {
    struct Numbers: Decodable {
      let shape: [Int]
      let data: [Double]
    }
    struct Outcome: Decodable { let operands, weights, results, gradients: [String: Numbers] }
    struct Form: Decodable { let float64, float32: Outcome }
    let forms: [String: Form]

    init() throws {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<4 { folder.deleteLastPathComponent() }
      let file = folder.appending(path: "Fixtures/reference/recurrent.json")
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
  }

  private static let forms = [
    "gru", "gru before", "rnn tanh", "rnn relu", "lstm peepholes", "lstm normalised",
  ]

  /// The results of our layer, by name.
  private func layer(
    _ form: String, _ graph: Graph, _ operands: [String: Node]
  ) throws -> [String: Node] {
    let x = try #require(operands["inputs"])
    let (kernel, bias) = (try #require(operands["kernel"]), try #require(operands["bias"]))
    if form.hasPrefix("lstm") {
      let scales = operands["inputScale"].flatMap { input in
        operands["stateScale"].flatMap { state in
          operands["cell"].map {
            Graph.Normalisation(inputScale: input, stateScale: state, cell: $0)
          }
        }
      }
      let found = try graph.lstm(
        inputs: x, kernel: kernel, bias: bias, normalisation: scales,
        peepholes: operands["peepholes"])
      return ["outputs": found.outputs, "hidden": found.hidden, "cell": found.cell]
    }
    let found =
      switch form {
      case "gru": try graph.gru(inputs: x, kernel: kernel, bias: bias)
      case "gru before":
        try graph.gru(inputs: x, kernel: kernel, bias: bias, resetsAfter: false)
      case "rnn tanh": try graph.rnn(inputs: x, kernel: kernel, bias: bias)
      default: try graph.rnn(inputs: x, kernel: kernel, bias: bias, activation: .relu)
      }
    return ["outputs": found.outputs, "hidden": found.hidden]
  }

  private func check<Scalar: EngineScalar>(
    _: Scalar.Type, _ form: String, _ wanted: Vectors.Outcome, within tolerance: Double
  ) throws {
    let graph = Graph()
    var operands: [String: Node] = [:]
    for (name, numbers) in wanted.operands {
      operands[name] = try graph.variable(
        graph.constant(Tensor<Double>(Shape(numbers.shape), numbers.data)))
    }
    let results = try layer(form, graph, operands)
    var loss = graph.constant(0)
    for (name, result) in results {
      let weights = try #require(wanted.weights[name])
      let weighed = try graph.multiply(
        result, graph.constant(Tensor<Double>(Shape(weights.shape), weights.data)))
      loss = try graph.add(loss, graph.sum(weighed))
    }
    let runner = GraphRunner<Scalar>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let names = results.keys.sorted()
    let plan = runner.plan(
      PlanRequest(
        fetches: names.compactMap { results[$0] }, gradients: Array(operands.values), loss: loss),
      batch: 1)
    let values = try plan.run()
    func compare(_ found: Tensor<Scalar>, _ expected: Vectors.Numbers?, _ name: String) throws {
      let expected = try #require(expected).data
      #expect(found.count == expected.count, "\(name)")
      let worst = zip(found.values, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(worst <= tolerance, "\(name) is off by \(worst)")
    }
    for (name, value) in zip(names, values) { try compare(value, wanted.results[name], name) }
    for (name, operand) in operands {
      try compare(plan.gradient(of: operand), wanted.gradients[name], "the gradient of \(name)")
    }
  }

  @Test("compute what PyTorch computes, in 64 bits", arguments: forms)
  func double(form: String) throws {
    try check(Double.self, form, #require(Vectors().forms[form]).float64, within: 1e-12)
  }

  @Test("compute what PyTorch computes, in 32 bits", arguments: forms)
  func float(form: String) throws {
    try check(Float.self, form, #require(Vectors().forms[form]).float32, within: 2e-5)
  }

  @Test("every form of the file is compared")
  func isComplete() throws {
    #expect(try Set(Vectors().forms.keys) == Set(Self.forms))
  }
}
