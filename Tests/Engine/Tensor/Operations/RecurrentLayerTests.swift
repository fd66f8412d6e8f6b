import MNLTensor
import Testing

/// A form of a recurrent layer, with what it needs.
enum LayerForm: String, CaseIterable, Sendable {
  case lstm, gru, before, rnn, relu, peepholes, normalised

  /// Blocks of columns of the kernel.
  var columns: Int {
    switch self {
    case .gru, .before: 3
    case .rnn, .relu: 1
    default: 4
    }
  }

  /// Blocks of the bias, then of what else is learned.
  var vectors: [Int] {
    switch self {
    case .gru, .lstm: [4]
    case .before: [3]
    case .rnn, .relu: [1]
    case .peepholes: [4, 3]
    case .normalised: [4, 4, 4, 2]
    }
  }

  /// Applies the layer to inputs, a kernel, and vectors.
  func apply(
    _ graph: Graph, _ x: Node, _ kernel: Node, _ vectors: [Node], lengths: Node?, dropout: Double
  ) throws -> [Node] {
    let bias = vectors[0]
    switch self {
    case .gru, .before:
      let found = try graph.gru(
        inputs: x, kernel: kernel, bias: bias, lengths: lengths, resetsAfter: self == .gru,
        dropout: dropout)
      return [found.outputs, found.hidden]
    case .rnn, .relu:
      let found = try graph.rnn(
        inputs: x, kernel: kernel, bias: bias, lengths: lengths,
        activation: self == .relu ? .relu : .tanh, dropout: dropout)
      return [found.outputs, found.hidden]
    case .lstm, .peepholes, .normalised:
      let found = try graph.lstm(
        inputs: x, kernel: kernel, bias: bias, lengths: lengths,
        normalisation: self == .normalised
          ? .init(inputScale: vectors[1], stateScale: vectors[2], cell: vectors[3]) : nil,
        peepholes: self == .peepholes ? vectors[1] : nil, dropout: dropout)
      return [found.outputs, found.hidden, found.cell]
    }
  }
}

/// A layer that is run once, with a loss that reaches all of its results.
struct LayerRun {
  var form: LayerForm
  var steps = 3
  var inputs = 5
  var units = 9
  var layers = 1
  var threads = 2
  var dropout = 0.0

  /// Results of a run that trains, of one that does not, and gradients of inputs and weights.
  struct Outcome<Scalar: EngineScalar> {
    var results: [Tensor<Scalar>]
    var answers: [Tensor<Scalar>]
    var gradients: [Tensor<Scalar>]
  }

  /// Runs it on sequences `[rows, steps, inputs]`, perhaps with lengths.
  func outcome<Scalar: EngineScalar>(
    on x: Tensor<Scalar>, lengths: [Int]? = nil
  ) throws -> Outcome<Scalar> {
    var stream = RandomStream(seed: 11, purpose: .initialisation)
    func tensor(_ shape: Shape, scale: Double) -> Tensor<Scalar> {
      Tensor(shape) { buffer in
        for i in 0..<buffer.count { buffer[i] = Scalar(Float(stream.normal() * scale)) }
      }
    }
    let graph = Graph()
    let sequences = graph.placeholder(Shape(batchTimes: 1, [steps, inputs]))
    let counted = graph.placeholder(Shape(batchTimes: 1, []))
    let kernel = try graph.variable(
      graph.constant(tensor([inputs + units, form.columns * units], scale: 0.3)))
    let vectors = try form.vectors.map {
      try graph.variable(graph.constant(tensor([$0 * units], scale: 0.5)))
    }
    var results = [sequences]
    for _ in 0..<layers {
      results = try form.apply(
        graph, results[0], kernel, vectors, lengths: lengths == nil ? nil : counted,
        dropout: dropout)
    }
    // Each element of the states counts differently; the steps, all alike.
    var loss = graph.constant(0)
    for result in results {
      let weights = graph.constant(tensor([units], scale: 1))
      loss = try graph.add(loss, graph.sum(graph.multiply(result, weights)))
    }
    let runner = GraphRunner<Scalar>(graph: graph, pool: ThreadPool(threads: threads))
    try runner.initialize()
    let rows = x.shape.fixedSizes[0]
    let learned = [sequences, kernel] + vectors
    var feeds: [GraphRunner<Scalar>.Feed] = [(sequences, x)]
    if let lengths { feeds.append((counted, Tensor([rows], lengths.map { Scalar($0) }))) }
    let plan = runner.plan(
      PlanRequest(fetches: results, gradients: learned, loss: loss), batch: rows)
    for feed in feeds { try plan.feed(feed.placeholder, feed.value) }
    return Outcome(
      results: try plan.run(), answers: try runner.run(results, feeds: feeds),
      gradients: learned.map { plan.gradient(of: $0) })
  }

