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
        return unexpected(
          expected: "a value", help: "write `(\(text))`", change: parenthesizing(text, at: start))
      }
      return unexpected(
        expected: "a value", help: token.kind == .plus ? leaveOutPlus : nil,
        change: replacing(token.range, with: ""))
    case .equals where lexer.byte(at: token.range.upperBound) != UInt8(ascii: "="):
      return unexpected(expected: "a value", label: "one `=` too many")
    default: return unexpected(expected: "a value")
    }
  }

  /// The help for a sign that numbers do not take.
  var leaveOutPlus: String { "leave the `+` out" }

  /// A change that puts a text of the user's, found at an offset, into parentheses.
  func parenthesizing(_ text: String, at start: Int) -> Remedy.Change {
    replacing(start..<start + text.utf8.count, with: "(\(text))")
  }

  /// `$a - 2` among the values of a command.
  func operatorInCommand(after last: Argument) -> SyntaxFailure {
    let text = expressionText(from: last.value.span.range.lowerBound)
    var help = text.map { "write `(\($0))`" }
    var change =
      text.map { parenthesizing($0, at: last.value.span.range.lowerBound) } ?? .advice
    if isAtSignedNumber, token.isAfterBlank, let number = signedNumber {
      // A blank before the sign and none behind it: a value of its own.
      help = "write `(\(number))`" + (text.map { ", or `(\(spaced($0)))` for a difference" } ?? "")
      change = parenthesizing(number, at: token.range.lowerBound)
    }
    let isRedirection = token.kind == .less || token.kind == .greater
    if isRedirection, text == nil {
      return failure(
        .reservedSymbol, "expected a value or the end of the command, found \(found)",
        at: token.range, label: "`mnl` redirects nothing",
        help: "redirect the output of `mnl` itself, in a shell")
    }
    if token.kind == .percent {
      let start = last.value.span.range.lowerBound
      let left = lexer.text(last.value.span.range)
      let right = expressionText(from: token.range.upperBound, skippingBlanks: true)
      guard let right, let whole = readable("(\(left) mod \(right.text))") else {
        return reservedSymbol(expected: "a value")
      }
      return failure(
        .reservedSymbol, "expected a value or the end of the command, found `%`", at: token.range,
        label: "stands only behind a number, as in `20%`", help: "write `\(whole)`",
        change: replacing(start..<right.end, with: whole))
    }
    return unexpected(
      expected: "a value or the end of the command",
      label: "an expression among values stands in parentheses", help: help, change: change)
  }

  /// The number with its sign that begins at the next token.
  private var signedNumber: String? {
    let end = lexer.numberEnd(at: token.range.upperBound)
    let text = lexer.text(token.range.lowerBound..<end)
    return readable(text)
  }

  /// `$a - 2` for `$a -2`.
  private func spaced(_ text: String) -> String {
    guard let sign = text.firstIndex(of: "-") else { return text }
    return text[...sign] + " " + text[text.index(after: sign)...]
  }

  /// The text of the expression behind blanks, and where it ends.
  private func expressionText(
    from start: Int, skippingBlanks: Bool
  ) -> (text: String, end: Int)? {
    var first = start
    while lexer.byte(at: first) == UInt8(ascii: " ") { first += 1 }
    return expressionText(from: first).map { ($0, first + $0.utf8.count) }
  }

  /// `load a, b`.
  func commaInCommand() -> SyntaxFailure {
    unexpected(
      expected: "a blank between two values",
      help: "leave the `,` out; only lists have commas",
      change: replacing(token.range, with: " "))
  }

  /// `train --epochs=6`.
  func flag(in command: Name) -> SyntaxFailure {
    var start = token.range.lowerBound
    while lexer.byte(at: start) == UInt8(ascii: "-") { start += 1 }
    guard let end = lexer.nameEnd(at: start) else { return unexpected(expected: "a value") }
    let range = token.range.lowerBound..<end
    let name = lexer.text(start..<end)
    let line = lineText(from: end)
    let value = line.drop { $0 == " " || $0 == "=" }
    let rest = String(value.prefix { $0 != " " })
    let help = readable("\(command.text) \(name)=\(rest)") == nil ? nil : "write `\(name)=\(rest)`"
    let upper = end + line.utf8.count - value.utf8.count + rest.utf8.count
    return failure(
      .unexpectedToken, "expected a value or `name=value`, found the flag `\(excerpt(range))`",
      at: range, help: help ?? "write `\(excerpt(start..<end))=` and the value",
      change: help == nil ? .advice : replacing(range.lowerBound..<upper, with: "\(name)=\(rest)"))
  }

  /// `show train[0]`, `print $a"b"`.
  func missingBlank(after last: Argument) -> SyntaxFailure {
    if case .word(let word) = last.value.kind, token.kind == .leftBracket {
      return indexedWord(word, last.value.span)
    }
    if case .text = last.value.kind, token.kind == .name,
      lexer.byte(at: token.range.lowerBound - 1) == UInt8(ascii: "'")
    {
      return failure(
        .missingBlank,
        "expected a blank after the value `\(excerpt(last.value.span.range))`, found \(found)",
        at: token.range, label: "the text ended before it",
        help: "write a text with an apostrophe in double quotes")
    }
    let element = element(of: last)
    return failure(
      .missingBlank,
      "expected a blank after the value `\(excerpt(last.value.span.range))`, found \(found)",
      at: token.range,
      help: element.map { "write `\($0.text)` for an element" } ?? "separate values by blanks",
      change: element.map { replacing($0.range, with: $0.text) }
        ?? inserting(" ", at: token.range.lowerBound))
  }

  /// `([1, 2])[0]` for `[1, 2][0]`.
  private func element(of list: Argument) -> (text: String, range: Range<Int>)? {
    guard token.kind == .leftBracket, case .list = list.value.kind else { return nil }
    let start = list.value.span.range.lowerBound
    let value = lexer.text(list.value.span.range)
    guard let index = expressionText(from: token.range.lowerBound) else { return nil }
    let end = token.range.lowerBound + index.utf8.count
    return readable("(\(value))\(index)").map { ($0, start..<end) }
  }

  /// `train[0]`.
  func indexedWord(_ word: String, _ span: SourceSpan) -> SyntaxFailure {
    let range = span.range.lowerBound..<token.range.upperBound
    let text = expressionText(from: token.range.lowerBound).map { word + $0 }
    let isName = lexer.nameEnd(at: span.range.lowerBound) == span.range.upperBound
    return failure(
      .missingBlank, "expected a blank after `\(excerpt(span.range))`, found `[`", at: range,
      help: isName
        ? "write `$\(text ?? word + "[…]")` for an element of the variable `\(word)`"
        : "separate values by blanks",
      change: isName
        ? inserting("$", at: span.range.lowerBound) : inserting(" ", at: token.range.lowerBound))
  }

  /// `f(x)`.
  func callWithParentheses(_ name: Name) -> SyntaxFailure {
    let call = call(name)
    return failure(
      .reservedSymbol,
      "expected a blank after the command `\(excerpt(name.span.range))`, "
        + "found `(`",
      at: token.range, label: "calls have neither parentheses nor commas",
      help: call.map { "write `\($0.text)`" } ?? "separate the values by blanks",
      change: call.map { replacing($0.range, with: $0.text) } ?? .advice)
  }

  /// `f x ($a + 1)` for `f(x, $a + 1)`.
  private func call(_ name: Name) -> (text: String, range: Range<Int>)? {
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
    return readable(call).map { ($0, name.span.range.lowerBound..<i + 1) }
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
      let pipe = pipe(from: command)
      return failure(
        .reservedSymbol, "expected \(expected), found `|`", at: token.range,
        label: "there are no pipes",
        help: pipe.map { "write `\($0.text)`" } ?? "bind the first result with `let`",
        change: pipe.map { replacing($0.range, with: $0.text) } ?? .advice)
    case .ampersand where isDoubled:
      return failure(
        .reservedSymbol, "expected \(expected), found `&&`",
        at: token.range.lowerBound..<token.range.upperBound + 1,
        help: "write `;`: a script stops at the first error",
        change: replacing(token.range.lowerBound..<token.range.upperBound + 1, with: ";"))
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
  private func pipe(from command: Name) -> (text: String, range: Range<Int>)? {
    let start = command.span.range.lowerBound
    let first = lexer.text(start..<previousEnd)
    let line = lineText(from: token.range.upperBound)
    let rest = line.drop { $0 == " " }
    let name = rest.prefix { $0 != " " && $0 != ")" }
    guard !name.isEmpty, !rest.contains("|") else { return nil }
    let whole = String(rest.prefix { $0 != ")" }.dropFirst(name.count))
    let end =
      token.range.upperBound + line.utf8.count - rest.utf8.count + name.utf8.count
      + whole.utf8.count
    return readable("\(name) (\(first))\(whole)").map { ($0, start..<end) }
  }

  /// A symbol that other languages have and this one left out.
  func reservedSymbol(expected: String) -> SyntaxFailure {
    let next = lexer.byte(at: token.range.upperBound)
    let isDoubled = next == lexer.byte(at: token.range.lowerBound)
    var range = token.range
    if isDoubled, token.kind == .bar || token.kind == .ampersand {
      range = range.lowerBound..<range.upperBound + 1
    }
    let (label, help, text): (String, String, String?) =
      switch token.kind {
      case .bar:
        isDoubled
          ? ("", "write `or`", " or ")
          : ("there are no pipes", "put a command into parentheses", nil)
      case .ampersand:
        isDoubled
          ? ("", "write `and`", " and ")
          : ("nothing runs in the background", "leave the `&` out", "")
      case .exclamation: ("", "write `not`", "not ")
      case .backtick: ("", "write a text as \"…\", the value of a command as (…)", nil)
      default:
        ("stands only behind a number, as in `20%`", "write `mod` for the remainder", " mod ")
      }
    return failure(
      .reservedSymbol, "expected \(expected), found `\(excerpt(range))`", at: range, label: label,
      help: help, change: text.map { replacing(range, with: $0) } ?? .advice)
  }
}
