import MNLTensor
import Testing

@testable import MNLLearn

@Suite struct EvaluatorTests {
  private func trained(threads: Int = 1) throws -> Model {
    let model = try makeModel(threads: threads)
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 3))
    return model
  }

  /// More than two pieces, the last of them not full.
  private let many = ToyExamples(
    name: "toy test", count: 4500, seed: 99,
    shape: ExampleShape(steps: 6, features: 3, classes: 3))

  @Test("counts every example once, by its class and the predicted one")
  func counts() throws {
    let model = try trained()
    let result = try Evaluator().evaluate(model, on: many)
    let predictions = try Evaluator().predict(model, rows: Array(0..<4500), of: many)
    var expected = Array(repeating: 0, count: 9)
    var loss = 0.0
    for row in 0..<4500 {
      let actual = (0..<3).first { many.labelTensor[row * 3 + $0] == 1 } ?? 0
      expected[actual * 3 + predictions.classes[row]] += 1
      loss -= Double(predictions.answers[row][actual]).logarithm
    }
    #expect(result.examples == 4500)
    let correct = expected[0] + expected[4] + expected[8]
    #expect(result.confusion?.counts == expected)
    #expect(result.confusion?.correct == correct)
    #expect(result.score == Double(correct) / 4500)
    #expect(abs(result.loss - loss / 4500) < 1e-5)
  }

  @Test("assesses by the same shares as it predicts")
  func assesses() throws {
    let model = try trained()
    let assessed = try Evaluator().assess(model, on: many)
    let (evaluation, found) = try (assessed.evaluation, #require(assessed.classes))
    let predictions = try Evaluator().predict(model, rows: Array(0..<4500), of: many)
    let labels = (0..<4500).map { row in
      (0..<3).first { many.labelTensor[row * 3 + $0] == 1 } ?? 0
    }
    #expect(try evaluation == Evaluator().evaluate(model, on: many))
    #expect(found.hits == zip(labels, predictions.classes).map { $0 == $1 })
    #expect(found.ranks.accuracy(within: 1) == evaluation.score)
    #expect(found.ranks.counts.reduce(0, +) == 4500)
    #expect(found.calibration.bins.map(\.count).reduce(0, +) == 4500)
    var losses = ProbabilityLosses()
    for (label, shares) in zip(labels, predictions.answers) {
      losses.count(label: label, shares: shares[...])
    }
    #expect(found.losses == losses)
    #expect(abs(found.losses.logLoss - evaluation.loss) < 1e-6)
    let scored = try ScoredExamples(
      classes: 3, labels: labels, shares: predictions.answers.flatMap { $0 })
    #expect(try found.scoredExamples() == scored)
  }

  @Test("keeps no shares where they would be too many, and says so")
  func tooManyShares() throws {
    // Only the hits are counted, one by one: what is not kept is said of all of them.
    func assess(examples: Int) -> ClassAssessment {
      var found = ClassAssessment(examples: examples, classes: 4)
      found.count(actual: 1, predicted: 1, shares: [0, 1, 0, 0])
      return found
    }
    let most = ScoredExamples.limit / 4
    #expect(throws: Never.self) { try assess(examples: most).scoredExamples() }
    let fault = MetricError.tooMany(numbers: 4, limit: ScoredExamples.limit)
    #expect(throws: fault) { try assess(examples: most + 1).scoredExamples() }
    #expect(assess(examples: most + 1).hits == [true])
  }

  @Test("gives the same result on any number of threads")
  func threads() throws {
    let one = try Evaluator().evaluate(trained(), on: many)
    #expect(try Evaluator().evaluate(trained(threads: 2), on: many) == one)
    let all = try Evaluator().assess(trained(), on: many)
    #expect(try Evaluator().assess(trained(threads: 2), on: many) == all)
  }

  @Test("gives each class a share, and the largest to the predicted one")
  func shares() throws {
    let rows = [5, 5, 0, 4499]
    let result = try Evaluator().predict(trained(), rows: rows, of: many)
    #expect(result.classes.count == 4)
    #expect(result.answers[0] == result.answers[1])
    for (shares, predicted) in zip(result.answers, result.classes) {
      #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
      #expect(shares.firstIndex(of: shares.max() ?? 0) == predicted)
    }
  }

  @Test("refuses rows that do not exist", arguments: [-1, 4500])
  func noSuchRow(_ row: Int) throws {
    let model = try trained()
    #expect(throws: LearnError.noSuchRow(row: row, examples: 4500, data: "toy test")) {
      _ = try Evaluator().predict(model, rows: [0, row], of: many)
    }
  }

  @Test("refuses a model without weights, and examples that do not fit it")
  func misfits() throws {
    #expect(throws: LearnError.notBuilt) {
      _ = try Evaluator().evaluate(makeModel(), on: many)
    }
    let wide = ToyExamples(
      name: "wide", count: 5, seed: 1, shape: ExampleShape(steps: 6, features: 4, classes: 3))
    #expect(
      throws: LearnError.dataDoNotFit(data: "wide", found: wide.shape, expected: many.shape)
    ) { _ = try Evaluator().evaluate(trained(), on: wide) }
  }

  @Test("refuses examples that are not what they claim")
  func inconsistent() throws {
    let model = try trained()
    var short = many
    short.labelTensor = Tensor([1, 3], repeating: 0)
    #expect(
      throws: LearnError.inconsistentData(data: "toy test", found: [1, 3], expected: [4500, 3])
    ) { _ = try Evaluator().evaluate(model, on: short) }
    var none = many
    none.count = 0
    #expect(throws: LearnError.noExamples(data: "toy test")) {
      _ = try Evaluator().evaluate(model, on: none)
    }
  }

  @Test("looks at fewer examples together the more each of them takes, and at a few at least")
  func pieces() {
    #expect(Evaluator.pieceSize(operations: 0, width: 10) == 2048)
    #expect(Evaluator.pieceSize(operations: 2.9e6, width: 10) == 2048)
    #expect(Evaluator.pieceSize(operations: 7.1e8, width: 10) == 48)
    #expect(Evaluator.pieceSize(operations: 1e12, width: 10) == 16)
    #expect(Evaluator.pieceSize(operations: 1e12, width: 1 << 30) == 1)
  }

  @Test("stops between pieces when asked to")
  func cancelled() throws {
    let model = try trained()
    #expect(throws: LearnError.cancelled) {
      _ = try Evaluator(isCancelled: StopAfter(1).ask).evaluate(model, on: many)
    }
  }
}

extension Double {
  /// The natural logarithm, by the engine.
  fileprivate var logarithm: Double { Double.naturalLogarithm(self) }
}
