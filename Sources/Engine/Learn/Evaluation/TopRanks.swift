/// How far from the top the labels' classes stand when classes are ordered by their shares.
///
/// One count for each place is kept, so that every top-k accuracy can be had and memory does not
/// grow with the examples.
package struct TopRanks: Hashable, Sendable {
  /// How many examples have their label at each place, the likeliest first, `[C]`.
  package private(set) var counts: [Int]

  /// No examples of so many classes.
  package init(classes: Int) { counts = Array(repeating: 0, count: classes) }

  /// How many classes there are, `C`.
  package var classes: Int { counts.count }

  /// Counts an example.
  ///
  /// Among equal shares the later class stands first, except that of two classes it is the earlier
  /// one: so scikit-learn's `top_k_accuracy_score` has it. A share that is no number stands last.
  ///
  /// - Parameters:
  ///   - label: The class of the label.
  ///   - shares: The share of each class, `[C]`.
  /// - Precondition: the label is a class, and each class has a share.
  /// - Complexity: O(C).
  package mutating func count(label: Int, shares: ArraySlice<Float>) {
    precondition(shares.count == classes && (0..<classes).contains(label), "class \(label)")
    let own = shares[shares.startIndex + label]
    var place = 0
    for (other, share) in shares.enumerated() where other != label {
      let isFirstOfEquals = classes == 2 ? label < other : label > other
      let standsBefore = own > share || (own == share && isFirstOfEquals)
      if !standsBefore { place += 1 }
    }
    counts[place] += 1
  }

  /// The share of examples whose label is among the `k` likeliest classes.
  ///
  /// - Precondition: `k` is from 1 to `classes`, and there are examples.
  /// - Complexity: O(k + classes).
  package func accuracy(within k: Int) -> Double {
    precondition((1...classes).contains(k), "the first \(k) of \(classes) classes")
    return Double(counts[..<k].reduce(0, +)) / Double(counts.reduce(0, +))
  }
}
