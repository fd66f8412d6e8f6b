/// Shuffling of our own, so that a seed means the same order with every version of Swift.
package enum Shuffle {
  /// Draws a number in 0 ..< `bound`, each equally likely.
  ///
  /// Source: Lemire, "Fast Random Integer Generation in an Interval", 2019: a multiplication
  /// instead of a division, and a second draw only where the result would be uneven.
  ///
  /// - Precondition: `bound` is at least 1.
  package static func uniform(
    below bound: UInt64, using random: inout some RandomNumberGenerator
  ) -> UInt64 {
    precondition(bound > 0, "a number below 0 was asked for")
    var product = random.next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let uneven = (0 &- bound) % bound
      while product.low < uneven { product = random.next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// Puts rows into a random order, each order equally likely.
  ///
  /// Source: Durstenfeld's form of the Fisher-Yates shuffle, from the last row down.
  ///
  /// - Complexity: O(n), one draw for each row but the first.
  package static func shuffle(
    _ rows: inout [Int32], using random: inout some RandomNumberGenerator
  ) {
    guard rows.count > 1 else { return }
    for last in stride(from: rows.count - 1, to: 0, by: -1) {
      rows.swapAt(last, Int(uniform(below: UInt64(last) + 1, using: &random)))
    }
  }
}
