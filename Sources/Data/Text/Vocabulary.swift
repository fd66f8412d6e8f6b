/// The units that a model knows, each with a code; all others have one code together, the last.
package struct Vocabulary: Hashable, Sendable {
  /// How many units there may be, the one for all others among them.
  package static let sizes = 2...20_000

  /// What the text is cut into.
  package let units: TextUnits
  /// The unit of each code.
  package let symbols: [String]
  private let codes: [String: UInt16]

  /// A vocabulary that is known.
  ///
  /// - Precondition: `symbols` are in `sizes`, and end with what stands for all others.
  package init(_ units: TextUnits, symbols: [String]) {
    precondition(Self.sizes.contains(symbols.count), "\(symbols.count) symbols")
    (self.units, self.symbols) = (units, symbols)
    codes = Dictionary(
      zip(symbols.dropLast(), 0...), uniquingKeysWith: { first, _ in first })
  }

  /// The units that occur most often, as many as there is room for.
  ///
  /// Characters are in the order of Unicode, words in that of their number.
  ///
  /// - Complexity: O(units), and O(different units · their logarithm).
  init(_ units: TextUnits, of text: String, size: Int) {
    var counts: [String: Int] = [:]
    units.forEach(in: text) { counts[$0, default: 0] += 1 }
    counts[units.other] = nil
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(size - 1)
    let known = common.map(\.key)
    let ordered =
      units == .characters
      ? known.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) } : known
    self.init(units, symbols: (ordered.isEmpty ? ["\n"] : ordered) + [units.other])
  }

  /// The code of all units that it does not know.
  package var other: UInt16 { UInt16(symbols.count - 1) }

  /// The codes of a text.
  ///
  /// - Parameter text: The text.
  /// - Returns: A code for each unit, and how many of them it does not know.
  /// - Complexity: O(units).
  package func codes(of text: some StringProtocol) -> (codes: [UInt16], unknown: Int) {
    var (found, unknown): ([UInt16], Int) = ([], 0)
    units.forEach(in: text) { unit in
      if let code = codes[unit] {
        found.append(code)
      } else {
        found.append(other)
        unknown += 1
      }
    }
    return (found, unknown)
  }

  /// The units of a text that it does not know, each once.
  package func strangers(in text: String) -> [String] {
    var found: [String] = []
    units.forEach(in: text) { unit in
      if codes[unit] == nil, !found.contains(unit) { found.append(unit) }
    }
    return found
  }
}
