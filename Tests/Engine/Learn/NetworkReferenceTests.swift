import Foundation
import MNLLearn
import MNLTensor
import Testing

/// What lies between and around layers, against PyTorch.
@Suite struct NetworkReferenceTests {
  private struct Values: Decodable {
    let name: String?
    let shape: [Int]
    let data: [Double]
    func tensor<Scalar: EngineScalar>(_ type: Scalar.Type = Scalar.self) -> Tensor<Scalar> {
      Tensor(Shape(shape), data.map { Scalar($0) })
    }
  }

  private struct Case: Decodable {
    let units: [Int]
    let bidirectional, residual: Bool
    let pooling: String
    let embedding: Int
    let inputs, labels, logits: Values
    let weights, gradients: [Values]
    let loss: Double
  }

  private struct LayerNorm: Decodable {
    let epsilon: Double
    let weights, result: Values
    let operands, gradients: [Values]
  }

  private struct Padded: Decodable {
    let lengths, weights, states, result: Values
    let operands, gradients: [Values]
  }

  private struct File: Decodable {
    let tokens: Int
    let cases: [String: Case]
    let layerNorm: LayerNorm
    let padded: Padded

    init() throws {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<3 { folder.deleteLastPathComponent() }
      let file = folder.appending(path: "Fixtures/reference/networks.json")
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
  }

  private static let names = [
    "bidirectional-mean", "bidirectional-last", "residual-max", "attention",
    "bidirectional-residual-attention", "embedding-last", "everything",
  ]

  @Test("networks compute PyTorch's logits, loss and gradients", arguments: names)
  func network(_ name: String) throws {
    try check(name, Double.self, within: 1e-10)
    try check(name, Float.self, within: 2e-5)
  }

  @Test("the file has no case that is not checked")
  func complete() throws {
    #expect(try Set(File().cases.keys) == Set(Self.names))
  }

  private func check<Scalar: EngineScalar>(
    _ name: String, _ type: Scalar.Type, within tolerance: Double
  ) throws {
    let file = try File()
    let vectors = try #require(file.cases[name])
    var configuration = ModelConfiguration(units: vectors.units)
    configuration.isBidirectional = vectors.bidirectional
    configuration.isResidual = vectors.residual
    configuration.pooling = try #require(.init(rawValue: vectors.pooling))
    if vectors.embedding > 0 {
      configuration.embedding = vectors.embedding
      configuration.vocabulary = file.tokens
    }
    let sizes = vectors.inputs.shape
    let network = try Network(
      configuration,
      for: ExampleShape(steps: sizes[1], features: sizes[2], classes: vectors.labels.shape[1]))
    #expect(network.parameters.map(\.name) == vectors.weights.map(\.name))
    let runner = GraphRunner<Scalar>(graph: network.graph, pool: ThreadPool(threads: 1))
    for (node, value) in zip(network.parameters, vectors.weights) {
      try runner.store.set(node, value.tensor())
    }
    let hasNumbers = vectors.embedding == 0
    let nodes = network.parameters + (hasNumbers ? [network.inputs] : [])
    let plan = Plan(
      PlanRequest(
        fetches: [network.logits, network.loss], gradients: nodes, loss: network.loss),
      batch: sizes[0], store: runner.store, pool: runner.pool)
    try plan.feed(
      network.inputs, vectors.inputs.tensor().reshaped([sizes[0], sizes[1] * sizes[2]]))
    try plan.feed(network.labels, vectors.labels.tensor())
    let found = try plan.run()
    expect(found[0], vectors.logits, within: tolerance)
    #expect(abs(Double(found[1][0]) - vectors.loss) <= tolerance * vectors.loss)
    #expect(vectors.gradients.count == nodes.count)
    for (node, wanted) in zip(nodes, vectors.gradients) {
      expect(plan.gradient(of: node), wanted, within: tolerance)
    }
  }

  @Test("layer-norm computes PyTorch's results and gradients")
  func layerNorm() throws {
    let vectors = try File().layerNorm
    let graph = Graph()
    let operands = try vectors.operands.map {
      try graph.variable(graph.constant($0.tensor(Double.self)))
    }
    let result = try graph.layerNorm(
      operands[0], scale: operands[1], offset: operands[2], epsilon: vectors.epsilon)
    let loss = try graph.sum(
      graph.multiply(result, graph.constant(vectors.weights.tensor(Double.self))))
    let runner = GraphRunner<Double>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let plan = runner.plan(
      PlanRequest(fetches: [result], gradients: operands, loss: loss), batch: 1)
    expect(try plan.run()[0], vectors.result, within: 1e-10)
    for (operand, wanted) in zip(operands, vectors.gradients) {
      expect(plan.gradient(of: operand), wanted, within: 1e-10)
    }
  }

  @Test("padded sequences give what PyTorch makes of packed ones, in both directions")
  func padded() throws {
    let vectors = try File().padded
    let graph = Graph()
    let lengths = graph.constant(vectors.lengths.tensor(Double.self))
    let operands = try vectors.operands.map {
      try graph.variable(graph.constant($0.tensor(Double.self)), name: $0.name)
    }
    let x = operands[4]
    let forward = try graph.lstm(inputs: x, kernel: operands[0], bias: operands[1]).outputs
    let backward = try graph.lstm(
      inputs: graph.reverse(x, lengths: lengths), kernel: operands[2], bias: operands[3])
    let states = try graph.concatenate([
      forward, graph.reverse(backward.outputs, lengths: lengths),
    ])
    let result = try graph.concatenate([
      graph.mean(states, axis: 1, lengths: lengths), graph.max(states, axis: 1, lengths: lengths),
    ])
    let loss = try graph.sum(
      graph.multiply(result, graph.constant(vectors.weights.tensor(Double.self))))
    let runner = GraphRunner<Double>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    // Twice reversed, as only the steps that count stay.
    let counted = try graph.reverse(graph.reverse(states, lengths: lengths), lengths: lengths)
    let plan = runner.plan(
      PlanRequest(fetches: [result, counted], gradients: operands, loss: loss), batch: 1)
    let found = try plan.run()
    expect(found[0], vectors.result, within: 1e-10)
    expect(found[1], vectors.states, within: 1e-10)
    for (operand, wanted) in zip(operands, vectors.gradients) {
      expect(plan.gradient(of: operand), wanted, within: 1e-10)
    }
  }

  /// Expects elements to differ by at most `tolerance` times the largest expected one.
  private func expect<Scalar: EngineScalar>(
    _ found: Tensor<Scalar>, _ wanted: Values, within tolerance: Double
  ) {
    #expect(found.count == wanted.data.count)
    let scale = wanted.data.map { abs($0) }.max() ?? 1
    let worst = zip(found.values, wanted.data).map { abs(Double($0) - $1) }.max() ?? 0
    #expect(worst <= tolerance * scale, "\(wanted.name ?? ""): off by \(worst) of \(scale)")
  }
}
