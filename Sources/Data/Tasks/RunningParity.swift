/// Running parity: a sequence of bits, of which is asked at each step whether the ones so far are even
/// or odd in number.
///
/// The answer turns over with every 1, so that a network has to keep one bit for as long as it takes.
/// Who guesses is right at half of the steps.
package enum RunningParity {
  /// How many steps a sequence may have.
  package static let steps = 1...10_000
  /// What the targets are called.
  package static let classes = ["even", "odd"]

  /// Draws a data set; the same numbers and seed give the same bytes.
  ///
  /// - Parameters:
  ///   - sizes: How many steps and sequences.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of one number in each step, with a class for each step that they have.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(sequences · steps).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: 1)
    let drawn = try sizes.draw(.parity, seed: seed, goesOn: goesOn) {
      (random, length, inputs: inout [UInt8], targets: inout [UInt8]) in
      var parity: UInt8 = 0
      for _ in 0..<length {
        let bit: UInt8 = random.chance(0.5) ? 1 : 0
        parity ^= bit
        inputs.append(bit)
        targets.append(parity)
      }
      inputs += [UInt8](repeating: 0, count: sizes.steps - length)
      targets += [UInt8](repeating: RowStore.none, count: sizes.steps - length)
    }
    func rows(_ drawn: DrawnRows<UInt8, UInt8>) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(drawn.inputs, scale: 1, width: sizes.steps),
        targets: RowStore(drawn.targets, classes: classes.count, places: sizes.steps),
        lengths: drawn.lengths)
    }
    return DataSet(
      name: "parity",
      form: ExampleForm(
        inputs: .numbers(steps: sizes.steps, names: ["bit"]), targets: .stepClasses(classes)),
      train: rows(drawn.train), validationCount: sizes.validation, test: rows(drawn.test))
  }
}
