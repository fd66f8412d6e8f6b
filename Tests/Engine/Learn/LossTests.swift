import Foundation
import MNLLearn
import MNLTensor
import Testing

/// Every loss and its gradient against PyTorch, and what training makes of smoothing and weights.
@Suite struct LossTests {
  /// The golden vectors that `scripts/reference/training_vectors.py` writes.
  private struct Vectors: Decodable {
    struct Outcome: Decodable {
      let loss: Double
      let gradient: [Double]
    }
    struct Case: Decodable { let float64, float32: Outcome }
    let classes: [Int]
    let weights: [Double]
    let predictions, targets: ReferenceVectors.Values
    let cases: [String: Case]

    init() throws {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<3 { folder.deleteLastPathComponent() }
      let file = folder.appending(path: "Fixtures/reference/losses.json")
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    /// The labels, one-hot.
    func labels<Scalar: EngineScalar>() -> Tensor<Scalar> {
      Tensor([classes.count, weights.count]) { buffer in
        for (row, label) in classes.enumerated() { buffer[row * weights.count + label] = 1 }
      }
    }
  }

  private static let names = [
    "cross-entropy", "cross-entropy smoothing", "cross-entropy weights", "cross-entropy both",
    "cross-entropy rows", "binary-cross-entropy", "mse", "mae", "huber", "huber delta",
  ]

  /// Our loss of a case, of predictions and targets, or labels.
  private func loss(
    _ name: String, _ graph: Graph, _ x: Node, _ y: Node, labels: Node, weights: [Double]
  ) throws -> Node {
    func entropy(_ smoothing: Double, _ weights: [Double]?) throws -> Node {
      let rows = try graph.crossEntropy(
        logits: x, labels: labels, smoothing: smoothing, weights: weights)
      guard let weights, name != "cross-entropy rows" else { return try graph.mean(rows) }
      let counted = try graph.multiply(
        labels, graph.constant(Tensor<Double>([weights.count], weights)))
      return try graph.divide(graph.sum(rows), graph.sum(counted))
    }
    switch name {
    case "cross-entropy": return try entropy(0, nil)
    case "cross-entropy smoothing": return try entropy(0.15, nil)
    case "cross-entropy weights": return try entropy(0, weights)
    case "cross-entropy both", "cross-entropy rows": return try entropy(0.15, weights)
    case "binary-cross-entropy":
      return try graph.mean(graph.binaryCrossEntropy(logits: x, labels: graph.sigmoid(y)))
    case "mse": return try graph.mean(graph.squaredError(x, y))
    case "mae": return try graph.mean(graph.absoluteError(x, y))
    case "huber": return try graph.mean(graph.huberError(x, y))
    case "huber delta": return try graph.mean(graph.huberError(x, y, delta: 0.4))
    default: throw Unknown(name: name)
    }
  }

  private struct Unknown: Error { let name: String }

  private func check<Scalar: EngineScalar>(
    _ name: String, _: Scalar.Type, _ wanted: Vectors.Outcome, within tolerance: Double
  ) throws {
    let vectors = try Vectors()
    let graph = Graph()
    let rows = Shape(batchTimes: 1, [3])
    let (x, y, labels) = (
      graph.placeholder(rows), graph.placeholder(rows), graph.placeholder(rows)
    )
    let loss = try loss(name, graph, x, y, labels: labels, weights: vectors.weights)
    let plan = Plan<Scalar>(
      PlanRequest(fetches: [loss], gradients: [x], loss: loss), batch: 4,
      store: VariableStore(graph: graph), pool: ThreadPool(threads: 1))
    try plan.feed(x, vectors.predictions.tensor())
    try plan.feed(y, vectors.targets.tensor())
    try plan.feed(labels, vectors.labels())
    let found = try plan.run()[0][0]
    #expect(abs(Double(found) - wanted.loss) <= tolerance)
    let gradient = plan.gradient(of: x).values
    #expect(gradient.count == wanted.gradient.count)
    for (found, wanted) in zip(gradient, wanted.gradient) {
      #expect(abs(Double(found) - wanted) <= tolerance)
    }
  }

