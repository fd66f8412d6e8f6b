import MNLLearn
import MNLTensor
import Testing

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
      loss -= Double(predictions.probabilities[row][actual]).logarithm
    }
    #expect(result.examples == 4500)
    #expect(result.confusion.counts == expected)
    #expect(result.correct == expected[0] + expected[4] + expected[8])
    #expect(result.accuracy == Double(result.correct) / 4500)
    #expect(abs(result.loss - loss / 4500) < 1e-5)
  }

  @Test("gives the same result on any number of threads")
  func threads() throws {
    let one = try Evaluator().evaluate(trained(), on: many)
    #expect(try Evaluator().evaluate(trained(threads: 2), on: many) == one)
  }

  @Test("gives each class a share, and the largest to the predicted one")
  func shares() throws {
    let rows = [5, 5, 0, 4499]
    let result = try Evaluator().predict(trained(), rows: rows, of: many)
    #expect(result.classes.count == 4)
    #expect(result.probabilities[0] == result.probabilities[1])
    for (shares, predicted) in zip(result.probabilities, result.classes) {
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

  @Test("stops between pieces when asked to")
  func cancelled() throws {
    let model = try trained()
    #expect(throws: LearnError.cancelled) {
      _ = try Evaluator(isCancelled: StopAfter(1).ask).evaluate(model, on: many)
    }
  }

  @Test("tells the share of a class that was found")
  func recall() throws {
    let confusion = try Evaluator().evaluate(trained(), on: many).confusion
    let all = (0..<3).map { confusion.examples(of: $0) }
    #expect(all.reduce(0, +) == 4500)
    #expect(confusion.recall(of: 1) == Double(confusion.counts[4]) / Double(all[1]))
    #expect(ConfusionMatrix(classes: 2).recall(of: 0) == nil)
  }
}

extension Double {
  /// The natural logarithm, by the engine.
  fileprivate var logarithm: Double { Double.naturalLogarithm(self) }
}
