/// How many sequences of how many steps a drawn data set has.
package struct TaskSizes: Hashable, Sendable {
  /// How many training sequences may be asked for; one twelfth of them is for validation.
  package static let trainSizes = 12...1_000_000
  /// How many test sequences may be asked for.
  package static let testSizes = 1...1_000_000
  /// The most numbers that all sequences of a split may have together: 1 GiB of them.
  package static let numberLimit = 1 << 28
  /// How many sequences are drawn between two looks at whether the user wants to go on.
  static let patience = 1000

  /// How many steps each sequence has, `T`.
  package let steps: Int
  /// How many training sequences there are, those for validation among them.
  package let train: Int
  /// How many test sequences there are.
  package let test: Int

  /// Sizes of a data set.
  package init(steps: Int, train: Int, test: Int) {
    (self.steps, self.train, self.test) = (steps, train, test)
  }

  /// How many of the training sequences are for validation.
  var validation: Int { train / 12 }

  /// Makes sure that a data set of these sizes can be drawn.
  ///
  /// - Throws: `DataError.sizeOutOfRange`.
  func check(steps allowed: ClosedRange<Int>, numbersPerStep: Int) throws(DataError) {
    try Self.check("steps", steps, allowed)
    let limit = Self.numberLimit / (steps * numbersPerStep)
    for (name, value, sizes) in [
      ("train", train, Self.trainSizes), ("test", test, Self.testSizes),
    ] {
      try Self.check(name, value, sizes.lowerBound...min(sizes.upperBound, limit))
    }
  }

  private static func check(
    _ parameter: String, _ value: Int, _ allowed: ClosedRange<Int>
  ) throws(DataError) {
    guard allowed.contains(value) else {
      throw .sizeOutOfRange(parameter: parameter, value: value, allowed: allowed)
    }
  }
}
