/// The embedded Reber grammar: strings of seven symbols, of which is asked which symbol comes next.
///
/// A string is `B`, then `T` or `P`, then a string of Reber's grammar, then the same `T` or `P` again,
/// then `E`. What comes next is mostly one of two symbols, equally likely; but the last but one is
/// certain to who remembers the second, over all that lies between.
///
/// Source: Reber, Implicit learning of artificial grammars (1967); embedded by Hochreiter and
/// Schmidhuber, Long Short-Term Memory (1997), experiment 1.
package enum ReberGrammar {
  /// How long a string may be at most; the shortest has 9 symbols.
  package static let steps = 9...1000
  /// The symbols.
  package static let symbols = ["B", "T", "P", "S", "X", "V", "E"]

  /// Where each state of the grammar leads: by which symbol, to which state.
  private static let transitions: [[(symbol: UInt8, next: Int)]] = {
    func place(_ name: String) -> UInt8 { UInt8(symbols.firstIndex(of: name) ?? 0) }
    return [
      [(place("B"), 1)],
      [(place("T"), 2), (place("P"), 3)],
      [(place("S"), 2), (place("X"), 4)],
      [(place("T"), 3), (place("V"), 5)],
      [(place("X"), 3), (place("S"), 6)],
      [(place("P"), 4), (place("V"), 6)],
      [(place("E"), 7)],
    ]
  }()

  /// Draws a data set; the same numbers and seed give the same bytes.
  ///
  /// - Parameters:
  ///   - sizes: How many sequences, and how many steps there is room for: longer strings are drawn
  ///     again.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of symbols, with the next one for each step but the last.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(sequences · steps).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: symbols.count)
    let drawn = try sizes.draw(.reber, seed: seed, goesOn: goesOn) {
      (random, _, inputs: inout [UInt8], targets: inout [UInt8]) in
      var string = embedded(using: &random)
      while string.count > sizes.steps { string = embedded(using: &random) }
      let rest = [UInt8](repeating: RowStore.none, count: sizes.steps - string.count)
      inputs += string + rest
      targets += string.dropFirst() + [RowStore.none] + rest
    }
    func rows(_ drawn: DrawnRows<UInt8, UInt8>) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(drawn.inputs, classes: symbols.count, places: sizes.steps),
        targets: RowStore(drawn.targets, classes: symbols.count, places: sizes.steps))
    }
    return DataSet(
      name: "reber",
      form: ExampleForm(
        inputs: .symbols(steps: sizes.steps, names: symbols), targets: .nextSymbol(symbols)),
      train: rows(drawn.train), validationCount: sizes.validation, test: rows(drawn.test))
  }

  /// A string of the embedded grammar.
  private static func embedded(using random: inout SplitMix64) -> [UInt8] {
    let kind = transitions[1][random.index(below: 2)].symbol
    var string = [transitions[0][0].symbol, kind]
    var state = 0
    while state < transitions.count {
      let ways = transitions[state]
      let way = ways.count == 1 ? ways[0] : ways[random.index(below: ways.count)]
      string.append(way.symbol)
      state = way.next
    }
    return string + [kind, transitions[6][0].symbol]
  }
}
