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
