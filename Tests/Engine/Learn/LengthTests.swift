import Glibc
import MNLTensor
import Testing

@testable import MNLLearn

/// Sequences of several lengths: what fills up the shorter ones must not matter.
@Suite struct LengthTests {
  /// Toy sequences that end early, the row's number of steps being `row % 7`, with as much filling as
  /// wanted.
  struct Padded: Examples {
    let name = "padded"
    let count: Int
    let shape: ExampleShape
    let inputs: any RowSource<Float>
    let labels: any RowSource<Float>
    let lengths: (any RowSource<Float>)?
    var scaling: Scaling?

    /// - Parameters:
    ///   - extra: How many steps more than the longest have.
    ///   - filler: What stands after the ends.
    ///   - isPerStep: Whether something is asked at each step.
    ///   - lengthOf: How many steps a row has.
    init(extra: Int, filler: Float, isPerStep: Bool = false, lengthOf: (Int) -> Int = { $0 % 7 }) {
      let toy = ToyExamples(
        name: "toy", count: 42, seed: 5, shape: ExampleShape(steps: 6, features: 3, classes: 3))
      let steps = 6 + extra
      count = toy.count
      shape = ExampleShape(
        steps: steps, features: 3, targets: isPerStep ? .stepClasses(3) : .classes(3),
        hasLengths: true)
      let lengths = (0..<toy.count).map(lengthOf)
      var (inputs, labels) = ([Float](), [Float]())
      for (row, length) in lengths.enumerated() {
        let own = (0..<length * 3).map { toy.inputTensor[row * 18 + $0] }
        inputs += own + Array(repeating: filler, count: (steps - length) * 3)
        guard isPerStep else {
          labels += (0..<3).map { toy.labelTensor[row * 3 + $0] }
          continue
        }
        for step in 0..<length {
          let numbers = own[step * 3..<step * 3 + 3]
          labels += numbers.map { $0 == numbers.max() ? 1 : 0 }
        }
        for _ in length..<steps { labels += [filler == 0 ? 0 : 1, 0, 0] }
      }
      self.inputs = Tensor([count, steps * 3], inputs)
      self.labels = Tensor([count, shape.targetWidth], labels)
      self.lengths = Tensor([count], lengths.map(Float.init))
    }
  }

  /// A network, and whether something is asked at each step.
  struct Net: CustomTestStringConvertible {
    var cell = ModelConfiguration.Cell.lstm
    var pooling = ModelConfiguration.Pooling.last
    var isBidirectional = false
    var isPerStep = false
    var peepholes = false

    var testDescription: String {
      "\(cell) \(pooling) \(isBidirectional) \(isPerStep) \(peepholes)"
    }

    func model() throws -> Model {
      var configuration = ModelConfiguration(units: [5, 5])
      configuration.cell = cell
      configuration.pooling = pooling
      configuration.isBidirectional = isBidirectional
      configuration.isResidual = true
      configuration.form.hasPeepholes = peepholes
      return try Model(configuration, seed: 4, pool: ThreadPool(threads: 1))
    }
  }

  static let nets = [
    Net(), Net(pooling: .mean), Net(pooling: .max), Net(pooling: .attention),
    Net(isPerStep: true), Net(peepholes: true), Net(cell: .gru), Net(cell: .rnn),
    Net(cell: .gru, pooling: .attention, isBidirectional: true),
    Net(isBidirectional: true), Net(isBidirectional: true, isPerStep: true),
  ]

  private func trained(_ net: Net, on examples: Padded) throws -> (Model, TrainingRecord) {
    let model = try net.model()
    let record = try Trainer().train(
      model, on: ToyData(train: examples), plan(epochs: 2, batch: 14))
    return (model, record)
  }

  private func answers(_ model: Model, _ rows: [Int], _ examples: Padded) throws -> [[Float]] {
    try Evaluator().predict(model, rows: rows, of: examples).answers
  }