  /// Sequences of normal draws.
  static func sequences<Scalar: EngineScalar>(
    _ shape: Shape, seed: UInt64 = 3
  ) -> Tensor<Scalar> {
    var stream = RandomStream(seed: seed, purpose: .shuffling)
    return Tensor(shape) { buffer in
      for i in 0..<buffer.count { buffer[i] = Scalar(Float(stream.normal())) }
    }
  }
}

@Suite struct RecurrentLayerTests {
  private func expectAgreement(
    _ run: LayerRun, rows: Int, lengths: [Int]? = nil
  ) throws {
    let shape: Shape = [rows, run.steps, run.inputs]
    let single = try run.outcome(on: LayerRun.sequences(shape) as Tensor<Float>, lengths: lengths)
    let double = try run.outcome(
      on: LayerRun.sequences(shape) as Tensor<Double>, lengths: lengths)
    for (found, expected) in [
      (single.results, double.results), (single.answers, double.answers),
      (single.gradients, double.gradients),
    ] {
      for (number, (found, expected)) in zip(found, expected).enumerated() {
        let scale = max(1, expected.values.map(abs).max() ?? 0)
        let worst = zip(found.values, expected.values).map { abs(Double($0) - $1) }.max() ?? 0
        // Written so that what is no number fails.
        #expect(worst / scale < 3e-5, "tensor \(number): off by \(worst) of \(scale)")
      }
    }
  }

  @Test(
    "agree in Float with the formulas in Double, for any number of units",
    arguments: LayerForm.allCases, oddSizes)
  func units(form: LayerForm, units: Int) throws {
    try expectAgreement(LayerRun(form: form, units: units), rows: 9)
  }

  @Test("and for any number of inputs", arguments: [LayerForm.gru, .before, .rnn], oddSizes)
  func inputs(form: LayerForm, inputs: Int) throws {
    try expectAgreement(LayerRun(form: form, steps: 2, inputs: inputs, units: 12), rows: 5)
  }

  @Test("and for any batch", arguments: [LayerForm.gru, .before, .normalised], oddSizes)
  func rows(form: LayerForm, rows: Int) throws {
    try expectAgreement(LayerRun(form: form, steps: 2, inputs: 3, units: 20), rows: rows)
  }

  @Test("and with lengths and recurrent dropout", arguments: LayerForm.allCases)
  func options(form: LayerForm) throws {
    try expectAgreement(
      LayerRun(form: form, units: 20, dropout: 0.4), rows: 9,
      lengths: [3, 0, 1, 2, 3, 3, 1, 0, 2])
  }

  @Test("and for two layers of one kernel, whose gradients add up", arguments: LayerForm.allCases)
  func sharedKernel(form: LayerForm) throws {
    try expectAgreement(LayerRun(form: form, inputs: 20, units: 20, layers: 2), rows: 5)
  }

  @Test("give the same bits on one thread and on two", arguments: LayerForm.allCases)
  func threads(form: LayerForm) throws {
    let x: Tensor<Float> = LayerRun.sequences([20, 3, 5])
    func bits(_ threads: Int) throws -> [[UInt32]] {
      let outcome = try LayerRun(form: form, threads: threads, dropout: 0.3).outcome(on: x)
      return (outcome.results + outcome.answers + outcome.gradients).map { $0.bits }
    }
    #expect(try bits(1) == bits(2))
  }

