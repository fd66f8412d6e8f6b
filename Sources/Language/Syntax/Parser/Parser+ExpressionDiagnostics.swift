import MNLDiagnostics

/// The words for what is wrong with an expression, a number or a text.
extension Parser {
  /// No operand where one must stand.
  func operandExpected() -> SyntaxFailure {
    let next = lexer.byte(at: token.range.upperBound)
    switch token.kind {
    case .dot where Lexer.isDigit(next): return digitBeforePointExpected()
    case .plus:
      return unexpected(
        expected: "a value", help: leaveOutPlus, change: replacing(token.range, with: ""))
    case .star where previousSymbol == UInt8(ascii: "*"):
      return unexpected(
        expected: "a value", help: "write `^` for a power",
        change: replacing(token.range.lowerBound - 1..<token.range.upperBound, with: "^"))
    case .slash where previousSymbol == UInt8(ascii: "/"):
      return unexpected(
        expected: "a value", help: "write `div` for whole division",
        change: replacing(token.range.lowerBound - 1..<token.range.upperBound, with: " div "))
    case .greater where previousSymbol == UInt8(ascii: "<"):
      return unexpected(
        expected: "a value", help: "write `!=`",
        change: replacing(token.range.lowerBound - 1..<token.range.upperBound, with: "!="))
    case .equals where previousSymbol == UInt8(ascii: "="):
      return unexpected(
        expected: "a value", help: "write `==` to compare", change: replacing(token.range, with: "")
      )
    case .equals where "+-*/".utf8.contains(previousSymbol):
      let way = compoundAssignment
      return unexpected(
        expected: "a value", help: way.map { "write `\($0.text)`" },
        change: way.map { replacing($0.range, with: $0.text) } ?? .advice)
    case .equals: return unexpected(expected: "a value", help: "write `==` to compare")
    case .slash where next == UInt8(ascii: "*"):
      return unexpected(expected: "a value", help: "begin a comment with `#`, line by line")
    case .slash, .star, .unexpected:
      guard lexer.wordEnd(at: token.range.lowerBound) != nil else { break }
      return unexpected(
        expected: "a value", label: token.kind == .unexpected ? "" : "an operator needs two values")
    default: break
    }
    return unexpected(expected: "a value")
  }

  /// `.5`.
  func digitBeforePointExpected() -> SyntaxFailure {
    let range = token.range.lowerBound..<lexer.numberEnd(at: token.range.upperBound)
    return failure(
      .malformedNumber, "expected a digit before the point, found `\(excerpt(range))`",
      at: range, help: "write `0\(excerpt(range))`",
      change: inserting("0", at: range.lowerBound))
  }

  private var previousSymbol: UInt8 {
    token.range.lowerBound > lexer.start ? lexer.byte(at: token.range.lowerBound - 1) : 0
  }

  /// A bare word in an expression.
  func bareName() -> SyntaxFailure {
    let name = excerpt(token.range)
    guard lexer.byte(at: token.range.upperBound) != UInt8(ascii: "(") else {
      return unexpected(
        expected: "a value",
        help: name == "range"
          ? "write a range as `0..2`: both ends belong to it" : "write `(\(name) …)` for a command")
    }
    return unexpected(
      expected: "a value",
      help: "write `$\(name)` for a variable, `(\(name))` for a command, `\"\(name)\"` for a text")
  }

  /// `1 + not $a`.
  func notInsideOperator() -> SyntaxFailure {
    let text = expressionText(from: token.range.lowerBound)
    return unexpected(
      expected: "a value", help: text.map { "write `(\($0))`" },
      change: text.map { parenthesizing($0, at: token.range.lowerBound) } ?? .advice)
  }

  /// `$a < $b < $c`, `1..2..3`.
  func chainedOperators(
    _ left: Expression, _ symbol: SourceSpan, _ right: Expression
  ) -> SyntaxFailure {
    let expected = "a single `\(symbol.text)`"
    guard token.kind != .dots,
      let rest = expressionText(from: right.span.range.lowerBound),
      readable("(\(rest))") != nil
    else { return unexpected(expected: "the end of the range") }
    return unexpected(
      expected: expected,
      help: "write `\(excerpt(left.span.range)) \(symbol.text) \(excerpt(right.span.range)) "
        + "and \(rest)`",
      change: inserting(" and \(lexer.text(right.span.range))", at: right.span.range.upperBound))
  }

