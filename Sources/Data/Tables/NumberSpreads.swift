/// Where the numbers of examples lie.
package struct NumberSpreads: Hashable, Sendable {
  /// Mean and standard deviation of a number.
  package struct Spread: Hashable, Sendable {
    /// The mean.
    package let mean: Float
    /// The standard deviation over all, as numpy's `std`; 0 where all are the same.
    package let deviation: Float
  }

  /// Those of each number of a step, over all steps, `[I]`.
  package let inputs: [Spread]
  /// Those of each number that is asked for, `[C]`; empty where classes are.
  package let targets: [Spread]
}

extension NumberSpreads.Spread {
  /// A number that is to stay as it is.
  static let none = Self(mean: 0, deviation: 1)

  /// The spread of numbers, in two passes, so that nothing is lost where the mean is large.
  ///
  /// - Complexity: O(numbers).
  init(of numbers: some Sequence<Float>) {
    var (sum, count) = (0.0, 0.0)
    for number in numbers { (sum, count) = (sum + Double(number), count + 1) }
    let mean = count > 0 ? sum / count : 0
    var squares = 0.0
    for number in numbers { squares += (Double(number) - mean) * (Double(number) - mean) }
    self.init(
      mean: Float(mean), deviation: count > 0 ? Float((squares / count).squareRoot()) : 0)
  }
}
