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
  /// In how many of the last steps everything happens that matters: all of them, or fewer to begin
  /// with.
  package let within: Int
  /// How many steps the shortest sequence may have: lengths are drawn from there up to `steps`; nil
  /// if all have `steps`.
  package let shortest: Int?
  /// How many training sequences there are, those for validation among them.
  package let train: Int
  /// How many test sequences there are.
  package let test: Int

  /// Sizes of a data set; without `within`, all steps matter, and without `shortest`, all sequences
  /// have all of them.
  package init(
    steps: Int, within: Int? = nil, shortest: Int? = nil, train: Int, test: Int
  ) {
    (self.steps, self.within, self.train, self.test) = (steps, within ?? steps, train, test)
    self.shortest = shortest
  }

  /// How many of the training sequences are for validation.
  var validation: Int { train / 12 }

  /// Makes sure that a data set of these sizes can be drawn.
  ///
  /// - Throws: `DataError.sizeOutOfRange`.
  func check(steps allowed: ClosedRange<Int>, numbersPerStep: Int) throws(DataError) {
    try Self.check("steps", steps, allowed)
    try Self.check("within", within, allowed.lowerBound...steps)
    if let shortest { try Self.check("shortest", shortest, 0...steps) }
    let limit = Self.numberLimit / (steps * numbersPerStep)
    for (name, value, sizes) in [
      ("train", train, Self.trainSizes), ("test", test, Self.testSizes),
    ] {
      try Self.check(name, value, sizes.lowerBound...min(sizes.upperBound, limit))
    }
  }

  /// Draws the training and the test sequences, each from a random stream of its own: the first
  /// hundred are the same whether a hundred or a million are drawn.
  ///
  /// - Parameters:
  ///   - task: Tells the streams of tasks apart.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  ///   - row: Draws a sequence of so many steps: appends its inputs and its targets, with what fills
  ///     the steps that it does not have.
  /// - Returns: What is kept of all inputs and targets.
  /// - Throws: `DataError.interrupted`.
  func draw<Input, Target>(
    _ task: DrawnTask, seed: UInt64, goesOn: (Int) -> Bool,
    row: (inout SplitMix64, Int, inout [Input], inout [Target]) -> Void
  ) throws(DataError) -> (train: DrawnRows<Input, Target>, test: DrawnRows<Input, Target>) {
    func rows(_ count: Int, _ stream: UInt64, after done: Int) throws(DataError) -> DrawnRows<
      Input, Target
    > {
      var drawn = DrawnRows<Input, Target>()
      if shortest != nil { drawn.lengths = [] }
      for index in 0..<count {
        if index % Self.patience == 0, !goesOn(done + index) { throw .interrupted }
        var random = SplitMix64(seed: seed, stream: stream, index: UInt64(index))
        let length = length(using: &random)
        drawn.lengths?.append(Int32(length))
        row(&random, length, &drawn.inputs, &drawn.targets)
      }
      return drawn
    }
    return (
      try rows(train, task.rawValue, after: 0),
      try rows(test, task.rawValue + 1, after: train)
    )
  }

  /// How many steps the next sequence has; nothing is drawn if all have as many.
  private func length(using random: inout SplitMix64) -> Int {
    guard let shortest else { return steps }
    return shortest + random.index(below: steps - shortest + 1)
  }

  /// Makes sure that a number lies in its range.
  ///
  /// - Throws: `DataError.sizeOutOfRange`.
  static func check(
    _ parameter: String, _ value: Int, _ allowed: ClosedRange<Int>
  ) throws(DataError) {
    guard allowed.contains(value) else {
      throw .sizeOutOfRange(parameter: parameter, value: value, allowed: allowed)
    }
  }
}

/// What is drawn; the raw values and those after them tell random streams apart, and never change.
enum DrawnTask: UInt64 {
  case adding = 16
  case parity = 18
  case letters = 20
  case reber = 22
  case copying = 24
  case sensors = 26
  case oscillations = 28
  case seasons = 30
  case stories = 32
  case reviews = 34
}

/// What is kept of drawn sequences, one after the other.
struct DrawnRows<Input, Target> {
  var inputs: [Input] = []
  var targets: [Target] = []
  /// How many steps each has; nil if all have as many.
  var lengths: [Int32]?
}
