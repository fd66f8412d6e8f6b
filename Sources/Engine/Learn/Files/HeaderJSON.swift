/// The part of JSON that a safetensors header uses: objects, strings and lists of whole numbers.
///
/// It is strict and knows what must come next, so that no depth, size or type of value has to be
/// limited: what does not belong is refused where it stands. A general JSON reader (Foundation's)
/// would slow the program's start, accept more than the format has, and tell no offsets.
struct HeaderJSON {
  private let text: [UInt8]
  private var at = 0

  /// A reader at the beginning of the text.
  init(_ text: [UInt8]) { self.text = text }

  /// Where it stands, in bytes from the beginning of the file, whose first 8 are the length.
  var offset: Int { at + 8 }

  /// Takes an opening bracket and tells whether anything is inside.
  mutating func open(_ bracket: Unicode.Scalar) throws(SafetensorsFault) -> Bool {
    try take(bracket)
    let closing = bracket == "{" ? UInt8(ascii: "}") : UInt8(ascii: "]")
    guard peek() == closing else { return true }
    advance()
    return false
  }

  /// Takes a comma, or the closing bracket, after which nothing more is inside.
  mutating func goesOn(until closing: Unicode.Scalar) throws(SafetensorsFault) -> Bool {
    if peek() == UInt8(ascii: ",") {
      advance()
      return true
    }
    guard peek() == UInt8(ascii: closing) else {
      throw .unexpected(offset: offset, expected: "',' or '\(closing)'")
    }
    advance()
    return false
  }

  /// Takes one character.
  mutating func take(_ scalar: Unicode.Scalar) throws(SafetensorsFault) {
    guard peek() == UInt8(ascii: scalar) else {
      throw .unexpected(offset: offset, expected: "'\(scalar)'")
    }
    advance()
  }

  /// Makes sure that nothing but blanks is left.
  mutating func end() throws(SafetensorsFault) {
    guard peek() == nil else { throw .unexpected(offset: offset, expected: "the header's end") }
  }

  /// Takes a list of whole numbers from 0 on.
  mutating func numbers() throws(SafetensorsFault) -> [Int] {
    var result: [Int] = []
    var hasElement = try open("[")
    while hasElement {
      result.append(try number())
      hasElement = try goesOn(until: "]")
    }
    return result
  }

  /// Takes a string.
  mutating func string() throws(SafetensorsFault) -> String {
    let start = offset
    guard peek() == UInt8(ascii: "\"") else {
      throw .unexpected(offset: offset, expected: "'\"'")
    }
    at += 1
    var bytes: [UInt8] = []
    while at < text.count, text[at] != UInt8(ascii: "\"") {
      guard text[at] >= 0x20 else {
        throw .unexpected(offset: offset, expected: "no control character in a string")
      }
      if text[at] == UInt8(ascii: "\\") {
        bytes.append(contentsOf: Array(String(try escape()).utf8))
      } else {
        bytes.append(text[at])
        at += 1
      }
    }
    guard at < text.count else { throw .unexpected(offset: offset, expected: "'\"'") }
    advance()
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw .encoding(offset: start)
    }
    return string
  }

  /// The next byte that is no blank.
  private mutating func peek() -> UInt8? {
    while at < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[at]) { at += 1 }
    return at < text.count ? text[at] : nil
  }

  private mutating func advance() { at += 1 }

  private mutating func number() throws(SafetensorsFault) -> Int {
    guard let first = peek(), Self.digits.contains(first) else {
      throw .unexpected(offset: offset, expected: "a whole number from 0 on")
    }
    let start = at
    var value = 0
    while at < text.count, Self.digits.contains(text[at]) {
      let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, exceeds) = shifted.addingReportingOverflow(Int(text[at] - Self.digits.lowerBound))
      if overflows || exceeds { throw .numberTooLarge(offset: start + 8) }
      value = sum
      at += 1
    }
    guard first != Self.digits.lowerBound || at == start + 1 else {
      throw .unexpected(offset: start + 8, expected: "a number without a leading 0")
    }
    return value
  }

  /// Takes a backslash and what it stands for.
  private mutating func escape() throws(SafetensorsFault) -> Unicode.Scalar {
    let start = offset
    at += 1
    guard at < text.count else { throw .unexpected(offset: offset, expected: "an escape") }
    let letter = text[at]
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode(from: start)
    default: throw .unexpected(offset: start, expected: "an escape of JSON")
    }
  }

  /// Takes four digits of base 16, and the second half of a surrogate pair where they are a first.
  private mutating func unicode(from start: Int) throws(SafetensorsFault) -> Unicode.Scalar {
    var value = try fourDigits()
    if (0xD800..<0xDC00).contains(value) {
      try followingU()
      let low = try fourDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw .encoding(offset: start) }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw .encoding(offset: start) }
    return scalar
  }

  private mutating func followingU() throws(SafetensorsFault) {
    guard text[at...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw .unexpected(offset: offset, expected: "'\\u'")
    }
    at += 2
  }

  private mutating func fourDigits() throws(SafetensorsFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < text.count, let digit = Character(Unicode.Scalar(text[at])).hexDigitValue else {
        throw .unexpected(offset: offset, expected: "a digit of base 16")
      }
      value = value << 4 + UInt32(digit)
      at += 1
    }
    return value
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
