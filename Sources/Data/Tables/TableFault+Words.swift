extension TableFault {
  /// Whether the text itself is malformed, rather than what stands in a column.
  var isOfForm: Bool {
    switch self {
    case .ragged, .openQuote, .textAfterQuote, .zeroByte, .notUTF8, .tooLong: true
    case .notANumber, .notFinite, .notATime, .missing, .tooManyTexts: false
    }
  }

  /// What is wrong, in words that follow a place.
  var message: String {
    switch self {
    case .ragged(let fields, let expected):
      "the row has \(counted(fields, "field")), expected \(expected) as in the first row"
    case .openQuote: "the quote that begins here has no end"
    case .textAfterQuote: "text follows the closing quote of a field"
    case .zeroByte: "a zero byte, which no text has"
    case .notUTF8: "bytes that are not UTF-8"
    case .tooLong(let limit): "a row of more than \(limit >> 20) MiB"
    case .notANumber(let text, let column):
      "'\(Self.brief(text))' is no number, as column '\(column)' has else"
    case .notFinite(let text, let column):
      "'\(Self.brief(text))' in column '\(column)' is no finite number"
    case .notATime(let text, let column):
      "'\(Self.brief(text))' in column '\(column)' is no time"
    case .missing(let column): "column '\(column)' has nothing here, and it is what is asked for"
    case .tooManyTexts(let column, let limit):
      "column '\(column)' has more than \(limit) different texts"
    }
  }

  /// What helps.
  var help: String? {
    switch self {
    case .ragged: "is another delimiter meant? say so with `delimiter=`"
    case .openQuote, .textAfterQuote: "a quote within a quoted field is written twice"
    case .zeroByte, .notUTF8: "write the file as UTF-8, for instance with `iconv`"
    case .tooLong: "a quote may be open, or the file is no table"
    case .notANumber(let text, let column):
      "if it stands for nothing: missing=[\"\(Self.brief(text))\"]; if the column is of texts: "
        + "text=[\"\(column)\"]"
    case .notFinite(let text, _): "if it stands for nothing: missing=[\"\(Self.brief(text))\"]"
    case .notATime: "a time is a number, or as in 2024-01-31 12:30"
    case .missing: "take such rows out of the file"
    case .tooManyTexts(let column, _): "leave it out: without=[\"\(column)\"]"
    }
  }

  /// The beginning of a text, short enough for a sentence.
  static func brief(_ text: String) -> String {
    text.unicodeScalars.count <= 40
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…"
  }
}
