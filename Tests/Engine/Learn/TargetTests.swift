import MNLTensor
import Testing

@testable import MNLLearn

/// Examples of the same inputs, of which different things are asked.
private enum Asked {
  static let plain = ToyExamples(
    name: "toy", count: 240, seed: 5, shape: ExampleShape(steps: 6, features: 3, classes: 3))

  /// Tells the sum of the first feature.
  static let numbers: ToyExamples = plain.asking(.numbers(1)) { [$0.map { $0[0] }.reduce(0, +)] }
  /// Tells of each feature whether its sum is above 0.
  static let labels: ToyExamples = plain.asking(.labels(3)) { steps in
    (0..<3).map { feature in steps.map { $0[feature] }.reduce(0, +) > 0 ? 1 : 0 }
  }
  /// Tells at each step but the first whether the first feature is above 0.
  static let steps: ToyExamples = plain.asking(.stepClasses(2)) { steps in
    steps.enumerated().flatMap { step, row -> [Float] in
      step == 0 ? [0, 0] : row[0] > 0 ? [0, 1] : [1, 0]
    }
  }
  static let tokens: ToyExamples = {
    var examples = steps
    examples.shape = ExampleShape(steps: 6, features: 3, targets: .nextToken(2))
    return examples
  }()
}

/// Everything that may be asked of examples: each gets a head that learns it.
@Suite struct TargetTests {
  private func trained(
    _ examples: ToyExamples, epochs: Int = 12, threads: Int = 1, loss: LossSettings = .init()
  ) throws -> (Model, TrainingRecord) {
    let model = try makeModel([12], threads: threads)
    var configuration = plan(epochs: epochs, rate: 0.02)
    configuration.loss = loss
    return (model, try Trainer().train(model, on: ToyData(train: examples), configuration))
  }

  @Test("learns to tell numbers, by each loss", arguments: Targets.numbers(1).losses)
  func regression(kind: LossKind) throws {
    let (model, record) = try trained(Asked.numbers, loss: LossSettings(kind: kind))
    let found = try Evaluator().evaluate(model, on: Asked.numbers)
    guard case .numbers(let scores) = found.scores else {
      Issue.record("no scores of numbers")
      return
    }
    // The sums are spread by about 1.4.
    #expect(found.score == scores[0].meanAbsoluteError && found.score < 0.3)
    #expect(record.score < 0.5)
    #expect(try #require(scores.determination) > 0.9)
    #expect(abs(found.loss - scores[0].rootMeanSquaredError.squared) < 1e-5)
    #expect(try Evaluator().assess(model, on: Asked.numbers).classes == nil)
  }

  @Test("tells the numbers themselves in predictions")
  func predictedNumbers() throws {
    let (model, _) = try trained(Asked.numbers)
    let rows = [3, 3, 239]
    let found = try Evaluator().predict(model, rows: rows, of: Asked.numbers)
    #expect(found.classes.isEmpty)
    #expect(found.answers[0] == found.answers[1])
    for (answer, row) in zip(found.answers, rows) {
      #expect(abs(answer[0] - Asked.numbers.labelTensor[row]) < 1)
    }
  }

  @Test("learns several labels of an example")
  func multilabel() throws {
    let (model, record) = try trained(Asked.labels)
    let found = try Evaluator().evaluate(model, on: Asked.labels)
    guard case .labels(let scores) = found.scores else {
      Issue.record("no scores of labels")
      return
    }
    #expect(record.score > 0.8 && found.score > 0.85)
    #expect(scores.exactAccuracy > 0.6 && scores.exactAccuracy <= scores.accuracy)
    let answers = try Evaluator().predict(model, rows: Array(0..<240), of: Asked.labels).answers
    let right = answers.enumerated().map { row, shares in
      (0..<3).count { (shares[$0] > 0.5) == (Asked.labels.labelTensor[row * 3 + $0] > 0.5) }
    }
    #expect(abs(found.score - Double(right.reduce(0, +)) / 720) < 1e-12)
    #expect(scores.exactMatches == right.count { $0 == 3 })
  }

