/// Letter sets: a sequence of letters, of which is asked which ones occur in it.
///
/// An example has any number of labels: each letter is one of its own.
package enum LetterSets {
  /// How many steps a sequence may have.
  package static let steps = 1...10_000
  /// The letters.
  package static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]

  /// Draws a data set; the same numbers and seed give the same bytes.
  ///
  /// - Parameters:
  ///   - sizes: How many steps and sequences.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of letters, which have the letters as labels.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(sequences · steps).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: letters.count)
    let drawn = try sizes.draw(.letters, seed: seed, goesOn: goesOn) {
      (random, length, inputs: inout [UInt8], targets: inout [UInt8]) in
      var occurs = [UInt8](repeating: 0, count: letters.count)
      for _ in 0..<length {
        let letter = random.index(below: letters.count)
        inputs.append(UInt8(letter))
        occurs[letter] = 1
      }
      inputs += [UInt8](repeating: RowStore.none, count: sizes.steps - length)
      targets += occurs
    }
    func rows(_ drawn: DrawnRows<UInt8, UInt8>) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(drawn.inputs, classes: letters.count, places: sizes.steps),
        targets: RowStore(drawn.targets, scale: 1, width: letters.count),
        lengths: drawn.lengths)
    }
    return DataSet(
      name: "letters",
      form: ExampleForm(
        inputs: .symbols(steps: sizes.steps, names: letters), targets: .labels(letters)),
      train: rows(drawn.train), validationCount: sizes.validation, test: rows(drawn.test))
  }
}
