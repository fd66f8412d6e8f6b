/// How well a model finds labels, of which an example may have any number.
///
/// A label is taken for found where its share is above a half.
package struct LabelScores: Hashable, Sendable {
  /// How many labels there are, `C`.
  package let labels: Int
  /// How many examples there are, `N`.
  package private(set) var examples = 0
  /// In how many examples all labels were right.
  package private(set) var exactMatches = 0
  /// How many examples have each label and were found to have it, `[C]`.
  private var hits: [Int]
  /// How many examples were found to have each label, `[C]`.
  private var found: [Int]
  /// How many examples have each label, `[C]`.
  private var present: [Int]

  /// No examples of so many labels.
  package init(labels: Int) {
    self.labels = labels
    hits = Array(repeating: 0, count: labels)
    (found, present) = (hits, hits)
  }

  /// Counts an example.
  ///
  /// - Parameters:
  ///   - targets: Whether it has each label, `[C]`.
  ///   - answers: Whether each was found, `[C]`.
  /// - Precondition: both are as many as labels.
  package mutating func count(targets: [Bool], answers: [Bool]) {
    precondition(targets.count == labels && answers.count == labels, "\(labels) labels")
    examples += 1
    if targets == answers { exactMatches += 1 }
    for label in 0..<labels {
      hits[label] += targets[label] && answers[label] ? 1 : 0
      found[label] += answers[label] ? 1 : 0
      present[label] += targets[label] ? 1 : 0
    }
  }

  /// How many examples have a label.
  package func examples(with label: Int) -> Int { present[label] }

  /// The share of examples in which a label was rightly found or not found.
  ///
  /// - Precondition: there are examples.
  package func accuracy(of label: Int) -> Double {
    Double(examples - found[label] - present[label] + 2 * hits[label]) / Double(examples)
  }

  /// The share of all labels of all examples that are right: 1 less the Hamming loss.
  package var accuracy: Double {
    (0..<labels).map { accuracy(of: $0) }.stableSum() / Double(labels)
  }

  /// The share of examples all of whose labels are right: the subset accuracy.
  package var exactAccuracy: Double { Double(exactMatches) / Double(examples) }

  /// The precision, recall and F1 of a label; a quotient by 0 is 0.
  package func scores(of label: Int) -> ClassScores {
    ClassScores(right: hits[label], taken: found[label], examples: present[label])
  }

  /// The scores of all labels as one; a quotient by 0 is 0.
  ///
  /// - Complexity: O(labels).
  package func average(_ average: ClassAverage) -> ClassScores {
    if average == .micro {
      return ClassScores(
        right: hits.reduce(0, +), taken: found.reduce(0, +), examples: present.reduce(0, +))
    }
    return ClassScores(
      meanOf: (0..<labels).map { scores(of: $0) },
      weights: average == .macro ? nil : present.map(Double.init))
  }
}