  /// `$` without a name.
  func variableNameExpected() -> SyntaxFailure {
    let next = lexer.byte(at: token.range.upperBound)
    let range = token.range.lowerBound..<min(token.range.upperBound + 1, lexer.end)
    guard token.range.upperBound < lexer.end, next > 0x20, next < 0x7F else {
      return failure(.unexpectedToken, "expected a name after `$`, found none", at: token.range)
    }
    let help: String? =
      switch next {
      case UInt8(ascii: "{"): "write a variable without braces, `$name`"
      case UInt8(ascii: "("): "write the value of a command as `(…)`"
      default: nil
      }
    return failure(
      .unexpectedToken, "expected a name after `$`, found `\(lexer.text(range).dropFirst())`",
      at: range, help: help)
  }

  /// `$a.0`, `$a.`.
  func fieldNameExpected() -> SyntaxFailure {
    let start = token.range.upperBound
    guard Lexer.isDigit(lexer.byte(at: start)) else {
      return failure(
        .unexpectedToken, "expected the name of a field after `.`, found none", at: token.range)
    }
    let end = lexer.numberEnd(at: start)
    let number = excerpt(start..<end)
    return failure(
      .unexpectedToken, "expected the name of a field after `.`, found `\(number)`",
      at: token.range.lowerBound..<end, help: "write `[\(number)]` for an element",
      change: replacing(token.range.lowerBound..<end, with: "[\(lexer.text(start..<end))]"))
  }

  /// Something else than `)`.
  func groupEndExpected(from start: Int) -> SyntaxFailure {
    if token.kind == .comma {
      return unexpected(expected: "`)`", help: "write a list as `[a, b]`")
    }
    if !token.isAfterBlank, token.beginsValue {
      return unexpected(expected: "a blank, an operator or `)`", code: .missingBlank)
    }
    if token.kind == .equals {
      return unexpected(
        expected: "an operator or `)`", help: "write `==` to compare",
        change: replacing(token.range, with: "=="))
    }
    return unexpected(expected: "an operator or `)`")
  }

  /// Something else than `,` or `]`.
  func listSeparatorExpected() -> SyntaxFailure {
    let isOnNextLine = lexer.text(previousEnd..<token.range.lowerBound).contains("\n")
    if token.kind == .name, isOnNextLine {
      return unexpected(
        expected: "`,` or `]`", help: "close the list with `]`",
        change: inserting("]", at: previousEnd))
    }
    return unexpected(
      expected: "`,` or `]`",
      help: token.beginsValue ? "separate the elements of a list by commas" : nil,
      change: inserting(",", at: previousEnd))
  }

  /// A number that is none.
  func malformedNumber(
    _ fault: NumberLiteral.Fault, _ text: String, at range: Range<Int>
  ) -> SyntaxFailure {
    let number = excerpt(range)
    switch fault {
    case .separator:
      return failure(
        .malformedNumber, "expected `_` only between two digits, found `\(number)`", at: range,
        help: "write `\(text.prefix(40).filter { $0 != "_" })`",
        change: replacing(range, with: text.filter { $0 != "_" }))
    case .tooLarge:
      let isWhole = text.allSatisfy { $0.isNumber || $0 == "-" || $0 == "_" }
      return failure(
        .malformedNumber,
        isWhole
          ? "expected a whole number of at most 64 bits, found `\(number)`"
          : "expected a number that 64 bits can hold, found `\(number)`",
        at: range, help: isWhole && text.count <= 40 ? "write `\(text).0` for a float" : nil,
        change: inserting(".0", at: range.upperBound))
    case .unit(let letters):
      if letters.first == "." || letters.first == "%" {
        return failure(.malformedNumber, "expected a number, found `\(number)`", at: range)
      }
      if text.prefix(2).lowercased() == "0x", let number = Int(text.dropFirst(2), radix: 16) {
        return failure(
          .malformedNumber, "expected a decimal number, found `\(excerpt(range))`", at: range,
          help: "write `\(number)`", change: replacing(range, with: "\(number)"))
      }
      let digits = text.dropLast(letters.count)
      let unit = NumberLiteral.unit(like: letters)
      return failure(
        .malformedNumber, "expected a number with a known unit, found `\(number)`", at: range,
        label: "no unit",
        help: unit.map { "write `\(digits.prefix(40))\($0)`" }
          ?? "the units are ms s min h, B KB MB GB KiB MiB GiB and %",
        change: unit.map { replacing(range, with: digits + $0) } ?? .advice)
    }
  }

