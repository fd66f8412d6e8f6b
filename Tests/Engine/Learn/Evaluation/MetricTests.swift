import MNLLearn
import Testing

/// What the golden vectors cannot say: errors, limits, and values that are a matter of choice.
@Suite struct MetricTests {
  @Test("refuses labels and predictions outside of the classes", arguments: [-1, 3])
  func labelOutOfRange(label: Int) {
    let fault = MetricError.labelOutOfRange(row: 1, label: label, classes: 3)
    #expect(throws: fault) {
      _ = try ConfusionMatrix(classes: 3, labels: [0, label], predictions: [0, 0])
    }
    #expect(throws: fault) {
      _ = try ConfusionMatrix(classes: 3, labels: [0, 0], predictions: [0, label])
    }
    #expect(throws: fault) {
      _ = try ScoredExamples(classes: 3, labels: [0, label], shares: [1, 0, 0, 1, 0, 0])
    }
    #expect(fault.message() == "the label of row 1 is \(label), expected 0 to 2")
  }

  @Test("refuses lists that do not belong together")
  func sizesDiffer() throws {
    let fault = MetricError.sizesDiffer(what: "labels and predictions", first: 2, second: 1)
    #expect(throws: fault) {
      _ = try ConfusionMatrix(classes: 3, labels: [0, 1], predictions: [0])
    }
    #expect(throws: MetricError.self) {
      _ = try ScoredExamples(classes: 3, labels: [0, 1], shares: [1, 0, 0])
    }
    #expect(throws: MetricError.self) { _ = try McNemar(first: [true], second: [true, false]) }
    #expect(throws: MetricError.self) {
      _ = try RegressionScores(targets: [1, 2], predictions: [1])
    }
  }

  @Test("has no metric without an example")
  func noExamples() throws {
    #expect(throws: MetricError.noExamples) { _ = try McNemar(first: [], second: []) }
    #expect(throws: MetricError.noExamples) {
      _ = try RegressionScores(targets: [], predictions: [])
    }
    #expect(throws: MetricError.noExamples) {
      _ = try ScoredExamples(classes: 2, labels: [], shares: []).areaUnderROC(of: 0)
    }
  }

  @Test("names the class that has no area under its curve")
  func undefinedArea() throws {
    let examples = try ScoredExamples(classes: 2, labels: [1, 1], shares: [0, 1, 1, 0])
    #expect(throws: MetricError.onlyClass(1)) { _ = try examples.areaUnderROC(of: 1) }
    #expect(throws: MetricError.neverOccurs(class: 0)) {
      _ = try examples.areaUnderROC(average: .macro)
    }
    func name(_ label: Int) -> String { label == 0 ? "cat" : "dog" }
    #expect(
      MetricError.onlyClass(1).message(className: name) == "all examples are of class 'dog'")
    #expect(
      MetricError.neverOccurs(class: 0).message(className: name)
        == "no example is of class 'cat'")
  }

  @Test("refuses to rank what is no number")
  func notFinite() throws {
    let examples = try ScoredExamples(classes: 2, labels: [0, 1], shares: [0, 1, .nan, .nan])
    #expect(throws: MetricError.notFinite(row: 1)) { _ = try examples.areaUnderROC(of: 0) }
    #expect(throws: MetricError.notFinite(row: 0)) {
      _ = try RegressionScores(targets: [.infinity], predictions: [1])
    }
  }

  @Test("puts a prediction without a number into the last bin rather than trap")
  func confidenceIsNoNumber() {
    var calibration = Calibration()
    calibration.count(confidence: .nan, isRight: false)
    #expect(calibration.bins.map(\.upper) == [1])
    #expect(calibration.expectedError.isNaN)
  }

  @Test("takes no class for likely whose share is no number")
  func shareIsNoNumber() {
    var ranks = TopRanks(classes: 3)
    ranks.count(label: 2, shares: [.nan, .nan, .nan])
    #expect(ranks.counts == [0, 0, 1])
  }

  @Test("gives a single example no determination")
  func singleExample() throws {
    #expect(try RegressionScores(targets: [1], predictions: [2]).determination == nil)
  }

  @Test("sees no difference where as many examples speak for either model")
  func balanced() throws {
    for count in [0, 3, 12, 13, 500] {
      #expect(try McNemar(counts: [5, count, count, 5]).probability == 1)
    }
  }

  @Test("adds numbers of very different size without losing the small ones")
  func stableSums() throws {
    let targets = [1e16, 1, 1, -1e16]
    let scores = try RegressionScores(targets: targets, predictions: [1e16, 0, 0, -1e16])
    #expect(scores.meanAbsoluteError == 0.5)
    var losses = ProbabilityLosses()
    for _ in 0..<1_000_000 { losses.count(label: 0, shares: [0.9, 0.1]) }
    let one = Double(Float(0.9)) - 1
    let other = Double(Float(0.1))
    #expect(abs(losses.brier - (one * one + other * other)) < 1e-16)
  }
}