  @Test("is PyTorch's in 64 bits, with its gradient", arguments: names)
  func double(_ name: String) throws {
    let wanted = try #require(Vectors().cases[name])
    try check(name, Double.self, wanted.float64, within: 1e-12)
  }

  @Test("is PyTorch's in 32 bits, with its gradient", arguments: names)
  func float(_ name: String) throws {
    let wanted = try #require(Vectors().cases[name])
    try check(name, Float.self, wanted.float32, within: 2e-6)
  }

  @Test("has a test of every case")
  func noCaseIsForgotten() throws {
    #expect(try Set(Vectors().cases.keys) == Set(Self.names))
  }

  private func hash(_ settings: LossSettings, data: ToyData = ToyData()) throws -> String {
    let model = try makeModel()
    var plan = plan(epochs: 2)
    plan.loss = settings
    _ = try Trainer().train(model, on: data, plan)
    return try model.weightsHash()
  }

  @Test("trains as ever with weights of 1 but for rounding, and otherwise with others")
  func settingsMatter() throws {
    let plain = try hash(LossSettings())
    #expect(try hash(LossSettings(smoothing: 0.1)) != plain)
    #expect(try hash(LossSettings(weights: .given([1, 2, 3]))) != plain)
  }

  /// Data with 1, 3 and 8 examples of the classes.
  private func uneven() -> ToyData {
    let shape = ExampleShape(steps: 6, features: 3, classes: 3)
    var examples = ToyExamples(name: "toy train", count: 12, seed: 7, shape: shape)
    for row in 0..<12 {
      let label = row == 0 ? 0 : row < 4 ? 1 : 2
      for c in 0..<3 { examples.labelTensor[row * 3 + c] = c == label ? 1 : 0 }
    }
    return ToyData(train: examples)
  }

  @Test("balances classes by how rare they are among the training examples")
  func balanced() throws {
    func weights(_ settings: LossSettings) throws -> [Float] {
      let model = try makeModel()
      var plan = plan(epochs: 3, batch: 6)
      plan.loss = settings
      _ = try Trainer().train(model, on: uneven(), plan)
      return try model.weights().flatMap(\.tensor.values)
    }
    let given: [Double] = [12.0 / 3, 12.0 / 9, 12.0 / 24]
    #expect(
      try weights(LossSettings(weights: .balanced)) == weights(LossSettings(weights: .given(given)))
    )
  }

  @Test("counts the classes of more examples than are looked at together")
  func balancedLarge() throws {
    let shape = ExampleShape(steps: 1, features: 2, classes: 2)
    var examples = ToyExamples(name: "toy train", count: 5000, seed: 7, shape: shape)
    // The rare class is at the very end.
    for row in 0..<5000 {
      for c in 0..<2 { examples.labelTensor[row * 2 + c] = (row < 4900) == (c == 0) ? 1 : 0 }
    }
    func weights(_ classes: LossSettings.ClassWeights) throws -> [Float] {
      let model = try makeModel([2])
      var plan = plan(epochs: 1, batch: 1000)
      plan.loss = LossSettings(weights: classes)
      _ = try Trainer().train(model, on: ToyData(train: examples), plan)
      return try model.weights().flatMap(\.tensor.values)
    }
    let given: [Double] = [5000.0 / 9800, 5000.0 / 200]
    #expect(try weights(.balanced) == weights(.given(given)))
  }

  @Test("refuses class weights that are not as many as classes, naming both numbers")
  func wrongCount() throws {
    let error = try #require(throws: LearnError.self) {
      _ = try hash(LossSettings(weights: .given([1, 2])))
    }
    #expect(error.message == "2 class weights for the 3 classes of toy train")
    #expect(error.help == "give 3 of them, in the order of the classes")
  }

  @Test("keeps the moments when the loss changes, for the rule stays the same")
  func momentsGoOn() throws {
    let (model, other) = (try makeModel(), try makeModel())
    var smoothed = plan(epochs: 1)
    // So little that the gradients are the same numbers.
    smoothed.loss = LossSettings(smoothing: 1e-30)
    for model in [model, other] { _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1)) }
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
    _ = try Trainer().train(other, on: ToyData(), smoothed)
    #expect(try model.weightsHash() == other.weightsHash())
  }
}
