/// A data set that was made of a text, and what was done to make it.
package struct TextExamples: Sendable {
  /// The data.
  package let data: DataSet
  /// The units that are known.
  package let vocabulary: Vocabulary
  /// How many units the text has.
  package let units: Int
  /// How many of them are none of the vocabulary.
  package let unknown: Int
  /// How many texts were cut, for they were longer than the steps.
  package let cut: Int
}

extension TextFile {
  /// How many numbers an example may become, steps times units that are known.
  package static let widthLimit = 1 << 20

  /// Makes examples that ask at each step for the unit that comes next: pieces that follow each other.
  ///
  /// - Parameters:
  ///   - name: What `load` calls the data.
  ///   - units: What the text is cut into.
  ///   - steps: How many units a piece has, `T`.
  ///   - size: How many units are known at most.
  ///   - division: How the pieces are divided.
  /// - Returns: The data.
  /// - Throws: `unfitData` where there are too few units.
  /// - Complexity: O(units).
  package func pieces(
    named name: String, _ units: TextUnits, steps: Int, vocabulary size: Int,
    _ division: Division
  ) throws(DataError) -> TextExamples {
    let vocabulary = try vocabulary(units, steps: steps, size: size)
    let (codes, unknown) = vocabulary.codes(of: text)
    guard codes.count > 1 else {
      throw .unfitData(path: path, .tooFewExamples(count: codes.count, part: "training"))
    }
    let starts = stride(from: 0, to: codes.count - 1, by: steps).map(Int32.init)
    // The last piece may be shorter: nothing follows the end.
    let padded = codes + [UInt16](repeating: RowStore.noCode, count: steps)
    func store(_ starts: [Int32]) -> RowStore {
      RowStore(padded, starts: starts, classes: vocabulary.symbols.count, places: steps)
    }
    let data = try DataSet(
      name: name, path: path,
      form: ExampleForm(
        inputs: .symbols(steps: steps, names: vocabulary.symbols),
        targets: .nextSymbol(vocabulary.symbols)),
      examples: ExampleRows(
        inputs: store(starts), targets: store(starts.map { $0 + 1 })),
      division: division,
      meaning: TextMeaning(vocabulary: vocabulary, steps: steps, classes: nil))
    return TextExamples(
      data: data, vocabulary: vocabulary, units: codes.count, unknown: unknown, cut: 0)
  }

  /// Makes an example of each line: a class, a tab, and a text.
  ///
  /// - Parameters:
  ///   - name: What `load` calls the data.
  ///   - units: What the texts are cut into.
  ///   - steps: How many units of a text are read at most, `T`.
  ///   - size: How many units are known at most.
  ///   - division: How the lines are divided.
  /// - Returns: The data.
  /// - Throws: `text` for a line without a class, `unfitData` for too few or too many classes.
  /// - Complexity: O(units).
  package func labelled(
    named name: String, _ units: TextUnits, steps: Int, vocabulary size: Int,
    _ division: Division
  ) throws(DataError) -> TextExamples {
    var texts: [Substring] = []
    var labels: [Substring] = []
    for line in lines {
      guard let tab = line.text.firstIndex(of: "\t"), tab > line.text.startIndex else {
        throw .text(path: path, at: TextPlace(line: line.number, column: 1), .noLabel)
      }
      labels.append(line.text[..<tab])
      texts.append(line.text[line.text.index(after: tab)...])
    }
    let classes = Set(labels).sorted().map(String.init)
    try DataMisfit.check(classes: classes, path: path)
    let vocabulary = try TextFile(texts.joined(separator: "\n"), named: path)
      .vocabulary(units, steps: steps, size: size, without: "\n")
    var rows = TextRows(steps: steps)
    for text in texts { rows.append(vocabulary.codes(of: text)) }
    let places = Dictionary(uniqueKeysWithValues: zip(classes, UInt8(0)...))
    let data = try DataSet(
      name: name, path: path,
      form: ExampleForm(
        inputs: .symbols(steps: steps, names: vocabulary.symbols), targets: .classes(classes)),
      examples: ExampleRows(
        inputs: rows.store(classes: vocabulary.symbols.count),
        targets: RowStore(labels.map { places[String($0)] ?? 0 }, classes: classes.count),
        lengths: rows.lengths),
      division: division,
      meaning: TextMeaning(vocabulary: vocabulary, steps: steps, classes: classes))
    return TextExamples(
      data: data, vocabulary: vocabulary, units: rows.lengths.map(Int.init).reduce(0, +),
      unknown: rows.unknown, cut: rows.cut)
  }

  private func vocabulary(
    _ units: TextUnits, steps: Int, size: Int, without unit: String? = nil
  ) throws(DataError) -> Vocabulary {
    let found = Vocabulary(
      units, of: unit.map { text.replacing($0, with: " ") } ?? text, size: size)
    guard steps * found.symbols.count <= Self.widthLimit else {
      throw .unfitData(
        path: path,
        .tooWide(steps: steps, numbers: found.symbols.count, limit: Self.widthLimit))
    }
    return found
  }
}
