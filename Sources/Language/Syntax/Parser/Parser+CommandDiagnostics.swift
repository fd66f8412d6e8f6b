import MNLDiagnostics

/// The words for what is wrong with a command and its values.
extension Parser {
  /// No value where one must stand.
  func valueExpected() -> SyntaxFailure {
    switch token.kind {
    case .dot where Lexer.isDigit(lexer.byte(at: token.range.upperBound)):
      return digitBeforePointExpected()
    case .minus, .plus:
      let start = token.range.lowerBound
      if token.kind == .minus, let text = expressionText(from: start) {
        return unexpected(expected: "a value", help: "write `(\(text))`")
      }
      return unexpected(expected: "a value", help: token.kind == .plus ? leaveOutPlus : nil)
    case .equals where lexer.byte(at: token.range.upperBound) != UInt8(ascii: "="):
      return unexpected(expected: "a value", label: "one `=` too many")
    default: return unexpected(expected: "a value")
    }
  }

  /// The help for a sign that numbers do not take.
  var leaveOutPlus: String { "leave the `+` out" }

  /// `$a - 2` among the values of a command.
  func operatorInCommand(after last: Argument) -> SyntaxFailure {
    let text = expressionText(from: last.value.span.range.lowerBound)
    var help = text.map { "write `(\($0))`" }
    if text == nil, isAtSignedNumber, let number = expressionText(from: token.range.lowerBound) {
      help = "write `(\(number))`"
    }
    let isRedirection = token.kind == .less || token.kind == .greater
    if isRedirection, text == nil {
      return failure(
        .reservedSymbol, "expected a value or the end of the command, found \(found)",
        at: token.range, label: "`mnl` redirects nothing",
        help: "redirect the output of `mnl` itself, in a shell")
    }
    if token.kind == .percent { return reservedSymbol(expected: "a value") }
    return unexpected(
      expected: "a value or the end of the command",
      label: "an expression among values stands in parentheses", help: help)
  }

  /// `load a, b`.
  func commaInCommand() -> SyntaxFailure {
    unexpected(
      expected: "a blank between two values",
      help: "leave the `,` out; only lists have commas")
  }

  /// `train --epochs=6`.
  func flag(in command: Name) -> SyntaxFailure {
    var start = token.range.lowerBound
    while lexer.byte(at: start) == UInt8(ascii: "-") { start += 1 }
    guard let end = lexer.nameEnd(at: start) else { return unexpected(expected: "a value") }
    let range = token.range.lowerBound..<end
    let name = lexer.text(start..<end)
    var rest = lineText(from: end)
    rest = String(rest.drop { $0 == " " || $0 == "=" }.prefix { $0 != " " })
    let help = readable("\(command.text) \(name)=\(rest)") == nil ? nil : "write `\(name)=\(rest)`"
    return failure(
      .unexpectedToken, "expected a value or `name=value`, found the flag `\(excerpt(range))`",
      at: range, help: help ?? "write `\(excerpt(start..<end))=` and the value")
  }

  /// `show train[0]`, `print $a"b"`.
  func missingBlank(after last: Argument) -> SyntaxFailure {
    if case .word(let word) = last.value.kind, token.kind == .leftBracket {
      return indexedWord(word, last.value.span)
    }
    return failure(
      .missingBlank,
      "expected a blank after the value `\(excerpt(last.value.span.range))`, found \(found)",
      at: token.range, help: elementHelp(last) ?? "separate values by blanks")
  }

  /// `([1, 2])[0]` for `[1, 2][0]`.
  private func elementHelp(_ list: Argument) -> String? {
    guard token.kind == .leftBracket, case .list = list.value.kind else { return nil }
    let value = lexer.text(list.value.span.range)
    guard let index = expressionText(from: token.range.lowerBound) else { return nil }
    return readable("(\(value))\(index)").map { "write `\($0)` for an element" }
  }

  /// `train[0]`.
  func indexedWord(_ word: String, _ span: SourceSpan) -> SyntaxFailure {
    let range = span.range.lowerBound..<token.range.upperBound
    let text = expressionText(from: token.range.lowerBound).map { word + $0 }
    return failure(
      .missingBlank, "expected a blank after `\(excerpt(span.range))`, found `[`", at: range,
      help: lexer.nameEnd(at: span.range.lowerBound) == span.range.upperBound
        ? "write `$\(text ?? word + "[…]")` for an element of the variable `\(word)`"
        : "separate values by blanks")
  }

  /// `f(x)`.
  func callWithParentheses(_ name: Name) -> SyntaxFailure {
    failure(
      .reservedSymbol,
      "expected a blank after the command `\(excerpt(name.span.range))`, "
        + "found `(`",
      at: token.range, label: "calls have neither parentheses nor commas",
      help: callHelp(name).map { "write `\($0)`" } ?? "separate the values by blanks")
  }

