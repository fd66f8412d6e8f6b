import MNLLearn
import MNLTensor
import Testing

/// What lies between and around the layers of a network.
@Suite struct NetworkOptionTests {
  private func model(
    _ units: [Int] = [6, 6], threads: Int = 1, change: (inout ModelConfiguration) -> Void
  ) throws -> Model {
    var configuration = ModelConfiguration(units: units)
    change(&configuration)
    return try Model(configuration, seed: 1, pool: ThreadPool(threads: threads))
  }

  private func trained(
    _ units: [Int] = [6, 6], threads: Int = 1, change: (inout ModelConfiguration) -> Void
  ) throws -> String {
    let model = try model(units, threads: threads, change: change)
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 2))
    return try model.weightsHash()
  }

  @Test("dropout changes how a network of one layer learns, and variational dropout how more do")
  func dropoutActs() throws {
    let (plain, dropped) = (try trained([6]) { _ in }, try trained([6]) { $0.dropout = 0.3 })
    #expect(plain != dropped)
    let independent = try trained { $0.dropout = 0.3 }
    let variational = try trained {
      $0.dropout = 0.3
      $0.isVariational = true
    }
    #expect(independent != variational)
  }

  @Test("dropout changes neither first weights nor answers")
  func dropoutSparesAnswers() throws {
    let data = ToyData(count: 30).train
    func shares(_ rate: Double) throws -> [[Float]] {
      let model = try model { $0.dropout = rate }
      try model.build(for: data.shape, of: data.name)
      return try Evaluator().predict(model, rows: Array(0..<30), of: data).answers
    }
    #expect(try shares(0.5) == shares(0))
  }

  @Test("dropout trains the same weights on any number of threads", arguments: [2, 5])
  func threads(_ threads: Int) throws {
    #expect(
      try trained(threads: threads) { $0.dropout = 0.3 } == trained { $0.dropout = 0.3 })
  }

  @Test("a training with dropout that was interrupted ends as one that was not")
  func resumes() throws {
    let model = try model { $0.dropout = 0.3 }
    let stop = StopAfter(7)
    _ = try Trainer(isCancelled: stop.ask).train(model, on: ToyData(), plan(epochs: 2))
    #expect(model.training.interrupted != nil)
    _ = try Trainer().finish(model, on: ToyData())
    #expect(try model.weightsHash() == trained { $0.dropout = 0.3 })
  }

  /// Everything at once, on numbers.
  private func everything(_ configuration: inout ModelConfiguration) {
    configuration.isBidirectional = true
    configuration.isResidual = true
    configuration.pooling = .attention
    configuration.dropout = 0.1
  }

  @Test("all options together train the same weights on any number of threads", arguments: [2, 5])
  func everythingOnThreads(_ threads: Int) throws {
    #expect(try trained(threads: threads, change: everything) == trained(change: everything))
  }

  @Test("each way to look at the steps learns", arguments: ModelConfiguration.Pooling.allCases)
  func learns(pooling: ModelConfiguration.Pooling) throws {
    let model = try model {
      $0.pooling = pooling
      $0.isBidirectional = true
      $0.isResidual = true
    }
    let data = ToyData()
    _ = try Trainer().train(model, on: data, plan(epochs: 12))
    #expect(try Evaluator().evaluate(model, on: data.train).score > 0.75)
  }

  @Test("a layer of both directions takes twice the operations, and its states are twice as wide")
  func bidirectionalCosts() throws {
    let shape = ExampleShape(steps: 7, features: 3, classes: 2)
    func network(_ bidirectional: Bool) throws -> Network {
      var configuration = ModelConfiguration(units: [4])
      configuration.isBidirectional = bidirectional
      return try Network(configuration, for: shape)
    }
    let (one, two) = (try network(false), try network(true))
    #expect(two.layers[0].products.sum == 2 * one.layers[0].products.sum)
    #expect(two.trainingOperations(batch: 5) == 2 * one.trainingOperations(batch: 5))
    #expect(two.layers[0].output == Shape(batchTimes: 1, [8]))
    #expect(
      two.parameters.map(\.name) == [
        "lstm.0.kernel", "lstm.0.bias", "lstm.0.backward.kernel", "lstm.0.backward.bias",
        "output.kernel", "output.bias",
      ])
  }

  /// Sequences of tokens from 0 to 4, asked for the one of the first three that occurs most often.
  private func tokens(_ change: (inout Tensor<Float>) -> Void = { _ in }) -> ToyData {
    let shape = ExampleShape(steps: 5, features: 1, classes: 3)
    var examples = ToyExamples(name: "tokens", count: 200, seed: 4, shape: shape)
    var stream = RandomStream(seed: 9, purpose: .digits)
    for row in 0..<200 {
      var counts = [0, 0, 0, 0, 0]
      for step in 0..<5 {
        let token = stream.integer(below: 5)
        counts[token] += 1
        examples.inputTensor[row * 5 + step] = Float(token)
      }
      let best = (0..<3).max { counts[$0] < counts[$1] } ?? 0
      for label in 0..<3 { examples.labelTensor[row * 3 + label] = label == best ? 1 : 0 }
    }
    change(&examples.inputTensor)
    return ToyData(train: examples)
  }

  private func embedding(_ configuration: inout ModelConfiguration) {
    configuration.embedding = 4
    configuration.vocabulary = 5
  }

  @Test("an embedding learns what tokens mean")
  func embeddingLearns() throws {
    let model = try model([8], change: embedding)
    let data = tokens()
    _ = try Trainer().train(model, on: data, plan(epochs: 15, rate: 0.02))
    #expect(try Evaluator().evaluate(model, on: data.train).score > 0.8)
    #expect(model.summary.layers.map(\.name) == ["embedding", "lstm.0", "output"])
    #expect(model.summary.layers[0].parameterCount == 20)
  }

  @Test("a token outside of the table is refused with its row in the data, weights as before")
  func unknownToken() throws {
    let model = try model([4], change: embedding)
    let data = tokens { $0[33 * 5 + 2] = 5 }
    try model.build(for: data.train.shape, of: "tokens")
    let before = try model.weightsHash()
    let words = "row 33 of tokens holds 5, expected a whole number from 0 to 4"
    let training = try #require(throws: LearnError.self) {
      _ = try Trainer().train(model, on: data, plan(epochs: 1, batch: 200))
    }
    #expect(training.message.contains(words))
    #expect(try model.weightsHash() == before)
    let evaluation = try #require(throws: LearnError.self) {
      _ = try Evaluator().evaluate(model, on: data.train)
    }
    #expect(evaluation.message.contains(words))
  }

  @Test("an embedding of symbols, one-hot, computes what one of their numbers does")
  func symbols() throws {
    let byNumber = tokens().train
    let shape = ExampleShape(steps: 5, features: 5, targets: .classes(3), areSymbols: true)
    var bySymbol = ToyExamples(name: "symbols", count: 200, seed: 4, shape: shape)
    let ids = try #require((byNumber as? ToyExamples)?.inputTensor)
    for at in 0..<1000 {
      for symbol in 0..<5 {
        bySymbol.inputTensor[at * 5 + symbol] = Float(symbol) == ids[at] ? 1 : 0
      }
    }
    func shares(_ examples: any Examples) throws -> [Float] {
      let model = try model([4], change: embedding)
      try model.build(for: examples.shape, of: examples.name)
      let found = try Evaluator().predict(model, rows: Array(0..<200), of: examples)
      return found.answers.flatMap(\.self)
    }
    let (one, two) = (try shares(byNumber), try shares(bySymbol))
    #expect(zip(one, two).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("data that options do not fit are refused in words")
  func misfits() throws {
    func message(
      _ targets: Targets, features: Int = 2, areSymbols: Bool = false,
      change: (inout ModelConfiguration) -> Void
    ) throws -> String {
      let model = try model([4], change: change)
      let shape = ExampleShape(
        steps: 3, features: features, targets: targets, areSymbols: areSymbols)
      return try #require(throws: LearnError.self) { try model.build(for: shape, of: "data") }
        .message
    }
    #expect(
      try message(.stepClasses(3)) { $0.pooling = .mean }.contains("3 classes at each step"))
    #expect(
      try message(.nextToken(3)) { $0.isBidirectional = true }.contains("from the end"))
    #expect(try message(.classes(3)) { $0.embedding = 4 }.contains("2 numbers"))
    #expect(
      try message(.classes(3), features: 1) { $0.embedding = 4 }.contains("do not say how many"))
    #expect(
      try message(.classes(3), areSymbols: true, change: embedding).contains("2 symbols"))
  }

  @Test(
    "refuses to add layers none of which is as wide as the one before", arguments: [[8], [8, 4]])
  func noNeighbours(_ units: [Int]) {
    #expect(throws: LearnError.noEqualNeighbours(units: units)) {
      _ = try model(units) { $0.isResidual = true }
    }
  }

  @Test(
    "refuses a share that is none",
    arguments: [1, -0.1, 2, .nan, .infinity])
  func shares(_ rate: Double) throws {
    let error = try #require(throws: LearnError.self) { _ = try model { $0.dropout = rate } }
    #expect(error.message.contains("dropout is \(rate)"))
  }

  @Test("refuses variational dropout without dropout")
  func pointless() {
    #expect(throws: LearnError.pointless(setting: "variational", without: "dropout")) {
      _ = try model { $0.isVariational = true }
    }
  }
}
