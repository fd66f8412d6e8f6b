import MNLDiagnostics

/// The words for what is wrong with a text, first those that every rule may need.
extension Parser {
  /// A fault at a place, as something to throw.
  func failure(
    _ code: DiagnosticCode, _ message: String, at range: Range<Int>, label: String = "",
    help: String? = nil, change: Remedy.Change = .advice
  ) -> SyntaxFailure {
    SyntaxFailure(
      Diagnostic(code, message, at: span(range), label: label, help: help, change: change))
  }

  /// A change of the text between two offsets.
  func replacing(_ range: Range<Int>, with text: String) -> Remedy.Change {
    .replacing(span(range), with: text)
  }

  /// A change that only adds text at an offset.
  func inserting(_ text: String, at offset: Int) -> Remedy.Change {
    replacing(offset..<offset, with: text)
  }

  /// The next token is not what the grammar wants here.
  func unexpected(
    expected: String, code: DiagnosticCode = .unexpectedToken, label: String = "",
    help: String? = nil, change: Remedy.Change = .advice
  ) -> SyntaxFailure {
    switch token.kind {
    case .end, .newline:
      if lexer.isInText { return unterminatedText(openText) }
      if token.kind == .end, let opener = openers.last { return unclosed(opener) }
    case .unexpected: return unexpectedCharacter(expected: expected)
    case .bar, .ampersand, .exclamation, .backtick, .percent:
      return reservedSymbol(expected: expected)
    default: break
    }
    return failure(
      code, "expected \(expected), found \(found)", at: token.range, label: label, help: help,
      change: change)
  }

  /// The next token, for a sentence.
  var found: String {
    switch token.kind {
    case .end: "the end of the text"
    case .newline: "the end of the line"
    case .doubleQuote, .singleQuote: "a text"
    case .dollar: "`\(excerpt(token.range.lowerBound..<referenceEnd))`"
    default: "`\(excerpt(token.range))`"
    }
  }

  private var referenceEnd: Int {
    lexer.nameEnd(at: token.range.upperBound) ?? token.range.upperBound
  }

  /// The beginning of some text, short enough for a sentence, which is one line.
  func excerpt(_ range: Range<Int>) -> String {
    let text = lexer.text(range.lowerBound..<min(range.upperBound, range.lowerBound + 200))
    let start = text.prefix { !$0.isNewline }.prefix(40)
    return start.endIndex == text.endIndex ? text : start + "…"
  }

  private func unexpectedCharacter(expected: String) -> SyntaxFailure {
    let (scalar, _) = lexer.scalar(at: token.range.lowerBound)
    if scalar.value < 0x20 || scalar.value == 0x7F {
      return controlCharacter(at: token.range.lowerBound)
    }
    let isSpace = scalar.properties.isWhitespace || scalar.value == 0xFEFF
    let character = isSpace ? Self.codePoint(scalar) : "`\(scalar)`"
    if scalar == "\\" {
      return failure(
        .unexpectedCharacter, "expected \(expected), found \(character)", at: token.range,
        help: "a `\\` goes on with the next line only at the end of its own")
    }
    let ordinary = isSpace ? " " : Self.ordinary(scalar)
    return failure(
      .unexpectedCharacter, "expected \(expected), found \(character)", at: token.range,
      help: isSpace ? "replace it by an ordinary blank" : ordinary.map { "type `\($0)`" },
      change: ordinary.map { replacing(token.range, with: $0) } ?? .advice)
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "the character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// What to type for a character that word processors and other keyboards put in its place.
  private static func ordinary(_ scalar: Unicode.Scalar) -> String? {
    let pairs: [Unicode.Scalar: String] = [
      "\u{201C}": "\"", "\u{201D}": "\"", "\u{2018}": "'", "\u{2019}": "'", "\u{2013}": "-",
      "\u{2212}": "-", "\u{00D7}": "*", "\u{00F7}": "/", "\u{2264}": "<=", "\u{2265}": ">=",
      "\u{2260}": "!=", "\u{2026}": "..", "\u{FF08}": "(", "\u{FF09}": ")", "\u{FF0C}": ",",
      "\u{FF1A}": ":", "\u{FF1B}": ";", "\u{FF1D}": "=", "\u{3010}": "[", "\u{3011}": "]",
    ]
    return pairs[scalar]
  }

  /// A control character outside of comments.
  func controlCharacter(at offset: Int) -> SyntaxFailure {
    let value = lexer.byte(at: offset)
    let scalar = Unicode.Scalar(value)
    let isReturn = value == UInt8(ascii: "\r")
    return failure(
      .unexpectedCharacter,
      "expected text, found \(Self.codePoint(scalar))\(isReturn ? " without a line feed" : "")",
      at: offset..<offset + 1,
      help: isReturn
        ? "end lines with LF or CRLF"
        : "in a text, write `\\u{\(String(value, radix: 16))}`")
  }

  /// A line beyond the limit.
  static func longLine(_ line: Range<Int>, of file: SourceFile) -> Diagnostic {
    Diagnostic(
      .lineTooLong,
      "expected at most \(SourceFile.longestLine) bytes in a line, found \(line.count)",
      at: SourceSpan(file, line.lowerBound..<line.lowerBound),
      help: "break the line; a final `\\` goes on with the next one")
  }

  /// The text ended inside something open.
  private func unclosed(_ opener: Opener) -> SyntaxFailure {
    let closer =
      switch opener.kind {
      case .group: ")"
      case .list: "]"
      case .block: "}"
      case .text: "\""
      }
    return failure(
      .unexpectedEnd, "expected `\(closer)`, found the end of the text", at: opener.range,
      label: "opened here")
  }

  /// The text ended after a final `\`.
  func endAfterContinuation(_ range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .unexpectedEnd, "expected another line after `\\`, found the end of the text",
      at: span(range))
  }