  @Test("of a length are what they are without the padding", arguments: LayerForm.allCases)
  func padding(form: LayerForm) throws {
    let (rows, steps, inputs) = (9, 4, 5)
    let lengths = [4, 0, 1, 2, 3, 4, 1, 0, 2]
    var x: Tensor<Float> = LayerRun.sequences([rows, steps, inputs])
    // Whatever lies beyond a length: even what is no number.
    for row in 0..<rows {
      for i in lengths[row] * inputs..<steps * inputs { x[row * steps * inputs + i] = .nan }
    }
    let padded = try LayerRun(form: form, steps: steps).outcome(on: x, lengths: lengths)
    let wide = Tensor<Float>([rows, steps + 3, inputs]) { buffer in
      for row in 0..<rows {
        for i in 0..<(steps + 3) * inputs {
          buffer[row * (steps + 3) * inputs + i] =
            i < steps * inputs ? x[row * steps * inputs + i] : 7
        }
      }
    }
    let more = try LayerRun(form: form, steps: steps + 3).outcome(on: wide, lengths: lengths)
    // Weights and last states: not a bit changes with more padding.
    #expect(
      more.gradients.dropFirst().map(\.bits) == padded.gradients.dropFirst().map(\.bits))
    #expect(more.results.dropFirst().map(\.bits) == padded.results.dropFirst().map(\.bits))
    #expect(more.answers.dropFirst().map(\.bits) == padded.answers.dropFirst().map(\.bits))
    for (row, length) in lengths.enumerated() where length > 0 {
      let alone = Tensor<Float>([1, length, inputs]) { buffer in
        for i in 0..<length * inputs { buffer[i] = x[row * steps * inputs + i] }
      }
      let single = try LayerRun(form: form, steps: length).outcome(
        on: alone, lengths: form == .lstm ? [length] : nil)
      for (all, one) in zip(
        padded.results + padded.answers + padded.gradients.prefix(1),
        single.results + single.answers + single.gradients.prefix(1))
      {
        let width = all.count / rows
        let found = all.bits[row * width..<(row + 1) * width]
        #expect(Array(found.prefix(one.count)) == one.bits)
        #expect(found.dropFirst(one.count).allSatisfy { $0 == 0 })
      }
    }
    for (row, length) in lengths.enumerated() where length == 0 {
      for result in padded.results {
        let width = result.count / rows
        #expect(result.values[row * width..<(row + 1) * width].allSatisfy { $0 == 0 })
      }
    }
  }

  @Test("refuse a length that no sequence has", arguments: [-1, 4, 1.5])
  func badLength(_ length: Double) throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [3, 2]))
    let lengths = graph.placeholder(Shape(batchTimes: 1, []))
    let layer = try graph.gru(
      inputs: x, kernel: graph.constant(Tensor<Float>([5, 9], repeating: 0.1)),
      bias: graph.constant(Tensor<Float>([12], repeating: 0)), lengths: lengths)
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1))
    let error = try #require(throws: EngineError.self) {
      _ = try runner.run(
        [layer.hidden],
        feeds: [
          (x, Tensor([2, 3, 2], repeating: 0)), (lengths, Tensor([2], [3, Float(length)])),
        ])
    }
    #expect(error.description.contains("row 1 of the batch"))
    #expect(error.description.contains("from 0 to 3"))
  }

  @Test("leave the same units out at all steps, and none where nothing trains")
  func recurrentDropout() throws {
    // With an identity for the states and no inputs that matter, a unit that is left out forgets.
    let plain = LayerRun(form: .rnn, dropout: 0)
    let dropped = LayerRun(form: .rnn, dropout: 0.5)
    let x: Tensor<Float> = LayerRun.sequences([9, 3, 5])
    let (without, with) = (try plain.outcome(on: x), try dropped.outcome(on: x))
    #expect(without.answers == with.answers)
    #expect(without.results != with.results)
    // The first step has no states before it.
    let first = 9
    for row in 0..<9 {
      let range = row * 3 * first..<row * 3 * first + first
      #expect(without.results[0].values[range] == with.results[0].values[range])
    }
  }
}

extension Tensor<Float> {
  /// The bits of every number.
  fileprivate var bits: [UInt32] { values.map(\.bitPattern) }
}
