/// What begins at an offset, and how far it reaches.
extension Lexer {
  /// The kind and the length of the token at an offset.
  ///
  /// - Complexity: O(n) for a token of n bytes.
  func measure(at offset: Int) -> (Token.Kind, Int) {
    guard offset < end else { return (.end, 0) }
    let byte = bytes[offset]
    if let found = bracket(byte) { return (found, 1) }
    if let found = symbol(byte, before: self.byte(at: offset + 1)) { return found }
    if byte == UInt8(ascii: ".") { return dots(at: offset) }
    if Self.isDigit(byte) { return (.number, numberEnd(at: offset) - offset) }
    if let nameEnd = nameEnd(at: offset) { return (.name, nameEnd - offset) }
    return (.unexpected, scalar(at: offset).length)
  }

  private func bracket(_ byte: UInt8) -> Token.Kind? {
    switch byte {
    case UInt8(ascii: "\n"): .newline
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: "("): .leftParen
    case UInt8(ascii: ")"): .rightParen
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: "$"): .dollar
    case UInt8(ascii: "\""): .doubleQuote
    case UInt8(ascii: "'"): .singleQuote
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "?"): .question
    default: nil
    }
  }

  private func symbol(_ byte: UInt8, before next: UInt8) -> (Token.Kind, Int)? {
    let isDoubled = next == UInt8(ascii: "=")
    return switch byte {
    case UInt8(ascii: "="): isDoubled ? (.equal, 2) : (.equals, 1)
    case UInt8(ascii: "!"): isDoubled ? (.notEqual, 2) : (.exclamation, 1)
    case UInt8(ascii: "<"): isDoubled ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): isDoubled ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: "+"): (.plus, 1)
    case UInt8(ascii: "-"): (.minus, 1)
    case UInt8(ascii: "*"): (.star, 1)
    case UInt8(ascii: "/"): (.slash, 1)
    case UInt8(ascii: "@"): (.at, 1)
    case UInt8(ascii: "^"): (.caret, 1)
    case UInt8(ascii: "|"): (.bar, 1)
    case UInt8(ascii: "&"): (.ampersand, 1)
    case UInt8(ascii: "`"): (.backtick, 1)
    case UInt8(ascii: "%"): (.percent, 1)
    default: nil
    }
  }

  private func dots(at offset: Int) -> (Token.Kind, Int) {
    guard byte(at: offset + 1) == UInt8(ascii: ".") else { return (.dot, 1) }
    return byte(at: offset + 2) == UInt8(ascii: ".") ? (.ellipsis, 3) : (.dots, 2)
  }

  /// Where the IDENT at an offset ends; nil if none begins there.
  func nameEnd(at offset: Int) -> Int? {
    let first = letterLength(at: offset)
    guard first > 0 else { return nil }
    var i = offset + first
    while i < end {
      let byte = bytes[i]
      if Self.isLetter(byte) || Self.isDigit(byte) || byte == UInt8(ascii: "_") {
        i += 1
      } else if byte == UInt8(ascii: "-") {
        // Only before a letter: `$a-1` is a subtraction.
        let letter = letterLength(at: i + 1)
        guard letter > 0 else { return i }
        i += 1 + letter
      } else {
        guard byte >= 0x80, case let (scalar, length) = scalar(at: i),
          scalar.properties.isXIDContinue
        else { return i }
        i += length
      }
    }
    return i
  }

  /// Where the WORD at an offset ends; nil if none begins there.
  func wordEnd(at offset: Int) -> Int? {
    guard beginsWord(at: offset) else { return nil }
    var i = offset
    while i < end {
      let byte = bytes[i]
      if byte >= 0x80 {
        let (scalar, length) = scalar(at: i)
        if scalar.properties.isWhitespace { break }
        i += length
        continue
      }
      if byte <= 0x20 || byte == 0x7F || Self.endsWord(byte) { break }
      if byte == UInt8(ascii: "\\"), continuationEnd(at: i) != nil { break }
      i += 1
    }
    return i
  }

  private func beginsWord(at offset: Int) -> Bool {
    switch byte(at: offset) {
    case UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "~"), UInt8(ascii: "*"): true
    case UInt8(ascii: "."):
      byte(at: offset + 1) == UInt8(ascii: "/")
        || byte(at: offset + 1) == UInt8(ascii: ".") && byte(at: offset + 2) == UInt8(ascii: "/")
    default: letterLength(at: offset) > 0
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "#"),
      UInt8(ascii: "$"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "<"),
      UInt8(ascii: ">"):
      true
    default: false
    }
  }

  /// Where the number at an offset ends, with every letter, digit and `%` that is stuck to it.
  ///
  /// A point belongs to it only before a digit, so `1..6` is three tokens. Whether what was cut
  /// is a number is for `NumberLiteral` to say.
  func numberEnd(at offset: Int) -> Int {
    var i = offset
    var isMantissa = true
    while i < end {
      let byte = bytes[i]
      let next = self.byte(at: i + 1)
      if Self.isDigit(byte) || byte == UInt8(ascii: "_") {
        i += 1
      } else if Self.isLetter(byte) {
        let isSigned = next == UInt8(ascii: "-") || next == UInt8(ascii: "+")
        let isExponent = isMantissa && byte | 0x20 == UInt8(ascii: "e")
        i += isExponent && isSigned && Self.isDigit(self.byte(at: i + 2)) ? 2 : 1
        isMantissa = false
      } else if byte == UInt8(ascii: "."), Self.isDigit(next) {
        i += 1
      } else if byte == UInt8(ascii: "%") {
        i += 1
      } else {
        let letter = byte >= 0x80 ? letterLength(at: i) : 0
        guard letter > 0 else { break }
        i += letter
      }
    }
    return i
  }

  /// How many bytes the letter at an offset takes; 0 if there is none.
  func letterLength(at offset: Int) -> Int {
    let byte = byte(at: offset)
    if byte < 0x80 { return Self.isLetter(byte) ? 1 : 0 }
    let (scalar, length) = scalar(at: offset)
    return scalar.properties.isXIDStart ? length : 0
  }

  /// The character at an offset and its length; a byte that begins none is U+FFFD.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = byte(at: offset)
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let slice = bytes[offset..<min(offset + length, end)]
    return (String(decoding: slice, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}", length)
  }

  /// `a…z`, `A…Z`.
  static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// `0…9`.
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
