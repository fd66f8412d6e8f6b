import MNLTensor

/// What is counted while examples stream through, by what is asked of them.
struct ScoreTally {
  private let targets: Targets
  private let steps: Int
  private let isThorough: Bool
  private var examples = 0
  /// How much was asked: examples, or steps at which something is.
  private var asked = 0
  private var loss = StableSum()
  private var confusion: ConfusionMatrix
  private var wholeSequences = 0
  private var labels: LabelScores
  private var numbers: [(targets: [Double], answers: [Double])]
  private var classes: ClassAssessment?

  /// Nothing is counted yet; a thorough tally counts all there is.
  init(_ all: any Examples, isThorough: Bool) {
    targets = all.shape.targets
    steps = targets.isPerStep ? all.shape.steps : 1
    self.isThorough = isThorough
    confusion = ConfusionMatrix(classes: targets.isOneOfClasses ? targets.count : 0)
    labels = LabelScores(labels: targets.count)
    numbers = Array(repeating: ([], []), count: targets.count)
    if isThorough, case .classes(let count) = targets {
      classes = ClassAssessment(examples: all.count, classes: count)
    }
  }

  /// What it has to see of a network, in this order.
  func fetches(of network: Network) -> [Node] {
    switch targets {
    case .classes:
      [network.losses] + choice(of: network) + (isThorough ? [network.answers] : [])
    case .stepClasses, .nextToken: [network.losses] + choice(of: network) + [network.targets]
    case .labels, .numbers: [network.losses, network.answers, network.targets]
    }
  }

  private func choice(of network: Network) -> [Node] {
    guard let choice = network.choice else { preconditionFailure("a network of other targets") }
    return [choice.actual, choice.predicted]
  }

  /// Counts so many rows, of which `found` are the fetched values.
  ///
  /// - Throws: `MetricError.notFinite` for a loss that is not.
  mutating func count(_ found: [Tensor<Float>], rows: Int) throws(MetricError) {
    for place in 0..<rows * steps {
      let loss = Double(found[0][place])
      guard loss.isFinite else { throw .notFinite(row: examples + place / steps) }
      self.loss.add(loss)
    }
    switch targets {
    case .classes: countClasses(found, rows)
    case .stepClasses, .nextToken: countSteps(found, rows)
    case .labels, .numbers: countAnswers(found[1], found[2], rows)
    }
    examples += rows
  }

  private mutating func countClasses(_ found: [Tensor<Float>], _ rows: Int) {
    asked += rows
    let shares = isThorough ? found[3].values : []
    let width = targets.count
    for row in 0..<rows {
      let (actual, predicted) = (Int(found[1][row]), Int(found[2][row]))
      confusion.count(actual: actual, predicted: predicted)
      classes?.count(
        actual: actual, predicted: predicted, shares: shares[row * width..<(row + 1) * width])
    }
  }

  private mutating func countSteps(_ found: [Tensor<Float>], _ rows: Int) {
    let width = targets.count
    for row in 0..<rows {
      var isWhole = true
      for place in row * steps..<(row + 1) * steps {
        let (actual, predicted) = (Int(found[1][place]), Int(found[2][place]))
        // Nothing is asked at a step without a target.
        guard found[3][place * width + actual] > 0 else { continue }
        asked += 1
        confusion.count(actual: actual, predicted: predicted)
        isWhole = isWhole && actual == predicted
      }
      wholeSequences += isWhole ? 1 : 0
    }
  }

  private mutating func countAnswers(
    _ answers: Tensor<Float>, _ wanted: Tensor<Float>, _ rows: Int
  ) {
    asked += rows
    let width = targets.count
    for row in 0..<rows {
      let places = row * width..<(row + 1) * width
      guard case .numbers = targets else {
        labels.count(
          targets: places.map { wanted[$0] > 0.5 }, answers: places.map { answers[$0] > 0.5 })
        continue
      }
      for (column, place) in places.enumerated() {
        numbers[column].targets.append(Double(wanted[place]))
        numbers[column].answers.append(Double(answers[place]))
      }
    }
  }

  /// All that was counted.
  ///
  /// - Throws: What `RegressionScores` throws.
  func assessment() throws(MetricError) -> Assessment {
    let scores: Evaluation.Scores
    switch targets {
    case .classes: scores = .classes(confusion)
    case .labels: scores = .labels(labels)
    case .stepClasses: scores = .steps(confusion, wholeSequences: wholeSequences)
    case .nextToken: scores = .tokens(confusion, wholeSequences: wholeSequences)
    case .numbers:
      var each: [RegressionScores] = []
      for number in numbers {
        each.append(try RegressionScores(targets: number.targets, predictions: number.answers))
      }
      scores = .numbers(each)
    }
    return Assessment(
      evaluation: Evaluation(
        examples: examples, loss: loss.value / Double(max(1, asked)), scores: scores),
      classes: classes)
  }
}
