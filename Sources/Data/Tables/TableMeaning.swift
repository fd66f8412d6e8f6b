/// What the columns of a table mean to a model that was made for it: what has to be known to read
/// another table for the same model.
package struct TableMeaning {
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

extension TableMeaning: DataMeaning {
  /// `table`.
  package static var kind: String { "table" }

  /// One of the classes, or a number.
  package var targets: ExampleForm.Targets { classes.map { .classes($0) } ?? .numbers([target]) }

  /// The column that is asked for.
  package var question: String { target }

  /// Whether it can be.
  package var isSound: Bool {
    !columns.isEmpty && steps >= 1 && ahead >= 0 && columns.allSatisfy { $0.filling.isFinite }
      && (!isWide || width % steps == 0)
  }

  /// How many numbers a row becomes.
  package var width: Int { columns.map { $0.texts?.count ?? 1 }.reduce(0, +) }

  /// How many numbers a step has.
  package var features: Int { isWide ? width / steps : width }
}

extension DataTable {
  /// Makes inputs of all rows for a model.
  ///
  /// - Parameter meaning: What its columns mean.
  /// - Returns: An example for each row, or for each window of rows.
  /// - Throws: `unfitData` where the rows are fewer than the steps.
  /// - Complexity: O(rows · columns).
  package consuming func questions(
    for meaning: TableMeaning
  ) throws(DataError) -> Questions {
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
      throw .unfitData(path: path, .tooFewExamples(count: count, part: "any"))
    }
    return Questions(
      inputs: RowStore(
        values, starts: places, pitch: width,
        width: meaning.steps * meaning.features),
      names: .places(places.map { Int($0) + shape.targetOffset }, noun: "row"),
      unknownTexts: unknownTexts)
  }
}
