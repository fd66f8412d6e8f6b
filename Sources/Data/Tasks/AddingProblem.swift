/// The adding problem: a sequence of numbers, two of which are marked and to be added.
///
/// Each step has a number from 0 to below 1 and a marker, which is 1 at two steps, one in each half
/// of the sequence, and else 0. What is asked is the sum of the two numbers: the first has to be kept
/// over as many steps as lie between them. Who always says 1 has a mean squared error of 1/6. Halves
/// are those of the last steps, where only some are to matter.
///
/// Source: Hochreiter and Schmidhuber, Long Short-Term Memory (1997), experiment 4, in the form of
/// Le, Jaitly and Hinton (2015).
package enum AddingProblem {
  /// How many steps a sequence may have.
  package static let steps = 2...10_000

  /// Draws a data set; the same numbers and seed give the same bytes.
  ///
  /// - Parameters:
  ///   - sizes: How many steps and sequences.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of two numbers in each step, which ask for one number.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(sequences · steps).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: 2)
    let (begin, half) = (sizes.steps - sizes.within, sizes.within / 2)
    let drawn = try sizes.draw(.adding, seed: seed, goesOn: goesOn) {
      (random, _, inputs: inout [Float], targets: inout [Float]) in
      let first = begin + random.index(below: half)
      let second = begin + half + random.index(below: sizes.within - half)
      var sum: Float = 0
      for step in 0..<sizes.steps {
        let number = random.unit()
        let isMarked = step == first || step == second
        inputs += [number, isMarked ? 1 : 0]
        if isMarked { sum += number }
      }
      targets.append(sum)
    }
    func rows(_ drawn: DrawnRows<Float, Float>) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(drawn.inputs, width: sizes.steps * 2),
        targets: RowStore(drawn.targets, width: 1))
    }
    return DataSet(
      name: "adding",
      form: ExampleForm(
        inputs: .numbers(steps: sizes.steps, names: ["number", "marker"]),
        targets: .numbers(["sum"])),
      train: rows(drawn.train), validationCount: sizes.validation, test: rows(drawn.test))
  }
}
