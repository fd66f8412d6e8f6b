/// How well a model does on some examples.
package struct Evaluation: Hashable, Sendable {
  /// How many examples there are.
  package let examples: Int
  /// The mean cross-entropy.
  package let loss: Double
  /// How often examples of each class were taken for each class.
  package let confusion: ConfusionMatrix

  /// How many examples were classified rightly.
  ///
  /// - Complexity: O(classes).
  package var correct: Int { confusion.correct }
  /// The share of examples that were classified rightly.
  ///
  /// - Complexity: O(classes).
  package var accuracy: Double { Double(correct) / Double(examples) }
}

/// What a model takes some examples for.
package struct Predictions: Hashable, Sendable {
  /// The class with the largest share in each row; the first of equals.
  package let classes: [Int]
  /// The share of each class in each row, `[rows][C]`.
  package let probabilities: [[Float]]
}
