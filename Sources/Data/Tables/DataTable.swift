/// The rows of a table as numbers, with what they are for.
///
/// Shapes: `N` rows, `F` columns that a network reads.
package struct DataTable: Sendable {
  /// A column that a network reads, or that it is asked for.
  package struct Column: Sendable {
    /// Its name.
    package let name: String
    /// The texts that stand in it, in the order of their first occurrence; nil for numbers.
    package internal(set) var texts: [String]?
    /// Whether it says for each row whether a certain text stands there: 1, else 0.
    package internal(set) var isIndicator = false
    /// How many of its fields stand for nothing.
    package internal(set) var missing = 0

    /// The same for those who look at the data.
    var inputColumn: InputColumn { InputColumn(name: name, texts: texts, missing: missing) }
  }

  /// Where it lies.
  package let path: String
  /// The columns that a network reads.
  package internal(set) var features: [Column]
  /// The numbers of these columns, `[N, F]`: a text as its place among the texts of its column, and
  /// what is missing as NaN.
  package internal(set) var values: [Float]
  /// What is asked for.
  package internal(set) var target: Column
  /// Its numbers, `[N]`, likewise; none is missing.
  package internal(set) var targets: [Double] = []
  /// The group of each row, from 0, in the order of their first occurrence; empty without groups.
  package internal(set) var groups: [Int32] = []
  /// What each group is called.
  package internal(set) var groupNames: [String] = []
  /// When each row is, as a number that grows; empty if nothing says so.
  package internal(set) var times: [Double] = []
  /// How many fields have a text that is not among those that were known before.
  package internal(set) var unknownTexts = 0
  /// How many rows there are, `N`.
  package internal(set) var count = 0
}
