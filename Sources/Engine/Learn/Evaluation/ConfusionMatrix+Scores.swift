/// How well one class is recognised, or several on the average; each number is from 0 to 1.
package struct ClassScores: Hashable, Sendable {
  /// The share of right ones among the examples that were taken for the class.
  package let precision: Double
  /// The share of the class's examples that were taken for it.
  package let recall: Double
  /// The harmonic mean of the two.
  package let f1: Double
}

/// How the scores of classes become one.
package enum ClassAverage: String, Hashable, Sendable, CaseIterable {
  /// The mean over the classes: each counts the same.
  case macro
  /// From the counts of all classes together: each example counts the same.
  case micro
  /// The mean over the classes, each with the weight of its examples.
  case weighted
}

extension ConfusionMatrix {
  /// Counts examples by their labels and the predicted classes.
  ///
  /// - Throws: `MetricError.sizesDiffer`, and `.labelOutOfRange` for either of the two.
  /// - Complexity: O(examples + classes²).
  package init(classes: Int, labels: [Int], predictions: [Int]) throws(MetricError) {
    guard labels.count == predictions.count else {
      throw .sizesDiffer(
        what: "labels and predictions", first: labels.count, second: predictions.count)
    }
    self.init(classes: classes)
    for (row, pair) in zip(labels, predictions).enumerated() {
      for label in [pair.0, pair.1] where !(0..<classes).contains(label) {
        throw .labelOutOfRange(row: row, label: label, classes: classes)
      }
      count(actual: pair.0, predicted: pair.1)
    }
  }

  /// How many examples were taken for a class.
  ///
  /// - Complexity: O(classes).
  package func examples(takenFor predicted: Int) -> Int {
    (0..<classes).reduce(0) { $0 + self[actual: $1, predicted: predicted] }
  }

  /// The precision, recall and F1 of a class.
  ///
  /// A quotient by 0 is 0, as scikit-learn has it with `zero_division=0`: the precision of a class
  /// that was never predicted, the recall of one that does not occur.
  ///
  /// - Complexity: O(classes).
  package func scores(of label: Int) -> ClassScores {
    ClassScores(
      right: self[actual: label, predicted: label], taken: examples(takenFor: label),
      examples: examples(of: label))
  }

  /// The scores of all classes as one.
  ///
  /// Every class counts in the macro average, also one that does not occur; the F1 is the mean of
  /// the classes' F1. As each example has one class, the micro average is the accuracy, thrice.
  ///
  /// - Complexity: O(classes²).
  package func average(_ average: ClassAverage) -> ClassScores {
    let total = counts.reduce(0, +)
    if average == .micro { return ClassScores(right: correct, taken: total, examples: total) }
    return ClassScores(
      meanOf: (0..<classes).map { scores(of: $0) },
      weights: average == .macro ? nil : (0..<classes).map { Double(examples(of: $0)) })
  }
}

extension ClassScores {
  /// The mean of scores, in which each counts the same or by its weight; 0 if all weights are.
  init(meanOf scores: [ClassScores], weights: [Double]?) {
    let weights = weights ?? scores.map { _ in 1 }
    let sum = weights.reduce(0, +)
    func mean(_ numbers: [Double]) -> Double {
      sum == 0 ? 0 : zip(weights, numbers).map { $0 * $1 }.stableSum() / sum
    }
    precision = mean(scores.map(\.precision))
    recall = mean(scores.map(\.recall))
    f1 = mean(scores.map(\.f1))
  }

  /// The scores of a class of which `right` examples were recognised.
  init(right: Int, taken: Int, examples: Int) {
    precision = taken == 0 ? 0 : Double(right) / Double(taken)
    recall = examples == 0 ? 0 : Double(right) / Double(examples)
    let both = taken + examples
    f1 = both == 0 ? 0 : Double(2 * right) / Double(both)
  }
}
