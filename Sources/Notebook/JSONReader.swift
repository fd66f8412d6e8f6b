import MNLDiagnostics

/// A strict reader of one JSON value, on a line or in a file of its own.
///
/// A library's decoder would not do here: it wants to be told where the value ends, and on a marker
/// line only reading it shows that. It would also lose the order of members.
struct JSONReader {
  /// Nesting beyond which a value is refused.
  static let depthLimit = 64

  /// The text in which the value stands.
  let bytes: [UInt8]
  /// The offset of the next byte.
  var position: Int
  /// The offset beyond which nothing is read.
  let end: Int

  /// Whether newlines count as blanks.
  private let spansLines: Bool

  /// Makes a reader of a stretch of a line.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.init(bytes, in: range, spansLines: false)
  }

  private init(_ bytes: [UInt8], in range: Range<Int>, spansLines: Bool) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
    self.spansLines = spansLines
  }

  /// Reads a text that is one JSON value and nothing else.
  ///
  /// - Complexity: O(n) for n bytes.
  static func read(_ bytes: [UInt8]) throws(TextFault) -> JSONValue {
    var reader = JSONReader(bytes, in: 0..<bytes.count, spansLines: true)
    reader.skipBlanks()
    let value = try reader.readValue()
    reader.skipBlanks()
    guard reader.peek == nil else { throw reader.fault("something stands behind the JSON value") }
    return value
  }

  /// Reads one value and leaves `position` behind it.
  mutating func readValue(depth: Int = 0) throws(TextFault) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw fault("a value is nested deeper than \(Self.depthLimit)")
    }
    guard let byte = peek else {
      throw fault("expected a JSON value, found the end of the \(spansLines ? "file" : "line")")
    }
    switch byte {
    case UInt8(ascii: "\""): return .text(try readText())
    case UInt8(ascii: "["): return .list(try readList(depth: depth))
    case UInt8(ascii: "{"): return .object(try readObject(depth: depth))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    default: return try readWord()
    }
  }

  private var peek: UInt8? { position < end ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte.isBlank || (spansLines && byte.isLineEnd) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private func fault(_ message: String, from start: Int? = nil) -> TextFault {
    TextFault(message, (start ?? position)..<max(start ?? position, min(position + 1, end)))
  }

  private mutating func readWord() throws(TextFault) -> JSONValue {
    let start = position
    while let byte = peek, byte.isLetter { position += 1 }
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      throw TextFault(
        "expected a JSON value: a text in double quotes, a number, true, false, null, [ or {",
        start..<max(position, min(start + 1, end)))
    }
  }

  private mutating func readNumber() throws(TextFault) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let digits = position
    skipDigits()
    let hasLeadingZero = position - digits > 1 && bytes[digits] == UInt8(ascii: "0")
    var isWhole = true
    var isComplete = position > digits && !hasLeadingZero
    if take(UInt8(ascii: ".")) {
      isWhole = false
      isComplete = isComplete && skipDigits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      isComplete = isComplete && skipDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isComplete, let number = Double(text), number.isFinite else {
      throw TextFault("'\(text.briefLine)' is not a JSON number", start..<position)
    }
    if isWhole, let int = Int(text) { return .int(int) }
    return .number(number)
  }

  @discardableResult
  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = peek, byte.isDigit { position += 1 }
    return position > start
  }

  private mutating func readText() throws(TextFault) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += try readEscape().utf8
      case 0..<0x20:
        throw fault("a control character in a text must be written as an escape")
      default:
        let plain = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
          position += 1
        }
        text += bytes[plain..<position]
      }
    }
    throw fault("a text without its closing quote", from: start)
  }

  private mutating func readEscape() throws(TextFault) -> String {
    guard let byte = peek else { throw fault("a text ends with '\\'") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try readUnicodeEscape()
    default:
      position -= 1
      throw fault("unknown escape in a text")
    }
  }

  private mutating func readUnicodeEscape() throws(TextFault) -> String {
    let start = position
    var units = [try readFourHexDigits()]
    if UTF16.isLeadSurrogate(units[0]), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      units.append(try readFourHexDigits())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw fault("half of a surrogate pair is no character", from: start)
    }
    return text
  }

  private mutating func readFourHexDigits() throws(TextFault) -> UInt16 {
    let digits = String(decoding: bytes[position..<min(position + 4, end)], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(digits, radix: 16)
    else {
      throw fault("expected four hexadecimal digits after '\\u'")
    }
    position += 4
    return unit
  }

  private mutating func readList(depth: Int) throws(TextFault) -> [JSONValue] {
    position += 1
    var list: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return list }
    while true {
      skipBlanks()
      list.append(try readValue(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return list }
      guard take(UInt8(ascii: ",")) else { throw fault("expected ',' or ']' in a list") }
    }
  }

  private mutating func readObject(depth: Int) throws(TextFault) -> [JSONValue.Member] {
    position += 1
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a key in double quotes") }
      let start = position
      let key = try readText()
      guard keys.insert(key).inserted else {
        throw fault("the key '\(key.briefLine)' stands here twice", from: start)
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault("expected ':' after a key") }
      skipBlanks()
      members.append(JSONValue.Member(key, try readValue(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw fault("expected ',' or '}' in an object") }
    }
  }
}

extension UInt8 {
  /// Whether this is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether this is an ASCII letter.
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  /// Whether this is a newline or a carriage return.
  var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

  /// Whether this is a blank or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
