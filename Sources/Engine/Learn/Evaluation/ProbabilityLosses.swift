import Glibc

/// How far the shares that a model gives the classes are from the labels, on the average.
///
/// Both losses are least where the shares are the true probabilities.
package struct ProbabilityLosses: Hashable, Sendable {
  private var count = 0
  private var squares = StableSum()
  private var logarithms = StableSum()

  /// No examples.
  package init() {}

  /// Counts an example.
  ///
  /// - Parameters:
  ///   - label: The class of the label.
  ///   - shares: The share of each class, `[C]`, which sum to 1.
  /// - Precondition: the label is a class.
  /// - Complexity: O(C).
  package mutating func count(label: Int, shares: ArraySlice<Float>) {
    precondition((0..<shares.count).contains(label), "class \(label) of \(shares.count)")
    count += 1
    for (other, share) in shares.enumerated() {
      let distance = Double(share) - (other == label ? 1 : 0)
      squares.add(distance * distance)
    }
    let own = Double(shares[shares.startIndex + label])
    let least = Double.ulpOfOne
    logarithms.add(-log(min(max(own, least), 1 - least)))
  }

  /// Brier's score: the mean over the examples of `Σ_k (share_k - label_k)²`, from 0 to 2.
  ///
  /// It is scikit-learn's `brier_score_loss` with `scale_by_half=False`.
  ///
  /// - Precondition: there are examples.
  package var brier: Double { squares.value / Double(count) }

  /// The cross-entropy: the mean over the examples of `-log` of the share of the label's class.
  ///
  /// Shares nearer than 2⁻⁵² to 0 or 1 count as that near, as in scikit-learn's `log_loss`.
  ///
  /// - Precondition: there are examples.
  package var logLoss: Double { logarithms.value / Double(count) }
}
