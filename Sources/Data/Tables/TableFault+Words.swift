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
      "the row has \(fields) fields, expected \(expected) as in the first row"
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

  private static func brief(_ text: String) -> String {
    text.unicodeScalars.count <= 40
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…"
  }
}

extension TableMisfit {
  /// What is wrong, in words that follow the name of the file.
  var message: String {
    switch self {
    case .noRows: "has no rows"
    case .duplicateColumn(let name, let first, let second):
      "has two columns '\(name)', \(first) and \(second)"
    case .noFeatures: "has no column left that a network could read"
    case .unevenSteps(let columns, let steps):
      "has \(columns) columns to read, which are no \(steps) equal steps"
    case .oneClass(let column, let name):
      "has only '\(name)' in column '\(column)', so there is nothing to tell apart"
    case .tooManyClasses(let column, let classes, let limit):
      "has \(classes) classes in column '\(column)', allowed are at most \(limit)"
    case .tooFewExamples(let rows, let part):
      "has too few rows, \(rows), for \(part) examples"
    case .undividable(.group): "is to be divided by groups, and no column says which"
    case .undividable: "is to be divided in each class alike, and numbers are asked for"
    case .tooLarge(let needed, let free):
      "would need about \(needed >> 20) MiB of memory, and \(free >> 20) MiB are free"
    }
  }

  /// What helps.
  var help: String? {
    switch self {
    case .noRows: "if its first row is no header: header=false"
    case .duplicateColumn: "rename one of them"
    case .noFeatures: "name the columns to read with `columns=`"
    case .unevenSteps: "leave columns out with `without=`, or give other `steps`"
    case .oneClass: "name the column that is asked for with `target=`"
    case .tooManyClasses: "if they are numbers to tell: classes=false"
    case .tooFewExamples: "use fewer `steps`, or another share for `test` and `validation`"
    case .undividable(.group): "name the column with `group=`"
    case .undividable: "take another `split`, or `classes=true` if the numbers are classes"
    case .tooLarge: "take fewer columns with `columns=`"
    }
  }
}
