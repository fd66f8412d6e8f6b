/// Cuts a table of delimited text into records and these into fields, as it is read.
///
/// The rules are those of RFC 4180, with slack: any delimiter, any of the three line ends, also
/// mixed, empty lines left out, a byte-order mark left out. A quoted field begins with a quote, may
/// hold delimiters, line ends and doubled quotes, and ends with a quote; a quote elsewhere in a field
/// is a character like any other.
struct RecordScanner: ~Copyable {
  /// Where a field stands in `bytes`, without its quotes.
  struct Field {
    /// Its first byte and the one behind its last.
    var range: Range<Int>
    /// Whether it stood in quotes.
    var isQuoted = false
    /// Whether it has quotes that are written twice.
    var hasDoubledQuotes = false
  }

  /// The longest record, in bytes.
  static let longest = 1 << 26
  private static let chunk = 1 << 20
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// What separates fields.
  let delimiter: UInt8
  /// What is being cut; fields are ranges of it.
  private(set) var bytes: [UInt8] = []
  /// The fields of the record.
  private(set) var fields: [Field] = []
  /// The line in which the record begins, from 1.
  private(set) var line = 1
  /// How many bytes of the unpacked text lie before `bytes`.
  private var dropped = 0

  private var reader: GzipReader
  private var hasBegun = false
  private var isAtEnd = false
  private var next = 0
  private var nextLine = 1
  private var lineStart = 0

  /// Opens a table; errors call it by its name, or by its path if that is nil.
  ///
  /// - Throws: What is wrong with a path that is not a readable file, or an empty one.
  init(path: String, named name: String? = nil, delimiter: UInt8) throws(DataError) {
    self.delimiter = delimiter
    reader = try GzipReader(path: path, named: name)
  }

  /// What errors call the table.
  var path: String { reader.path }

  /// About how many bytes the unpacked text has.
  var likelyLength: Int { reader.likelyLength }

  /// How many bytes of the unpacked text are cut.
  var offset: Int { dropped + next }

  /// What became of the bytes that are there.
  private enum Cut {
    case record
    case end
    case wantsMore
  }

  /// Goes to the next record; false at the end.
  ///
  /// - Throws: `DataError.table` for wrong quoting, zero bytes and endless records; what is damaged
  ///   in packed data.
  mutating func advance() throws(DataError) -> Bool {
    if !hasBegun { try begin() }
    while true {
      switch try cut() {
      case .record: return true
      case .end: return false
      case .wantsMore:
        guard bytes.count - next < Self.longest else {
          throw fault(.tooLong(limit: Self.longest), at: next)
        }
        try fill()
      }
    }
  }

  /// A fault in the record, at an index of `bytes`.
  func fault(_ fault: TableFault, at index: Int) -> DataError {
    var (line, start) = (line, lineStart)
    for place in lineStart..<min(index, bytes.count) where bytes[place] == Self.newline {
      (line, start) = (line + 1, place + 1)
    }
    let before = bytes[start..<max(start, min(index, bytes.count))]
    let text = String(validating: before, as: UTF8.self)
    let column = (text?.unicodeScalars.count ?? before.count) + 1
    return .table(path: path, at: TextPlace(line: line, column: column), fault)
  }

  /// Reads the first bytes, and leaves the mark of UTF-8 out.
  private mutating func begin() throws(DataError) {
    hasBegun = true
    try fill()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw fault(.notUTF8, at: 0)
    }
  }

  /// Drops what is cut, and reads more.
  private mutating func fill() throws(DataError) {
    bytes.removeSubrange(..<lineStartKept)
    dropped += lineStartKept
    next -= lineStartKept
    lineStart -= lineStartKept
    if try reader.append(Self.chunk, to: &bytes) < Self.chunk { isAtEnd = true }
  }

  /// The first byte that is still wanted.
  private var lineStartKept: Int { min(next, lineStart) }

  private mutating func cut() throws(DataError) -> Cut {
    // Another owner of the same bytes, so that what is found can be noted while they are read.
    let bytes = bytes
    let span = bytes.span
    let count = bytes.count
    var place = next
    while place < count, span[place] == Self.newline || span[place] == Self.carriageReturn {
      let isLast = place + 1 == count
      // Whether a return ends a line, or the newline behind it, is not known yet.
      if span[place] == Self.carriageReturn, isLast, !isAtEnd { break }
      if span[place] == Self.newline || isLast || span[place + 1] != Self.newline { nextLine += 1 }
      place += 1
    }
    next = place
    (line, lineStart) = (nextLine, place)
    guard place < count, span[place] != Self.carriageReturn else {
      return isAtEnd ? .end : .wantsMore
    }
    fields.removeAll(keepingCapacity: true)
    var lines = 0
    while true {
      var field: Field
      if place < count, span[place] == Self.quote {
        let start = place + 1
        field = Field(range: start..<start, isQuoted: true)
        place = start
        while true {
          while place < count, span[place] != Self.quote {
            if span[place] == Self.newline { lines += 1 }
            if span[place] == 0 { throw fault(.zeroByte, at: place) }
            place += 1
          }
          // Of what may be the second of two quotes nothing is known yet.
          guard place + 1 < count || isAtEnd else { return .wantsMore }
          guard place < count else { throw fault(.openQuote, at: start - 1) }
          guard place + 1 < count, span[place + 1] == Self.quote else { break }
          field.hasDoubledQuotes = true
          place += 2
        }
        field.range = start..<place
        place += 1
      } else {
        let start = place
        while place < count {
          let byte = span[place]
          if byte == delimiter || byte == Self.newline || byte == Self.carriageReturn || byte == 0 {
            break
          }
          place += 1
        }
        field = Field(range: start..<place)
      }
      guard place < count || isAtEnd else { return .wantsMore }
      fields.append(field)
      if place == count { break }
      let byte = span[place]
      if byte == delimiter {
        place += 1
        continue
      }
      if byte == Self.newline || byte == Self.carriageReturn { break }
      throw fault(byte == 0 ? .zeroByte : .textAfterQuote, at: place)
    }
    nextLine += lines
    next = place
    return .record
  }

  /// The text of a field, or nil if it is no UTF-8.
  func text(of field: Field) -> String? {
    guard field.hasDoubledQuotes else {
      return String(validating: bytes[field.range], as: UTF8.self)
    }
    var plain: [UInt8] = []
    var skips = false
    for byte in bytes[field.range] {
      let isQuote = byte == Self.quote
      if !(isQuote && skips) { plain.append(byte) }
      skips = isQuote && !skips
    }
    return String(validating: plain, as: UTF8.self)
  }
}
