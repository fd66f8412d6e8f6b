/// Where numbers lie.
package struct NumberRange: Hashable, Sendable {
  /// How many there are.
  package private(set) var count = 0
  /// The least of them; infinite if there are none.
  package private(set) var least = Float.infinity
  /// The greatest of them; infinite below if there are none.
  package private(set) var greatest = -Float.infinity
  // Sums of the distances from the first number, so that nothing is lost where the mean is large.
  private var first: Float = 0
  private var sum = 0.0
  private var squares = 0.0

  /// Takes a number in.
  ///
  /// - Complexity: O(1).
  package mutating func include(_ number: Float) {
    if count == 0 { first = number }
    count += 1
    least = min(least, number)
    greatest = max(greatest, number)
    let distance = Double(number) - Double(first)
    sum += distance
    squares += distance * distance
  }

  /// Their mean; 0 if there are none.
  package var mean: Double { count == 0 ? 0 : Double(first) + sum / Double(count) }

  /// Their standard deviation over all, as numpy's `std`; 0 if there are none.
  package var deviation: Double {
    guard count > 0 else { return 0 }
    let mean = sum / Double(count)
    return max(0, squares / Double(count) - mean * mean).squareRoot()
  }

  /// Whether there are some, and all are the same.
  package var isConstant: Bool { count > 0 && least == greatest }
}

extension Split {
  /// Where the numbers that are read at each step lie, over the steps that there are.
  ///
  /// Steps that several examples share, as windows do, count once.
  ///
  /// - Returns: A range for each number of a step, `[I]`; of images, one for all pixels; none where
  ///   symbols are read.
  /// - Complexity: O(numbers).
  package func inputRanges() -> [NumberRange] {
    if case .symbols = form.inputs { return [] }
    let perStep = form.imageSize == nil ? form.features : 1
    var ranges = [NumberRange](repeating: NumberRange(), count: perStep)
    if rows.inputs.sharesNumbers {
      let isRead = rows.inputs.isRead(by: ownRows)
      let (numbers, pitch) = (rows.inputs.numbers, rows.inputs.pitch)
      for step in isRead.indices where isRead[step] {
        for place in 0..<pitch { ranges[place % perStep].include(numbers[step * pitch + place]) }
      }
      return ranges
    }
    forEachRow(of: rows.inputs) { row, numbers in
      let own = form.imageSize == nil ? length(at: row) * perStep : numbers.count
      for place in 0..<own { ranges[place % perStep].include(numbers[place]) }
    }
    return ranges
  }

  /// Where the numbers that are asked for lie.
  ///
  /// - Returns: A range for each, `[C]`.
  /// - Complexity: O(numbers).
  package func targetRanges() -> [NumberRange] {
    var ranges = [NumberRange](repeating: NumberRange(), count: targetWidth)
    forEachRow(of: rows.targets) { _, numbers in
      for place in numbers.indices { ranges[place].include(numbers[place]) }
    }
    return ranges
  }

  /// Where the lengths of the examples lie.
  ///
  /// - Complexity: O(N).
  package func lengthRange() -> NumberRange {
    var range = NumberRange()
    for row in 0..<count { range.include(Float(length(at: row))) }
    return range
  }

  /// Calls a function with the numbers of each row, which it may not keep.
  private func forEachRow(of store: RowStore, _ use: (Int, [Float]) -> Void) {
    var numbers = [Float](repeating: 0, count: store.width)
    for row in 0..<count {
      var span = numbers.mutableSpan
      store.fill(row: firstRow + row, into: &span)
      use(row, numbers)
    }
  }
}
