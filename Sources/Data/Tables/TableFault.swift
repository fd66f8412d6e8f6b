/// What is wrong at one place of a table, as facts.
package enum TableFault: Hashable, Sendable {
  /// A record has another number of fields than the first one.
  case ragged(fields: Int, expected: Int)
  /// A quoted field does not end; it began here.
  case openQuote
  /// Something follows a field's closing quote.
  case textAfterQuote
  /// A zero byte.
  case zeroByte
  /// Bytes that are no UTF-8.
  case notUTF8
  /// A record is longer than allowed, in bytes.
  case tooLong(limit: Int)
  /// A field that is no number, in a column of numbers.
  case notANumber(text: String, column: String)
  /// A number that is too large, or not finite.
  case notFinite(text: String, column: String)
  /// A field that is no time, in the column that says when.
  case notATime(text: String, column: String)
  /// A target, or what else must be there, is missing.
  case missing(column: String)
  /// A column has more texts than allowed.
  case tooManyTexts(column: String, limit: Int)
}

/// Why no examples can be made of a table that is well formed, as facts.
package enum TableMisfit: Hashable, Sendable {
  /// Nothing follows the names of the columns.
  case noRows
  /// Two columns have a name; their places count from 1.
  case duplicateColumn(name: String, first: Int, second: Int)
  /// No column is left that a network could read.
  case noFeatures
  /// The columns of a row are no whole steps.
  case unevenSteps(columns: Int, steps: Int)
  /// All rows are of one class.
  case oneClass(column: String, name: String)
  /// There are more classes than can be told apart.
  case tooManyClasses(column: String, classes: Int, limit: Int)
  /// A part of the data would have no example.
  case tooFewExamples(rows: Int, part: String)
  /// The examples were to be divided by something that the table has not.
  case undividable(TableDivision.Way)
  /// More memory would be needed than there is, in bytes.
  case tooLarge(needed: Int, free: Int)
}

/// A place in a text file, as errors name it.
package struct TextPlace: Hashable, Sendable {
  /// The line, from 1.
  package let line: Int
  /// The Unicode scalar in that line, from 1; the byte, where the line is no UTF-8.
  package let column: Int

  /// A place.
  package init(line: Int, column: Int) {
    (self.line, self.column) = (line, column)
  }
}