  /// A text without its closing quote.
  func unterminatedText(_ opening: Range<Int>) -> SyntaxFailure {
    let isAtEnd = lexer.lineEnd(at: opening.upperBound) >= lexer.end
    let quote = lexer.text(opening)
    return failure(
      .unterminatedText,
      "expected `\(quote)` before the end of the line, found \(isAtEnd ? "the end of the text" : "none")",
      at: opening, label: "opened here",
      help: "close the text with `\(quote)`",
      change: inserting(quote, at: lexer.lineEnd(at: opening.upperBound)))
  }

  /// `"""`.
  func tripleQuote() -> SyntaxFailure {
    let range = token.range.lowerBound..<token.range.lowerBound + 3
    return failure(
      .reservedSymbol, "expected a text in single quotes or double quotes, found three quotes",
      at: range, help: "write the text on one line, with `\\n` for a line end, as \"a\\nb\"")
  }

  /// `\q`.
  func unknownEscape(at offset: Int) -> SyntaxFailure {
    let range = offset..<offset + 1 + lexer.scalar(at: offset + 1).length
    let escaped = lexer.text(range.lowerBound + 1..<range.upperBound)
    let isBrace = escaped == "{" || escaped == "}"
    return failure(
      .unexpectedCharacter,
      "expected one of \\n \\t \\r \\\" \\' \\\\ \\u{…}, found `\(excerpt(range))`", at: range,
      help: isBrace ? "write `\(escaped)\(escaped)`" : "write `\\\\` for a backslash",
      change: replacing(range.lowerBound..<range.lowerBound + 1, with: isBrace ? escaped : "\\\\"))
  }

  /// `\u{…}` that names no character.
  func malformedCodePoint(_ range: Range<Int>) -> SyntaxFailure {
    failure(
      .unexpectedCharacter,
      "expected a character as \\u{1F600}, found `\(excerpt(range))`", at: range,
      help: "write one to six hexadecimal digits, up to 10FFFF and without surrogates")
  }
}

// Interpolations.
extension Parser {
  /// A `}` without a `{`.
  func strayBraceInText(at offset: Int) -> SyntaxFailure {
    failure(
      .malformedInterpolation, "expected `{` before `}`, found none", at: offset..<offset + 1,
      help: "write `}}` for a brace", change: inserting("}", at: offset))
  }

  /// `{}`.
  func emptyInterpolation(from brace: Int) -> SyntaxFailure {
    failure(
      .malformedInterpolation, "expected an expression in `{ }`, found none",
      at: brace..<token.range.upperBound, help: "write `{{}}` for two braces",
      change: replacing(brace..<token.range.upperBound, with: "{{}}"))
  }

  /// `{name}`.
  func nameInInterpolation() -> SyntaxFailure {
    let name = excerpt(token.range)
    return failure(
      .malformedInterpolation, "expected an expression in `{ }`, found the word `\(name)`",
      at: token.range, help: "write `{$\(name)}` for a variable, `{(\(name))}` for a command")
  }

  /// Something else than `}`.
  func interpolationEndExpected() -> SyntaxFailure {
    unexpected(expected: "an operator, `:` or `}`", code: .malformedInterpolation)
  }

  /// A format that goes on, or a missing `}` behind one.
  func formatEndExpected(from start: Int, to end: Int) -> SyntaxFailure {
    let next = lexer.byte(at: end)
    guard end > start, next == UInt8(ascii: "\"") || next == UInt8(ascii: " ") else {
      return malformedFormat(from: start)
    }
    return failure(
      .malformedInterpolation, "expected `}` after the format `\(excerpt(start..<end))`",
      at: end..<end + 1)
  }

  /// A format that is none.
  func malformedFormat(from start: Int) -> SyntaxFailure {
    var end = start
    while end < lexer.end, !"}\"\n".utf8.contains(lexer.bytes[end]) { end += 1 }
    return failure(
      .malformedInterpolation,
      "expected a format as `>8.2` or `.1%`, found `\(excerpt(start..<end))`",
      at: start..<max(end, start),
      help: "write `<` or `>`, a width, `.` and the digits, `%`: each may be left out, not all")
  }

  /// A width or a number of digits beyond its limit.
  func largeFormat(
    _ what: String, _ value: Int, _ limit: Int, _ range: Range<Int>
  ) -> SyntaxFailure {
    failure(
      .malformedInterpolation, "expected a \(what) of at most \(limit), found \(value)", at: range)
  }
}
