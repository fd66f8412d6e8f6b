/// How often examples of each class were taken for each class.
package struct ConfusionMatrix: Hashable, Sendable {
  /// How many classes there are, `C`.
  package let classes: Int
  /// The counts, `[C, C]`: rows are the classes of the labels, columns the predicted ones.
  package private(set) var counts: [Int]

  /// A matrix without examples.
  package init(classes: Int) {
    self.classes = classes
    counts = Array(repeating: 0, count: classes * classes)
  }

  /// How many examples of class `actual` were taken for class `predicted`.
  package subscript(actual actual: Int, predicted predicted: Int) -> Int {
    counts[actual * classes + predicted]
  }

  /// How many examples were classified rightly.
  ///
  /// - Complexity: O(classes).
  package var correct: Int {
    (0..<classes).map { self[actual: $0, predicted: $0] }.reduce(0, +)
  }

  /// How many examples of a class there were.
  ///
  /// - Complexity: O(classes).
  package func examples(of actual: Int) -> Int {
    counts[actual * classes..<(actual + 1) * classes].reduce(0, +)
  }

  /// Counts an example.
  mutating func count(actual: Int, predicted: Int) {
    counts[actual * classes + predicted] += 1
  }
}