  @Test("learns a class at each step, and asks nothing where no target is")
  func steps() throws {
    let (model, record) = try trained(Asked.steps)
    let found = try Evaluator().evaluate(model, on: Asked.steps)
    guard case .steps(let confusion, let whole) = found.scores else {
      Issue.record("no scores of steps")
      return
    }
    #expect(record.score > 0.85 && found.score > 0.95)
    #expect(confusion.counts.reduce(0, +) == 240 * 5)
    #expect((1...240).contains(whole))
    let predictions = try Evaluator().predict(model, rows: [7], of: Asked.steps)
    #expect(predictions.classes.count == 6 && predictions.answers[0].count == 12)
  }

  @Test("counts the loss over the steps that are asked alone")
  func maskedLoss() throws {
    let model = try makeModel([4])
    try model.build(for: Asked.steps.shape, of: "toy")
    let found = try Evaluator().evaluate(model, on: Asked.steps)
    var (loss, asked) = (0.0, 0)
    let answers = try Evaluator().predict(model, rows: Array(0..<240), of: Asked.steps).answers
    for (row, shares) in answers.enumerated() {
      for place in shares.indices where Asked.steps.labelTensor[row * 12 + place] == 1 {
        loss -= Double.naturalLogarithm(Double(shares[place]))
        asked += 1
      }
    }
    #expect(asked == 1200)
    #expect(abs(found.loss - loss / 1200) < 1e-6)
    let record = try Trainer().train(
      model, on: ToyData(train: Asked.steps), plan(epochs: 1, batch: 240))
    #expect(abs(record.loss - found.loss) < 1e-6)
  }

  @Test("tells the next token in bits")
  func bits() throws {
    let (model, record) = try trained(Asked.tokens, epochs: 2)
    let found = try Evaluator().evaluate(model, on: Asked.tokens)
    #expect(abs(found.score - found.loss / Double.naturalLogarithm(2)) < 1e-9)
    #expect(abs(record.score - record.loss / Double.naturalLogarithm(2)) < 1e-6)
  }

