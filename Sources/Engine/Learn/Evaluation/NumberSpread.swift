/// Where numbers lie.
package struct NumberSpread: Hashable, Sendable {
  /// The least of them.
  package let least: Double
  /// The greatest of them.
  package let greatest: Double
  /// Their mean.
  package let mean: Double
  /// The mean of the squared distances from the mean: what it costs to always say the mean.
  package let variance: Double

  /// The spread of numbers.
  ///
  /// - Precondition: there are some.
  /// - Complexity: O(n).
  package init(of numbers: [Double]) {
    precondition(!numbers.isEmpty, "the spread of no numbers")
    least = numbers.min() ?? 0
    greatest = numbers.max() ?? 0
    let mean = numbers.stableSum() / Double(numbers.count)
    self.mean = mean
    variance = numbers.map { ($0 - mean) * ($0 - mean) }.stableSum() / Double(numbers.count)
  }

  /// The standard deviation.
  package var deviation: Double { variance.squareRoot() }
}
