/// How a table of delimited text is written; what is nil is found out.
package struct TableOptions: Sendable {
  /// What separates fields.
  package var delimiter: UInt8?
  /// Whether the first record has the names of the columns.
  package var hasHeader: Bool?
  /// What stands before the fraction of a number.
  package var decimal: UInt8
  /// The texts that stand for nothing, besides those of `missingWords`.
  package var missing: Set<String>
  /// The columns that are read as text although they look like numbers.
  package var textColumns: Set<String>

  /// A table with points in numbers, of which all else is found out.
  package init(
    delimiter: UInt8? = nil, hasHeader: Bool? = nil, decimal: UInt8 = UInt8(ascii: "."),
    missing: Set<String> = [], textColumns: Set<String> = []
  ) {
    (self.delimiter, self.hasHeader, self.decimal) = (delimiter, hasHeader, decimal)
    (self.missing, self.textColumns) = (missing, textColumns)
  }

  /// The texts that always stand for nothing: those that pandas takes for it.
  package static let missingWords: Set<String> = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ]

  /// Whether a text stands for nothing.
  func isMissing(_ text: String) -> Bool {
    Self.missingWords.contains(text) || missing.contains(text)
  }
}