  /// `f x ($a + 1)` for `f(x, $a + 1)`.
  private func callHelp(_ name: Name) -> String? {
    guard !isTrial else { return nil }
    var values: [String] = []
    var depth = 0
    var start = token.range.upperBound
    var i = start
    var quote: UInt8?
    while i < lexer.end, i - token.range.lowerBound < 100 {
      let byte = lexer.bytes[i]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if "([{".utf8.contains(byte) {
        depth += 1
      } else if depth > 0, ")]}".utf8.contains(byte) {
        depth -= 1
      } else if depth == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") {
        values.append(lexer.text(start..<i))
        start = i + 1
        if byte == UInt8(ascii: ")") { break }
      }
      i += 1
    }
    guard lexer.byte(at: i) == UInt8(ascii: ")") else { return nil }
    var call = name.text
    for value in values {
      let trimmed = String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      if trimmed.isEmpty { continue }
      call += readable("\(name.text) \(trimmed)") == nil ? " (\(trimmed))" : " \(trimmed)"
    }
    return readable(call)
  }

  /// `foo/bar`, `foo:`: a command name that goes on.
  func nameContinues(_ name: Name) -> SyntaxFailure {
    unexpected(
      expected: "a blank after the command `\(excerpt(name.span.range))`",
      code: token.beginsValue ? .missingBlank : .unexpectedToken)
  }

  /// `if` where a value has to stand.
  func statementAsValue() -> SyntaxFailure {
    unexpected(
      expected: "a command or an expression", label: "a statement, which has no value")
  }
}

// Reserved symbols.
extension Parser {
  /// `|`, `&`, `<`, `>` where a command expects a value.
  func reservedInCommand(_ command: Name) -> SyntaxFailure {
    let expected = "a value or the end of the command"
    let isDoubled = lexer.byte(at: token.range.upperBound) == lexer.byte(at: token.range.lowerBound)
    switch token.kind {
    case .bar where !isDoubled:
      return failure(
        .reservedSymbol, "expected \(expected), found `|`", at: token.range,
        label: "there are no pipes",
        help: pipeHelp(command).map { "write `\($0)`" } ?? "bind the first result with `let`")
    case .ampersand where isDoubled:
      return failure(
        .reservedSymbol, "expected \(expected), found `&&`",
        at: token.range.lowerBound..<token.range.upperBound + 1,
        help: "write `;`: a script stops at the first error")
    case .bar:
      return failure(
        .reservedSymbol, "expected \(expected), found `||`",
        at: token.range.lowerBound..<token.range.upperBound + 1,
        help: "write `(… or …)` for a condition, `try { … } catch { … }` for a second attempt")
    case .less, .greater:
      return failure(
        .reservedSymbol, "expected \(expected), found \(found)", at: token.range,
        label: "`mnl` redirects nothing", help: "redirect the output of `mnl` itself, in a shell")
    default: return reservedSymbol(expected: expected)
    }
  }

  /// `show (load mnist)` for `load mnist | show`.
  private func pipeHelp(_ command: Name) -> String? {
    let first = lexer.text(command.span.range.lowerBound..<previousEnd)
    let rest = lineText(from: token.range.upperBound).drop { $0 == " " }
    let name = rest.prefix { $0 != " " && $0 != ")" }
    guard !name.isEmpty, !rest.contains("|") else { return nil }
    let whole = String(rest.prefix { $0 != ")" }.dropFirst(name.count))
    return readable("\(name) (\(first))\(whole)")
  }

  /// A symbol that other languages have and this one left out.
  func reservedSymbol(expected: String) -> SyntaxFailure {
    let next = lexer.byte(at: token.range.upperBound)
    let isDoubled = next == lexer.byte(at: token.range.lowerBound)
    var range = token.range
    if isDoubled, token.kind == .bar || token.kind == .ampersand {
      range = range.lowerBound..<range.upperBound + 1
    }
    let (label, help): (String, String?) =
      switch token.kind {
      case .bar:
        isDoubled
          ? ("", "write `or`") : ("there are no pipes", "put a command into parentheses")
      case .ampersand:
        isDoubled
          ? ("", "write `and`") : ("nothing runs in the background", "leave the `&` out")
      case .exclamation: ("", "write `not`")
      case .backtick: ("", "write a text as \"…\", the value of a command as (…)")
      default: ("stands only behind a number, as in `20%`", "write `mod` for the remainder")
      }
    return failure(
      .reservedSymbol, "expected \(expected), found `\(excerpt(range))`", at: range, label: label,
      help: help)
  }
}