  private func distance(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).map { ($0 - $1).magnitude }.max() ?? 0
  }

  @Test(
    "more filling, of whatever, changes neither losses nor weights nor answers", arguments: nets,
    [(0, 5), (3, 0), (10, -2)])
  func padding(_ net: Net, _ filling: (extra: Int, filler: Float)) throws {
    let plain = Padded(extra: 0, filler: 0, isPerStep: net.isPerStep)
    let filled = Padded(
      extra: filling.extra, filler: filling.filler, isPerStep: net.isPerStep)
    let (first, second) = (try trained(net, on: plain), try trained(net, on: filled))
    #expect(abs(first.1.loss - second.1.loss) < 1e-6)
    for (a, b) in zip(try first.0.weights(), try second.0.weights()) {
      #expect(distance(a.tensor.values, b.tensor.values) < 1e-5, "\(a.name)")
    }
    let (found, other) = (
      try Evaluator().evaluate(first.0, on: plain), try Evaluator().evaluate(second.0, on: filled)
    )
    #expect(abs(found.loss - other.loss) < 1e-5)
    #expect(found.confusion == other.confusion)
  }

  @Test("an answer does not depend on the other sequences of its batch", arguments: nets)
  func order(_ net: Net) throws {
    let examples = Padded(extra: 2, filler: 0, isPerStep: net.isPerStep)
    let model = try trained(net, on: examples).0
    let all = try answers(model, Array(0..<42), examples)
    let reversed = try answers(model, (0..<42).reversed(), examples)
    for row in 0..<42 {
      let used = examples.shape.targets.isPerStep ? row % 7 * 3 : 3
      let own = Array(all[row].prefix(used))
      #expect(distance(own, Array(reversed[41 - row].prefix(used))) < 1e-6)
      guard row < 8 else { continue }
      #expect(distance(own, Array(try answers(model, [row], examples)[0].prefix(used))) < 1e-6)
    }
  }

  @Test("a sequence without steps is answered from a state of zeros", arguments: nets)
  func none(_ net: Net) throws {
    let examples = Padded(extra: 1, filler: 0, isPerStep: net.isPerStep)
    let model = try trained(net, on: examples).0
    guard let bias = try model.weights().last?.tensor.values.map(Double.init) else { return }
    let sum = bias.map(exp).reduce(0, +)
    let expected = bias.map { Float(exp($0) / sum) }
    #expect(distance(Array(try answers(model, [7], examples)[0].prefix(3)), expected) < 1e-6)
  }

  @Test("nothing is asked of sequences without steps, and training is not harmed", arguments: nets)
  func allEmpty(_ net: Net) throws {
    let examples = Padded(extra: 0, filler: 3, isPerStep: net.isPerStep) { _ in 0 }
    let (model, record) = try trained(net, on: examples)
    #expect(record.loss.isFinite)
    #expect(try model.weights().allSatisfy { $0.tensor.isFinite })
    let found = try Evaluator().evaluate(model, on: examples)
    #expect(found.loss.isFinite && found.score.isFinite)
    if net.isPerStep { #expect(record.loss == 0 && found.loss == 0) }
  }

  @Test("scaled numbers count as little after the end as others")
  func scaled() throws {
    var (plain, filled) = (Padded(extra: 0, filler: 0), Padded(extra: 4, filler: 0))
    let scaling = Scaling(inputs: (0..<3).map { _ in .init(mean: 9, deviation: 0.1) })
    (plain.scaling, filled.scaling) = (scaling, scaling)
    for net in Self.nets where !net.isPerStep {
      let (first, second) = (try trained(net, on: plain), try trained(net, on: filled))
      let rows = Array(0..<42)
      for (a, b) in zip(try answers(first.0, rows, plain), try answers(second.0, rows, filled)) {
        #expect(distance(a, b) < 1e-4)
      }
    }
  }

  @Test("a file keeps that a model reads sequences of any length")
  func file() throws {
    let (folder, examples) = (try TemporaryFolder(), Padded(extra: 1, filler: 0))
    let model = try trained(Net(), on: examples).0
    try model.save(to: folder.file("m"))
    let opened = try Model(opening: folder.file("m"), pool: ThreadPool(threads: 1))
    #expect(opened.shape == examples.shape)
    let rows = Array(0..<42)
    #expect(try answers(opened, rows, examples) == answers(model, rows, examples))
  }

  @Test("a training of them goes on from its checkpoint as if it had never stopped")
  func checkpoint() throws {
    let (folder, examples) = (try TemporaryFolder(), Padded(extra: 1, filler: 0))
    var configuration = plan(epochs: 2, batch: 14)
    configuration.isBucketed = true
    let whole = try Net().model()
    _ = try Trainer().train(whole, on: ToyData(train: examples), configuration)
    configuration.checkpoints = CheckpointPlan(
      path: folder.file("c"), every: 1, unit: .epoch, keep: 0)
    let first = try Net().model()
    let stop = StopAfter(4)
    _ = try Trainer(isCancelled: stop.ask).train(
      first, on: ToyData(train: examples), configuration)
    let second = try Net().model()
    _ = try Trainer().resume(
      second, on: ToyData(train: examples), configuration,
      from: Checkpoint(opening: folder.file("c")))
    #expect(try second.weightsHash() == whole.weightsHash())
  }

  @Test("a model of sequences of one length refuses those of several, and says both")
  func refused() throws {
    let model = try makeModel()
    try model.build(for: ToyData().train)
    let examples = Padded(extra: 0, filler: 0)
    #expect(
      throws: LearnError.dataDoNotFit(
        data: "padded", found: examples.shape, expected: ToyData().train.shape)
    ) { try model.build(for: examples) }
    #expect("\(examples.shape)" == "up to 6 steps of 3 numbers and 3 classes")
  }

  @Test("batches of similar lengths are refused where all have one")
  func nothingToBucket() throws {
    var configuration = plan(epochs: 1)
    configuration.isBucketed = true
    let data = ToyData()
    #expect(throws: LearnError.nothingToBucket(shape: data.train.shape, data: data.train.name)) {
      try Trainer().train(try makeModel(), on: data, configuration)
    }
  }

  @Test("gates are traced up to the end of a sequence")
  func gates() throws {
    let examples = Padded(extra: 4, filler: 8)
    let model = try trained(Net(), on: examples).0
    let trace = try GateTrace(model, layer: 0, row: 4, of: examples)
    #expect(trace.steps == 4)
    let all = try GateTrace(model, layer: 0, row: 4, of: Padded(extra: 4, filler: -3))
    #expect(trace[.hidden] == all[.hidden])
  }
}
