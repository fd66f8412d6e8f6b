import Foundation

/// What the columns of a table mean to a model that was made for it: what has to be known to read
/// another table for the same model.
package struct TableMeaning: Hashable, Sendable, Codable {
  /// A column that is read.
  package struct Column: Hashable, Sendable, Codable {
    /// Its name.
    package let name: String
    /// The texts that stand in it, in the order of the numbers they became; nil for numbers.
    package let texts: [String]?
    /// The number that stands for a missing one.
    package let filling: Float
  }

  /// The columns that are read, in their order.
  package let columns: [Column]
  /// The column that is asked for.
  package let target: String
  /// What it is one of; nil for numbers.
  package let classes: [String]?
  /// How many steps an example has.
  package let steps: Int
  /// Whether each row has all steps.
  package let isWide: Bool
  /// How many rows after the last step the target stands.
  package let ahead: Int
  /// The column by which rows belong together, where an example has several.
  package let group: String?
  /// The column that says when, likewise.
  package let time: String?
}

extension TableMeaning {
  /// The meaning as a word for a file.
  package var encoded: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("texts and finite numbers that cannot be written")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Reads a word of a file; nil if it means nothing.
  package init?(decoding word: String) {
    let found = try? JSONDecoder().decode(Self.self, from: Data(word.utf8))
    guard let found, !found.columns.isEmpty, found.steps >= 1, found.ahead >= 0,
      found.columns.allSatisfy({ $0.filling.isFinite }),
      !found.isWide || found.width % found.steps == 0
    else { return nil }
    self = found
  }

  /// How many numbers a row becomes.
  package var width: Int { columns.map { $0.texts?.count ?? 1 }.reduce(0, +) }

  /// How many numbers a step has.
  package var numbersPerStep: Int { isWide ? width / steps : width }
}

/// Rows of a table as a model reads them, of which nothing is known but what is read.
package struct TableQuestions: Sendable {
  /// The inputs, `[N, T·I]`.
  package let inputs: RowStore
  /// The row of the table at which each example ends, from 0.
  package let rows: [Int]
  /// How many fields have a text that the model was not made for.
  package let unknownTexts: Int
}

extension DataTable {
  /// Makes inputs of all rows for a model.
  ///
  /// - Parameter meaning: What its columns mean.
  /// - Returns: An example for each row, or for each window of rows.
  /// - Throws: `unfitTable` where the rows are fewer than the steps.
  /// - Complexity: O(rows · columns).
  package consuming func questions(
    for meaning: TableMeaning
  ) throws(DataError) -> TableQuestions {
    let fillings = meaning.columns.flatMap { column in
      [Float](repeating: column.filling, count: column.texts?.count ?? 1)
    }
    let isWindowed = !meaning.isWide && meaning.steps > 1
    expandTexts()
    if isWindowed { sortByGroupAndTime() }
    let width = features.count
    for index in values.indices where values[index].isNaN {
      values[index] = fillings[index % width]
    }
    let shape = TableShape(steps: meaning.isWide ? 1 : meaning.steps)
    let places = places(shape)
    guard !places.isEmpty else {
      throw .unfitTable(path: path, .tooFewExamples(rows: count, part: "any"))
    }
    return TableQuestions(
      inputs: RowStore(
        values, starts: places.map(\.first), pitch: width,
        width: meaning.steps * meaning.numbersPerStep),
      rows: places.map { Int($0.target) }, unknownTexts: unknownTexts)
  }
}
