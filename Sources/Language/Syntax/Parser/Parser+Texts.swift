import MNLDiagnostics

/// Texts: their escapes and interpolations.
extension Parser {
  /// Reads a text; the next token is its opening quote.
  mutating func parseText() throws(SyntaxFailure) -> Expression {
    let start = token.range.lowerBound
    let quote = lexer.byte(at: start)
    if lexer.byte(at: start + 1) == quote, lexer.byte(at: start + 2) == quote {
      throw tripleQuote()
    }
    if token.kind == .singleQuote { return try parseRawText() }
    openers.append(
      Opener(kind: .text, range: token.range, newlineWasBlank: lexer.newlineIsBlank))
    let pieces = try parsePieces(from: token.range.upperBound)
    openers.removeLast()
    return Expression(.text(pieces), span: span(from: start))
  }

  private mutating func parseRawText() throws(SyntaxFailure) -> Expression {
    let opening = token.range
    var i = opening.upperBound
    while lexer.byte(at: i) != UInt8(ascii: "'") {
      guard i < lexer.end, lexer.byte(at: i) != UInt8(ascii: "\n") else {
        throw unterminatedText(opening)
      }
      try checkControl(at: i)
      i += 1
    }
    let content = lexer.text(opening.upperBound..<i)
    take(upTo: i + 1)
    height = 0
    return Expression(
      .text(content.isEmpty ? [] : [.plain(content)]), span: span(from: opening.lowerBound))
  }

  /// Reads the pieces of a text from behind its quote, and takes the closing one.
  private mutating func parsePieces(from start: Int) throws(SyntaxFailure) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var plain: [UInt8] = []
    var tallest = 0
    var i = start
    func flush() {
      guard !plain.isEmpty else { return }
      pieces.append(.plain(String(decoding: plain, as: UTF8.self)))
      plain = []
    }
    while true {
      let byte = lexer.byte(at: i)
      let isDoubled = lexer.byte(at: i + 1) == byte
      switch byte {
      case UInt8(ascii: "\""):
        flush()
        take(upTo: i + 1)
        height = tallest
        return pieces
      case 0, UInt8(ascii: "\n"): throw unterminatedText(openText)
      case UInt8(ascii: "\\"): plain += try parseEscape(at: &i)
      case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
        plain.append(byte)
        i += 2
      case UInt8(ascii: "}"): throw strayBraceInText(at: i)
      case UInt8(ascii: "{"):
        flush()
        pieces.append(try parseInterpolation(at: &i))
        tallest = max(tallest, height)
      default:
        try checkControl(at: i)
        plain.append(byte)
        i += 1
      }
    }
  }

  /// The quote of the text that is being read.
  var openText: Range<Int> {
    openers.last { $0.kind == .text }?.range ?? token.range
  }

  private func checkControl(at offset: Int) throws(SyntaxFailure) {
    let byte = lexer.byte(at: offset)
    guard byte < 0x20 || byte == 0x7F, byte != UInt8(ascii: "\t") else { return }
    // The `\r` of a CRLF: the line end behind it is the fault.
    if byte == UInt8(ascii: "\r"), lexer.byte(at: offset + 1) == UInt8(ascii: "\n") { return }
    throw controlCharacter(at: offset)
  }

  private func parseEscape(at i: inout Int) throws(SyntaxFailure) -> [UInt8] {
    let escaped = lexer.byte(at: i + 1)
    let byte: UInt8
    switch escaped {
    case UInt8(ascii: "n"): byte = UInt8(ascii: "\n")
    case UInt8(ascii: "t"): byte = UInt8(ascii: "\t")
    case UInt8(ascii: "r"): byte = UInt8(ascii: "\r")
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): byte = escaped
    case UInt8(ascii: "u"): return try parseCodePoint(at: &i)
    case 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"): throw unterminatedText(openText)
    default: throw unknownEscape(at: i)
    }
    i += 2
    return [byte]
  }

  /// Reads `\u{…}` with one to six hexadecimal digits.
  private func parseCodePoint(at i: inout Int) throws(SyntaxFailure) -> [UInt8] {
    let start = i
    var end = i + 2
    guard lexer.byte(at: end) == UInt8(ascii: "{") else { throw malformedCodePoint(start..<end) }
    end += 1
    let digits = end
    while end - digits < 7, Self.isHexadecimal(lexer.byte(at: end)) { end += 1 }
    guard lexer.byte(at: end) == UInt8(ascii: "}"), (1...6).contains(end - digits),
      let value = UInt32(lexer.text(digits..<end), radix: 16), let scalar = Unicode.Scalar(value)
    else { throw malformedCodePoint(start..<end) }
    i = end + 1
    return Array(String(scalar).utf8)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    Lexer.isDigit(byte) || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f")
  }

  private mutating func parseInterpolation(at i: inout Int) throws(SyntaxFailure) -> TextPiece {
    let brace = i
    try descend()
    let wasInText = lexer.isInText
    lexer.isInText = true
    take(upTo: brace + 1)
    if token.kind == .rightBrace { throw emptyInterpolation(from: brace) }
    if token.kind == .name, !Self.isExpressionWord(tokenText) {
      throw nameInInterpolation()
    }
    let value = try parseExpression()
    var format = TextFormat()
    if token.kind == .colon {
      let end = try parseFormat(&format)
      take(upTo: end)
    }
    guard token.kind == .rightBrace else { throw interpolationEndExpected() }
    i = token.range.upperBound
    lexer.isInText = wasInText
    depth -= 1
    try rise(to: height + 1, at: brace..<i)
    return .interpolation(value, format)
  }

  /// Reads `[<|>][width][.digits][%]` behind the colon, up to the closing brace.
  private func parseFormat(_ format: inout TextFormat) throws(SyntaxFailure) -> Int {
    let start = token.range.upperBound
    var i = start
    if lexer.byte(at: i) == UInt8(ascii: "<") || lexer.byte(at: i) == UInt8(ascii: ">") {
      format.alignment = lexer.byte(at: i) == UInt8(ascii: "<") ? .left : .right
      i += 1
    }
    format.width = parseCount(at: &i)
    if lexer.byte(at: i) == UInt8(ascii: ".") {
      i += 1
      guard let digits = parseCount(at: &i) else { throw malformedFormat(from: start) }
      format.digits = digits
    }
    if lexer.byte(at: i) == UInt8(ascii: "%") {
      format.isPercent = true
      i += 1
    }
    guard lexer.byte(at: i) == UInt8(ascii: "}"), i > start else {
      throw formatEndExpected(from: start, to: i)
    }
    if let width = format.width, width > 1000 { throw largeFormat("width", width, 1000, start..<i) }
    if let digits = format.digits, digits > 100 {
      throw largeFormat("number of digits", digits, 100, start..<i)
    }
    return i
  }

  private func parseCount(at i: inout Int) -> Int? {
    let start = i
    var count = 0
    while Lexer.isDigit(lexer.byte(at: i)) {
      // More than any limit is enough to be refused.
      count = min(count * 10 + Int(lexer.byte(at: i) - UInt8(ascii: "0")), 1_000_000)
      i += 1
    }
    return i > start ? count : nil
  }

  /// The characters of a text that has to be without interpolations.
  func plainText(_ text: Expression) throws(SyntaxFailure) -> String {
    guard case .text(let pieces) = text.kind else { return "" }
    var plain = ""
    for piece in pieces {
      guard case .plain(let characters) = piece else { throw interpolationInConstant(text.span) }
      plain += characters
    }
    return plain
  }
}
