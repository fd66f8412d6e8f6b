/// Where a share probably lies, seen from a sample.
package struct ConfidenceInterval: Hashable, Sendable {
  /// The lower end, from 0.
  package let lower: Double
  /// The upper end, up to 1.
  package let upper: Double

  /// How many standard deviations on both sides of the mean hold 95 % of a normal distribution.
  private static let deviations = 1.959963984540054

  /// Wilson's interval of 95 % for a share of which `successes` of `trials` were seen.
  ///
  /// Unlike the textbook's `p ± 1.96 √(p(1-p)/n)` it never leaves 0…1, and is not empty where all
  /// or none succeeded. Source: Wilson, Journal of the American Statistical Association 22 (1927).
  ///
  /// - Precondition: `trials` is at least 1, `successes` from 0 to `trials`.
  package init(successes: Int, of trials: Int) {
    precondition(trials > 0 && (0...trials).contains(successes), "\(successes) of \(trials)")
    let count = Double(trials)
    let share = Double(successes) / count
    let square = Self.deviations * Self.deviations
    let scale = 1 + square / count
    let center = (share + square / (2 * count)) / scale
    let spread = share * (1 - share) / count + square / (4 * count * count)
    let distance = Self.deviations * spread.squareRoot() / scale
    lower = max(0, center - distance)
    upper = min(1, center + distance)
  }
}
