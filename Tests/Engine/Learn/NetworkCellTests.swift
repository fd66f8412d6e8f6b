import MNLLearn
import MNLTensor
import Testing

/// What the layers of a network may be made of.
@Suite struct NetworkCellTests {
  /// Every kind of cell in every form.
  static let configurations: [ModelConfiguration] = {
    func made(
      _ cell: ModelConfiguration.Cell, _ change: (inout CellForm) -> Void = { _ in }
    ) -> ModelConfiguration {
      var configuration = ModelConfiguration(units: [6, 5])
      configuration.cell = cell
      change(&configuration.form)
      return configuration
    }
    return [
      made(.gru), made(.gru) { $0.resetsAfter = false }, made(.gru) { $0.isChrono = true },
      made(.rnn), made(.rnn) { $0.activation = .relu },
      made(.lstm) { $0.isNormalised = true }, made(.lstm) { $0.hasPeepholes = true },
      made(.lstm) { $0.isChrono = true },
      made(.lstm) {
        $0.isNormalised = true
        $0.hasPeepholes = true
        $0.recurrentDropout = 0.2
      },
    ]
  }()

  private func model(_ configuration: ModelConfiguration, threads: Int = 1) throws -> Model {
    try Model(configuration, seed: 1, pool: ThreadPool(threads: threads))
  }

  @Test("all learn", arguments: configurations)
  func learns(_ configuration: ModelConfiguration) throws {
    let (model, data) = (try model(configuration), ToyData())
    try model.build(for: data.train.shape, of: "toy")
    let before = try Evaluator().evaluate(model, on: data.train).loss
    _ = try Trainer().train(model, on: data, plan(epochs: 8))
    #expect(try Evaluator().evaluate(model, on: data.train).loss < 0.8 * before)
  }

  @Test("all train the same weights on any number of threads", arguments: configurations)
  func threads(_ configuration: ModelConfiguration) throws {
    func hash(_ threads: Int) throws -> String {
      let model = try model(configuration, threads: threads)
      _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
      return try model.weightsHash()
    }
    #expect(try hash(1) == hash(2))
  }

  @Test("all are kept in a file", arguments: configurations)
  func files(_ configuration: ModelConfiguration) throws {
    let folder = try TemporaryFolder()
    let model = try model(configuration)
    try model.build(for: ExampleShape(steps: 4, features: 2, classes: 3), of: "toy")
    try model.save(to: folder.file("m"))
    let opened = try Model(opening: folder.file("m"), pool: ThreadPool(threads: 1))
    #expect(opened.configuration == configuration)
    #expect(try opened.weightsHash() == model.weightsHash())
  }

  @Test("chrono biases lie within the logarithms of the spans, each against its opposite")
  func chrono() throws {
    var configuration = ModelConfiguration(units: [50])
    configuration.form.isChrono = true
    let model = try model(configuration)
    try model.build(for: ExampleShape(steps: 101, features: 2, classes: 3), of: "toy")
    let weights = try model.weights()
    let bias = try #require(weights.first { $0.name == "lstm.0.bias" }).tensor.values
    let (i, f) = (bias[0..<50], bias[100..<150])
    #expect(zip(i, f).allSatisfy { $0 == -$1 })
    #expect(f.allSatisfy { $0 >= 0 && $0 <= 4.6052 })
    // Most spans are long: that of the middle is about half of the longest.
    #expect(f.sorted()[25] > 3.2)
    #expect(bias[50..<100].allSatisfy { $0 == 0 } && bias[150...].allSatisfy { $0 == 0 })
  }

  @Test("a normalised LSTM begins well where inputs are blank for many steps")
  func blankInputs() throws {
    var configuration = ModelConfiguration(units: [6])
    configuration.form.isNormalised = true
    let model = try model(configuration)
    var examples = ToyExamples(
      name: "blank", count: 40, seed: 3, shape: ExampleShape(steps: 30, features: 3, classes: 3))
    let width = 90
    examples.inputTensor = Tensor([40, width]) { buffer in
      for i in 0..<40 * width { buffer[i] = i % width < 75 ? 0 : Float(i % 7) - 3 }
    }
    _ = try Trainer().train(model, on: ToyData(train: examples), plan(epochs: 2))
    #expect(try model.weights().allSatisfy { $0.tensor.isFinite })
  }

  @Test("a GRU has three quarters of an LSTM's products, plain units a quarter")
  func operations() throws {
    func operations(_ cell: ModelConfiguration.Cell) throws -> Double {
      var configuration = ModelConfiguration(units: [8])
      configuration.cell = cell
      let shape = ExampleShape(steps: 5, features: 3, classes: 2)
      return try Network(configuration, for: shape).trainingOperations(batch: 2)
    }
    #expect(try operations(.gru) == 0.75 * operations(.lstm))
    #expect(try operations(.rnn) == 0.25 * operations(.lstm))
  }

  @Test("recurrent dropout changes how a network learns, not how it answers")
  func recurrentDropout() throws {
    func model(_ rate: Double) throws -> Model {
      var configuration = ModelConfiguration(units: [6])
      configuration.cell = .gru
      configuration.form.recurrentDropout = rate
      return try self.model(configuration)
    }
    let data = ToyData(count: 30).train
    func answers(_ model: Model) throws -> [[Float]] {
      try model.build(for: data.shape, of: data.name)
      return try Evaluator().predict(model, rows: Array(0..<30), of: data).answers
    }
    #expect(try answers(model(0.5)) == answers(model(0)))
    func trained(_ rate: Double) throws -> String {
      let model = try model(rate)
      _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
      return try model.weightsHash()
    }
    #expect(try trained(0.5) != trained(0))
  }

  @Test("refuses what belongs to another kind of cell")
  func foreign() {
    var configuration = ModelConfiguration(units: [4])
    configuration.cell = .rnn
    configuration.form.hasPeepholes = true
    #expect(throws: LearnError.foreign(setting: "peephole", cell: .rnn)) {
      _ = try model(configuration)
    }
  }

  @Test("refuses a share that is none", arguments: [1, -0.1, .nan])
  func shares(_ rate: Double) throws {
    var configuration = ModelConfiguration(units: [4])
    configuration.form.recurrentDropout = rate
    let error = try #require(throws: LearnError.self) { _ = try model(configuration) }
    #expect(error.message.contains("recurrent-dropout is \(rate)"))
  }
}
