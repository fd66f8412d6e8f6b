/// The copying problem: some letters, then a long wait, then a mark at which the letters are to be told
/// in their order.
///
/// Nothing is asked before. Who has forgotten them and guesses is right at one step in eight. Where
/// only the last steps are to matter, nothing happens before them.
///
/// Source: Hochreiter and Schmidhuber, Long Short-Term Memory (1997); in this form Arjovsky, Shah and
/// Bengio, Unitary evolution recurrent neural networks (2016), with fewer letters.
package enum CopyingMemory {
  /// How many letters are to be kept.
  package static let length = 5
  /// How many steps a sequence may have: the letters, at least one to wait, and the letters again.
  package static let steps = (2 * length + 1)...10_000
  /// The letters.
  package static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]
  /// The inputs: the letters, what is there while nothing happens, and the mark.
  package static let symbols = letters + ["-", "?"]

  /// Draws a data set; the same numbers and seed give the same bytes.
  ///
  /// - Parameters:
  ///   - sizes: How many steps and sequences.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of symbols, with a letter for each of the last steps.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(sequences · steps).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: symbols.count)
    let (begin, wait) = (sizes.steps - sizes.within, sizes.within - 2 * length)
    let (nothing, mark) = (UInt8(letters.count), UInt8(letters.count + 1))
    let drawn = try sizes.draw(.copying, seed: seed, goesOn: goesOn) {
      (random, _, inputs: inout [UInt8], targets: inout [UInt8]) in
      let word = (0..<length).map { _ in UInt8(random.index(below: letters.count)) }
      inputs += [UInt8](repeating: nothing, count: begin) + word
      inputs += [UInt8](repeating: nothing, count: wait)
      inputs += [UInt8](repeating: mark, count: length)
      targets += [UInt8](repeating: RowStore.none, count: begin + length + wait)
      targets += word
    }
    func rows(_ drawn: DrawnRows<UInt8, UInt8>) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(drawn.inputs, classes: symbols.count, places: sizes.steps),
        targets: RowStore(drawn.targets, classes: letters.count, places: sizes.steps))
    }
    return DataSet(
      name: "copying",
      form: ExampleForm(
        inputs: .symbols(steps: sizes.steps, names: symbols), targets: .stepClasses(letters)),
      train: rows(drawn.train), validationCount: sizes.validation, test: rows(drawn.test))
  }
}