  @Test(
    "learns the same on any number of threads",
    arguments: [Asked.numbers, Asked.labels, Asked.steps, Asked.tokens])
  func threads(examples: ToyExamples) throws {
    let (one, _) = try trained(examples, epochs: 1)
    let (two, _) = try trained(examples, epochs: 1, threads: 2)
    #expect(try one.weightsHash() == two.weightsHash())
    #expect(
      try Evaluator().assess(one, on: examples) == Evaluator().assess(two, on: examples))
  }

  @Test(
    "keeps what is asked in its file",
    arguments: [Asked.numbers, Asked.labels, Asked.steps, Asked.tokens])
  func file(examples: ToyExamples) throws {
    let folder = try TemporaryFolder()
    let (model, _) = try trained(examples, epochs: 1)
    try model.save(to: folder.path + "/m.safetensors")
    let opened = try Model(opening: folder.path + "/m.safetensors", pool: ThreadPool(threads: 1))
    #expect(opened.shape == examples.shape)
    #expect(
      try Evaluator().evaluate(opened, on: examples) == Evaluator().evaluate(model, on: examples))
  }

  @Test("refuses data that ask for something else")
  func otherTargets() throws {
    let (model, _) = try trained(Asked.steps, epochs: 1)
    let fault = LearnError.dataDoNotFit(
      data: "toy", found: Asked.tokens.shape, expected: Asked.steps.shape)
    #expect(throws: fault) { _ = try Evaluator().evaluate(model, on: Asked.tokens) }
    #expect(fault.message.contains("the next of 2 tokens at each step"))
  }

  @Test("refuses a loss that does not fit, and names those that do")
  func loss() throws {
    let fault = LearnError.lossDoesNotFit(.huber, targets: .classes(3), data: "toy")
    #expect(throws: fault) { _ = try trained(Asked.plain, loss: LossSettings(kind: .huber)) }
    #expect(fault.help == "use loss=cross-entropy")
    let other = LearnError.lossDoesNotFit(.crossEntropy, targets: .numbers(1), data: "toy")
    #expect(throws: other) {
      _ = try trained(Asked.numbers, loss: LossSettings(kind: .crossEntropy))
    }
    #expect(other.help == "use loss=mse or loss=mae or loss=huber")
  }

  @Test(
    "refuses settings of classes where none are asked for",
    arguments: [
      (LossSettings(smoothing: 0.1), "smoothing"), (LossSettings(weights: .balanced), "balanced"),
      (LossSettings(weights: .given([1])), "class-weights"),
    ])
  func needsClasses(settings: LossSettings, name: String) throws {
    let fault = LearnError.needsClasses(setting: name, targets: .numbers(1), data: "toy")
    #expect(throws: fault) { _ = try trained(Asked.numbers, loss: settings) }
  }

  @Test("smooths and weighs the classes of steps, and still asks nothing where no target is")
  func weightedSteps() throws {
    let settings = LossSettings(smoothing: 0.2, weights: .given([1, 3]))
    let model = try makeModel([4])
    try model.build(for: Asked.steps.shape, of: "toy")
    let answers = try Evaluator().predict(model, rows: Array(0..<240), of: Asked.steps).answers
    var (loss, mass) = (0.0, 0.0)
    for (row, shares) in answers.enumerated() {
      for step in 1..<6 {
        let start = step * 2
        let label = Asked.steps.labelTensor[row * 12 + start] == 1 ? 0 : 1
        for place in 0..<2 {
          let target = (place == label ? 0.8 : 0) + 0.1
          let weight = place == 0 ? 1.0 : 3.0
          loss -= weight * target * Double.naturalLogarithm(Double(shares[start + place]))
        }
        mass += label == 0 ? 1 : 3
      }
    }
    var configuration = plan(epochs: 1, batch: 240)
    configuration.loss = settings
    let record = try Trainer().train(model, on: ToyData(train: Asked.steps), configuration)
    #expect(abs(record.loss - loss / mass) < 1e-6)
  }

  @Test("names the row whose target or answer is not finite", arguments: [Float.infinity, .nan])
  func notFinite(value: Float) throws {
    var broken = Asked.numbers
    broken.labelTensor[5] = value
    let (model, _) = try trained(Asked.numbers, epochs: 1)
    let fault = LearnError.metric(.notFinite(row: 5), data: "toy")
    #expect(throws: fault) { _ = try Evaluator().evaluate(model, on: broken) }
    let failure = try #require(throws: LearnError.self) { _ = try trained(broken, epochs: 1) }
    guard case .notFinite(_, let row, "toy", 1, _) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(row == 5)
  }

  @Test("knows what it costs to say the mean")
  func guess() {
    let numbers = Asked.numbers.labelTensor.values.map(Double.init)
    let spread = NumberSpread(of: numbers)
    #expect(LossSettings().guess(for: Asked.numbers) == spread.variance)
    let distances = numbers.map { abs($0 - spread.mean) }
    let mean = LossSettings(kind: .meanAbsoluteError).guess(for: Asked.numbers)
    #expect(abs(mean - distances.reduce(0, +) / 240) < 1e-12)
    #expect(LossSettings().guess(for: Asked.labels) == Double.naturalLogarithm(2))
    #expect(LossSettings().guess(for: Asked.plain) == Double.naturalLogarithm(3))
  }

  @Test("learns nothing from a batch of zeros, and says no nonsense")
  func zeros() throws {
    var empty = Asked.numbers
    empty.inputTensor = Tensor([240, 18], repeating: 0)
    empty.labelTensor = Tensor([240, 1], repeating: 0)
    let (model, _) = try trained(empty, epochs: 3)
    let found = try Evaluator().evaluate(model, on: empty)
    #expect(found.loss.isFinite && found.score < 0.2)
  }

  @Test("has no loss where there is a single class")
  func oneClass() throws {
    var single = Asked.plain
    single.shape = ExampleShape(steps: 6, features: 3, classes: 1)
    single.labelTensor = Tensor([240, 1], repeating: 1)
    let (model, record) = try trained(single, epochs: 1)
    #expect(record.loss == 0 && record.score == 1)
    #expect(try Evaluator().evaluate(model, on: single).score == 1)
  }
}

extension Double {
  fileprivate var squared: Double { self * self }
}
