/// What a model keeps of the text that it was made for.
package struct TextMeaning {
  /// What the text is cut into.
  package let units: TextUnits
  /// The unit of each symbol; the last one stands for all others.
  package let symbols: [String]
  /// How many units a model reads at most, `T`.
  package let steps: Int
  /// What a text is one of; nil where the next unit is asked for.
  package let classes: [String]?

  /// A meaning.
  package init(vocabulary: Vocabulary, steps: Int, classes: [String]?) {
    (units, symbols) = (vocabulary.units, vocabulary.symbols)
    (self.steps, self.classes) = (steps, classes)
  }

  /// The vocabulary of these symbols.
  package var vocabulary: Vocabulary { Vocabulary(units, symbols: symbols) }
}

extension TextMeaning: DataMeaning {
  /// `text`.
  package static var kind: String { "text" }

  /// One of the classes, or the next unit at each step.
  package var targets: ExampleForm.Targets { classes.map { .classes($0) } ?? .nextSymbol(symbols) }

  /// `class` or `next`.
  package var question: String { classes == nil ? "next" : "class" }

  /// How many symbols there are.
  package var features: Int { symbols.count }

  /// Whether it can be.
  package var isSound: Bool {
    steps >= 1 && Vocabulary.sizes.contains(symbols.count) && symbols.last == units.other
      && classes.map { (2...RowStore.classLimit).contains($0.count) } ?? true
  }
}

extension TextFile {
  /// The lines as inputs of a model that tells the class of a text.
  ///
  /// - Parameter meaning: What the model was made for.
  /// - Returns: A question for each line that is not empty; longer lines are cut.
  /// - Throws: `emptyFile` where there is none.
  /// - Complexity: O(units).
  package func questions(for meaning: TextMeaning) throws(DataError) -> Questions {
    let (lines, vocabulary) = (lines, meaning.vocabulary)
    guard !lines.isEmpty else { throw .emptyFile(path: path) }
    var rows = TextRows(steps: meaning.steps)
    for line in lines { rows.append(vocabulary.codes(of: line.text)) }
    return Questions(
      inputs: rows.store(classes: meaning.symbols.count), lengths: rows.lengths,
      names: .places(lines.map(\.number), noun: "line"), unknownTexts: rows.unknown)
  }
}

/// Texts of codes, each in so many places.
struct TextRows {
  /// How many places a text has, `T`.
  let steps: Int
  /// The code at each place, `[N, T]`.
  private(set) var codes: [UInt16] = []
  /// How many places of each text are used, `[N]`.
  private(set) var lengths: [Int32] = []
  /// How many texts were longer.
  private(set) var cut = 0
  /// How many codes stand for what is not known.
  private(set) var unknown = 0

  /// No texts yet.
  init(steps: Int) { self.steps = steps }

  /// Takes a text; what does not fit is cut off.
  mutating func append(_ text: (codes: [UInt16], unknown: Int)) {
    let shown = text.codes.prefix(steps)
    codes += shown
    codes += [UInt16](repeating: RowStore.noCode, count: steps - shown.count)
    lengths.append(Int32(shown.count))
    if text.codes.count > steps { cut += 1 }
    unknown += text.unknown
  }

  /// The rows as a store.
  func store(classes: Int) -> RowStore {
    RowStore(
      codes, starts: lengths.indices.map { Int32($0 * steps) }, classes: classes, places: steps)
  }
}
