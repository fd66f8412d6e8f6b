/// A sum of many numbers in which rounding errors do not pile up (Neumaier 1974).
///
/// What each addition loses is kept aside and added at the end.
struct StableSum: Hashable, Sendable {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum of what was added so far; infinite or no number if one of them is.
  var value: Double { sum.isFinite ? sum + lost : sum }

  /// Adds a number.
  mutating func add(_ number: Double) {
    let next = sum + number
    lost += sum.magnitude >= number.magnitude ? (sum - next) + number : (number - next) + sum
    sum = next
  }
}

extension Sequence where Element == Double {
  /// The sum, as `StableSum` has it.
  ///
  /// - Complexity: O(n).
  func stableSum() -> Double {
    var sum = StableSum()
    for number in self { sum.add(number) }
    return sum.value
  }
}
