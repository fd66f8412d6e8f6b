/// What is wrong at one place of a file of series, as facts.
package enum SeriesFault: Hashable, Sendable {
  /// What says how many dimensions or steps a series is to have.
  package enum Standard: Hashable, Sendable {
    /// A word of the header.
    case word(String)
    /// The first series of the file, and `@equalLength true`.
    case equalLength
    /// The first series of the file.
    case first
  }

  /// A zero byte.
  case zeroByte
  /// Bytes that are no UTF-8.
  case notUTF8
  /// The header ends without `@data`.
  case noData
  /// A word of the header that is not known.
  case unknownWord(String)
  /// A word of the header that stands there twice.
  case repeatedWord(String)
  /// What a word of the header says, and what it may say.
  case wordValue(String, found: String, expected: String)
  /// Two words of the header that cannot both be right.
  case contradiction(String, String)
  /// Times beside the values.
  case timestamps
  /// The file ends, and has no series.
  case noSeries
  /// A series has another number of dimensions.
  case dimensions(found: Int, expected: Int, Standard)
  /// A series of one dimension, where the header speaks of several.
  case oneDimension
  /// More dimensions than are read.
  case tooManyDimensions(limit: Int)
  /// More values in a series than are read.
  case tooManyValues(limit: Int)
  /// A dimension of a series, from 1, has another number of values than its first one.
  case raggedDimension(Int, found: Int, expected: Int)
  /// A series has another number of steps.
  case steps(found: Int, expected: Int, Standard)
  /// A line has another number of values than the first one.
  case raggedLine(found: Int, expected: Int)
  /// A value that is no number.
  case notANumber(String)
  /// A value that is not finite.
  case notFinite(String)
  /// Nothing stands where a value should.
  case noValue
  /// All values of a dimension, from 1, are missing.
  case allMissing(dimension: Int)
  /// What is asked for is missing.
  case noLabel
  /// What is asked for is no number.
  case labelNotANumber(String)
  /// A class that the header does not name; `known` are those that it does.
  case unknownClass(String, known: [String])
}

extension SeriesFault {
  /// What is wrong, in words that follow a place.
  var message: String {
    switch self {
    case .zeroByte: "a zero byte, which no text has"
    case .notUTF8: "bytes that are not UTF-8"
    case .noData: "the header ends here, without '@data'"
    case .unknownWord(let word): "'\(TableFault.brief(word))' is no word of the header"
    case .repeatedWord(let word): "'\(word)' stands in the header twice"
    case .wordValue(let word, let found, let expected):
      "'\(word)' is '\(TableFault.brief(found))', expected \(expected)"
    case .contradiction(let first, let second):
      "'\(TableFault.brief(first))' and '\(TableFault.brief(second))' contradict each other"
    case .timestamps: "values with times are not read"
    case .noSeries: "the file ends here, and has no series"
    case .dimensions(let found, let expected, let standard):
      "the series has \(counted(found, "dimension")), expected \(expected), "
        + standard.words
    case .oneDimension:
      "the series has 1 dimension, expected 2 or more, as '@univariate false' says"
    case .tooManyDimensions(let limit):
      "the series has too many dimensions, allowed are at most \(limit)"
    case .tooManyValues(let limit):
      "the series has too many values, allowed are at most \(limit)"
    case .raggedDimension(let dimension, let found, let expected):
      "dimension \(dimension) of the series has \(counted(found, "value")), expected "
        + "\(expected), as in the first dimension"
    case .steps(let found, let expected, let standard):
      "the series has \(counted(found, "step")), expected \(expected), \(standard.words)"
    case .raggedLine(let found, let expected):
      "the line has \(counted(found, "value")), expected \(expected), as in the first line"
    case .notANumber(let text): "'\(TableFault.brief(text))' is no number"
    case .notFinite(let text):
      "'\(TableFault.brief(text))' is no finite number, allowed are numbers up to "
        + "\(Float.greatestFiniteMagnitude)"
    case .noValue: "there is no value here"
    case .allMissing(let dimension):
      "all values of dimension \(dimension) of the series are missing"
    case .noLabel: "the series has no class or number that is asked for"
    case .labelNotANumber(let text):
      "'\(TableFault.brief(text))', which is asked for, is no number"
    case .unknownClass(let name, _): "'\(TableFault.brief(name))' is no class that the header names"
    }
  }

  /// What helps.
  var help: String? {
    switch self {
    case .zeroByte, .notUTF8: "write the file as UTF-8, for instance with `iconv`"
    case .noData: "put a line with '@data' between the header and the series"
    case .unknownWord:
      "if it is a note, let its line begin with '#'; known are \(SeriesHeader.known)"
    case .repeatedWord: "take one of them out"
    case .wordValue, .contradiction: "correct the header"
    case .timestamps:
      "write the values alone, one for each step: 1.5,2.5,3.5, and '@timeStamps false'"
    case .noSeries, .allMissing, .tooManyDimensions, .tooManyValues: nil
    case .dimensions(_, _, .word(let word)), .steps(_, _, .word(let word)):
      "if the header is wrong, take its line '\(word)' out"
    case .steps(_, _, .equalLength): "if series may be shorter than others: '@equalLength false'"
    case .steps, .dimensions: nil
    case .oneDimension: "if the header is wrong, take its line '@univariate' out"
    case .raggedDimension: "where a value is missing, write '?' for it"
    case .raggedLine: "fill shorter series up with NaN"
    case .notANumber, .notFinite, .noValue: "if a value is missing, write '?' for it"
    case .noLabel: "to tell what is not known: `predict series`"
    case .labelNotANumber: "if it is a class, leave `classes=false` and '@targetLabel' out"
    case .unknownClass(_, let known):
      "its classes are \(known.prefix(12).map(TableFault.brief).joined(separator: ", "))"
        + (known.count > 12 ? ", and \(known.count - 12) more" : "")
    }
  }
}

extension SeriesFault.Standard {
  /// In words that follow a number.
  fileprivate var words: String {
    switch self {
    case .word(let word): "as '\(word)' says"
    case .equalLength, .first: "as in the first series"
    }
  }
}