  /// More levels than `deepest`.
  func nestedTooDeeply(at range: Range<Int>) -> SyntaxFailure {
    failure(
      .nestedTooDeeply,
      "expected at most \(Self.deepest) levels of nesting, found level \(Self.deepest + 1)",
      at: range, help: "give an inner part a name with `let`")
  }

  /// More conditions in one `if` than `deepest`.
  func tooManyBranches() -> SyntaxFailure {
    failure(
      .nestedTooDeeply,
      "expected at most \(Self.deepest) conditions in one `if`, found another `else if`",
      at: token.range, help: "end this `if` and begin a new one in its `else { }`")
  }

  /// A statement where it may not stand.
  func misplaced(_ word: String, _ place: String) -> Diagnostic {
    let found = self.place.isInDefinition ? "in a `def`" : "in a block"
    let isTopLevel = self.place.blocks == 0
    return Diagnostic(
      .misplacedStatement,
      "expected `\(word)` \(place), found it \(isTopLevel ? "at the top level" : found)",
      at: span(token.range), help: wayOut(word))
  }

  /// What to do with a statement that may not stand here; only the user knows which of it.
  private func wayOut(_ word: String) -> String {
    switch word {
    case "return": "leave it out, or put it into the `def` that it is to end"
    case "break", "continue": "leave it out, or put it into the `for` or `while` that it is about"
    default: "move it out of the block"
    }
  }
}

// Helps that quote the user's own text.
extension Parser {
  /// A line of the user's, changed so that it can be read; nil unless it really can.
  func readable(_ candidate: String) -> String? {
    guard !isTrial, candidate.utf8.count <= 100, !candidate.contains("\n") else { return nil }
    let file = SourceFile(name: "", text: candidate)
    let script = try? Self.parse(file, range: nil, isTrial: true)
    return script == nil ? nil : candidate
  }

  /// The text of the expression that begins at an offset; nil if none can be read there.
  func expressionText(from start: Int) -> String? {
    guard !isTrial else { return nil }
    var probe = self
    probe.isTrial = true
    probe.lexer.position = start
    probe.token = probe.lexer.next()
    guard (try? probe.parseExpression()) != nil else { return nil }
    let text = lexer.text(start..<probe.previousEnd)
    return text.utf8.count <= 80 && !text.contains("\n") ? text : nil
  }

  /// The text from an offset to the end of its line or statement, without a comment.
  func lineText(from start: Int) -> String {
    var i = start
    while i < lexer.end, !"\n;#".utf8.contains(lexer.bytes[i]), i - start < 200 { i += 1 }
    let text = lexer.text(start..<i)
    return String(text.reversed().drop { $0.isWhitespace }.reversed())
  }
}
