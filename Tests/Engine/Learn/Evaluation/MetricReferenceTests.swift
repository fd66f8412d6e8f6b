import MNLLearn
import Testing

/// Every metric against scikit-learn and statsmodels, to 1e-12.
@Suite struct MetricReferenceTests {
  private static let cases = [
    "random", "without skill", "ties", "two classes", "two classes with ties",
    "a class that never occurs", "a class that is never predicted", "one class only",
    "unequal classes", "a single example", "all right, and sure", "all wrong, and sure",
    "all shares equal",
  ]

  private func vectors(_ name: String) throws -> MetricVectors.Classification {
    try #require(MetricVectors.read().classification[name])
  }

  /// Expects numbers to differ by at most 1e-12, in proportion where they are above 1.
  private func expect(
    _ found: Double, _ wanted: Double, _ what: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs(found - wanted) <= 1e-12 * max(1, abs(wanted)), what, sourceLocation: sourceLocation)
  }

  @Test("leaves out no case of the vectors")
  func allCases() throws {
    #expect(try Set(MetricVectors.read().classification.keys) == Set(Self.cases))
  }

  @Test("counts the confusions", arguments: cases)
  func confusion(name: String) throws {
    let wanted = try vectors(name)
    let found = try ConfusionMatrix(
      classes: wanted.classes, labels: wanted.labels, predictions: wanted.predictions)
    #expect(found.counts == wanted.confusion)
    expect(Double(found.correct) / Double(wanted.labels.count), wanted.accuracy, "accuracy")
  }

  @Test("computes precision, recall and F1 of classes and on the average", arguments: cases)
  func scores(name: String) throws {
    let wanted = try vectors(name)
    let found = try ConfusionMatrix(
      classes: wanted.classes, labels: wanted.labels, predictions: wanted.predictions)
    for label in 0..<wanted.classes {
      let scores = found.scores(of: label)
      expect(scores.precision, wanted.each.precision[label], "precision of \(label)")
      expect(scores.recall, wanted.each.recall[label], "recall of \(label)")
      expect(scores.f1, wanted.each.f1[label], "F1 of \(label)")
    }
    for (average, expected) in [
      (ClassAverage.macro, wanted.macro), (.micro, wanted.micro), (.weighted, wanted.weighted),
    ] {
      let scores = found.average(average)
      expect(scores.precision, expected.precision, "\(average) precision")
      expect(scores.recall, expected.recall, "\(average) recall")
      expect(scores.f1, expected.f1, "\(average) F1")
    }
  }

  @Test("computes Wilson's interval", arguments: cases)
  func interval(name: String) throws {
    let wanted = try vectors(name)
    let right = zip(wanted.labels, wanted.predictions).count { $0 == $1 }
    let found = ConfidenceInterval(successes: right, of: wanted.labels.count)
    expect(found.lower, wanted.interval[0], "lower")
    expect(found.upper, wanted.interval[1], "upper")
  }

  @Test("computes the accuracy within the first k classes", arguments: cases)
  func topRanks(name: String) throws {
    let wanted = try vectors(name)
    var found = TopRanks(classes: wanted.classes)
    for (label, row) in zip(wanted.labels, wanted.rows) { found.count(label: label, shares: row) }
    for k in 1...wanted.classes {
      expect(found.accuracy(within: k), wanted.top[k - 1], "top \(k)")
    }
  }

  @Test("computes Brier's score and the cross-entropy", arguments: cases)
  func losses(name: String) throws {
    let wanted = try vectors(name)
    var found = ProbabilityLosses()
    for (label, row) in zip(wanted.labels, wanted.rows) { found.count(label: label, shares: row) }
    expect(found.brier, wanted.brier, "Brier")
    expect(found.logLoss, wanted.logLoss, "cross-entropy")
  }

  @Test("computes the areas under the ROC curves where there are some", arguments: cases)
  func areas(name: String) throws {
    let wanted = try vectors(name)
    let found = try ScoredExamples(
      classes: wanted.classes, labels: wanted.labels, shares: wanted.shares)
    for (label, area) in wanted.areas.enumerated() {
      if let area {
        expect(try found.areaUnderROC(of: label), area, "class \(label)")
      } else {
        let occurs = wanted.labels.contains(label)
        #expect(throws: occurs ? MetricError.onlyClass(label) : .neverOccurs(class: label)) {
          _ = try found.areaUnderROC(of: label)
        }
      }
    }
    for (average, area) in [
      (ClassAverage.macro, wanted.macroArea), (.weighted, wanted.weightedArea),
    ] {
      if let area {
        expect(try found.areaUnderROC(average: average), area, "\(average)")
      } else {
        #expect(throws: MetricError.self) { _ = try found.areaUnderROC(average: average) }
      }
    }
  }

  @Test("sorts predictions into the bins of a reliability diagram", arguments: cases)
  func calibration(name: String) throws {
    let wanted = try vectors(name)
    var found = Calibration()
    for (row, label) in wanted.labels.enumerated() {
      let confidence = wanted.rows[row].max() ?? 0
      found.count(confidence: Double(confidence), isRight: wanted.predictions[row] == label)
    }
    #expect(found.bins.map(\.count) == wanted.bins.counts)
    for (bin, index) in zip(found.bins, wanted.bins.counts.indices) {
      expect(bin.confidence, wanted.bins.confidence[index], "confidence of bin \(index)")
      expect(bin.accuracy, wanted.bins.accuracy[index], "accuracy of bin \(index)")
      #expect(bin.confidence <= bin.upper && bin.confidence >= bin.lower)
    }
    expect(found.expectedError, wanted.calibrationError, "expected error")
  }

  @Test("computes the errors and the determination of a regression")
  func regression() throws {
    let cases = try MetricVectors.read().regression
    #expect(cases.count == 7)
    for (name, wanted) in cases {
      let found = try RegressionScores(targets: wanted.targets, predictions: wanted.predictions)
      expect(found.meanAbsoluteError, wanted.meanAbsoluteError, "MAE: \(name)")
      expect(found.rootMeanSquaredError, wanted.rootMeanSquaredError, "RMSE: \(name)")
      expect(try #require(found.determination), wanted.determination, "R²: \(name)")
    }
  }

  @Test("averages the errors of several numbers")
  func severalNumbers() throws {
    let wanted = try MetricVectors.read().severalNumbers
    let found = try wanted.columns.map {
      try RegressionScores(targets: $0.targets, predictions: $0.predictions)
    }
    expect(found.mean(\.meanAbsoluteError), wanted.meanAbsoluteError, "MAE")
    expect(found.mean(\.rootMeanSquaredError), wanted.rootMeanSquaredError, "RMSE")
    expect(try #require(found.determination), wanted.determination, "R²")
  }

  @Test("computes the scores of several labels, one by one and on the average")
  func multilabel() throws {
    let cases = try MetricVectors.read().multilabel
    #expect(cases.count == 7)
    for (name, wanted) in cases {
      var found = LabelScores(labels: wanted.labels)
      for start in stride(from: 0, to: wanted.targets.count, by: wanted.labels) {
        let places = start..<start + wanted.labels
        found.count(
          targets: places.map { wanted.targets[$0] == 1 },
          answers: places.map { wanted.shares[$0] > 0.5 })
      }
      expect(found.accuracy, wanted.accuracy, "accuracy: \(name)")
      expect(found.exactAccuracy, wanted.exactAccuracy, "exact accuracy: \(name)")
      for label in 0..<wanted.labels {
        let scores = found.scores(of: label)
        expect(found.accuracy(of: label), wanted.accuracies[label], "accuracy of \(label): \(name)")
        expect(scores.precision, wanted.each.precision[label], "precision of \(label): \(name)")
        expect(scores.recall, wanted.each.recall[label], "recall of \(label): \(name)")
        expect(scores.f1, wanted.each.f1[label], "F1 of \(label): \(name)")
      }
      for (average, expected) in [
        (ClassAverage.macro, wanted.macro), (.micro, wanted.micro), (.weighted, wanted.weighted),
      ] {
        let scores = found.average(average)
        expect(scores.precision, expected.precision, "\(average) precision: \(name)")
        expect(scores.recall, expected.recall, "\(average) recall: \(name)")
        expect(scores.f1, expected.f1, "\(average) F1: \(name)")
      }
    }
  }

  @Test("computes McNemar's test, exactly for few examples that differ")
  func mcnemar() throws {
    let cases = try MetricVectors.read().mcnemar
    #expect(cases.count == 12)
    for wanted in cases {
      let found = try McNemar(counts: wanted.counts)
      #expect(found.method == (wanted.exact ? .exact : .chiSquare), "\(wanted.counts)")
      // In proportion: the probabilities may be tiny.
      #expect(abs(found.probability / wanted.probability - 1) <= 1e-12, "\(wanted.counts)")
    }
  }
}

extension McNemar {
  /// A comparison of which the counts are given: both right, only the first, the second, neither.
  init(counts: [Int]) throws {
    func repeated(_ values: [Bool]) -> [Bool] {
      zip(values, counts).flatMap { Array(repeating: $0, count: $1) }
    }
    try self.init(
      first: repeated([true, true, false, false]), second: repeated([true, false, true, false]))
  }
}
