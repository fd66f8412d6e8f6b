/// How well a model does on some examples.
package struct Evaluation: Hashable, Sendable {
  /// How many examples there are.
  package let examples: Int
  /// The mean loss over all that is asked, of the kind that is usual for the targets.
  package let loss: Double
  /// What else was measured.
  package let scores: Scores

  /// What is measured besides the loss, by what is asked.
  package enum Scores: Hashable, Sendable {
    /// How often examples of each class were taken for each class.
    case classes(ConfusionMatrix)
    /// How often each label was found.
    case labels(LabelScores)
    /// How far each number is from what it is to be.
    case numbers([RegressionScores])
    /// How often steps of each class were taken for each class, and in how many examples all steps
    /// were right.
    case steps(ConfusionMatrix, wholeSequences: Int)
    /// The same of tokens.
    case tokens(ConfusionMatrix, wholeSequences: Int)
  }

  /// The confusion of classes, of examples or of steps; nil if nothing of one class is asked.
  package var confusion: ConfusionMatrix? {
    switch scores {
    case .classes(let confusion), .steps(let confusion, _), .tokens(let confusion, _): confusion
    case .labels, .numbers: nil
    }
  }

  /// The number by which training tells how it goes: see `Targets.score`.
  ///
  /// - Complexity: O(classes).
  package var score: Double {
    switch scores {
    case .classes(let confusion), .steps(let confusion, _): confusion.accuracy
    case .labels(let labels): labels.accuracy
    case .numbers(let numbers): numbers.mean(\.meanAbsoluteError)
    case .tokens: loss * bitsPerUnit
    }
  }
}

extension ConfusionMatrix {
  /// The share of what was classified rightly; 0 if nothing was asked.
  ///
  /// - Complexity: O(classes²).
  package var accuracy: Double {
    Double(correct) / Double(max(1, counts.reduce(0, +)))
  }
}

extension [RegressionScores] {
  /// The mean over the numbers that are asked for, as scikit-learn's `uniform_average`.
  package func mean(_ score: (RegressionScores) -> Double) -> Double {
    map(score).stableSum() / Double(count)
  }

  /// The mean R² of the numbers that are asked for; nil for a single example.
  package var determination: Double? {
    let each = compactMap(\.determination)
    return each.count == count ? each.stableSum() / Double(count) : nil
  }
}

/// What a model says of some examples.
package struct Predictions: Hashable, Sendable {
  /// The class with the largest share, the first of equals: of each row, or of each step of each row
  /// one after the other; empty unless one of some classes is asked for.
  package let classes: [Int]
  /// The answers to each row, `[rows][C]` or `[rows][T·C]`: shares of classes, of each label, or
  /// numbers.
  package let answers: [[Float]]
}
