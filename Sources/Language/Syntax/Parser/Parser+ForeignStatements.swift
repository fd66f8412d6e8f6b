import MNLDiagnostics

/// The words for statements as other languages write them.
///
/// They are looked for only where a statement could not be read: no word is reserved for them.
extension Parser {
  /// What a statement that begins with a word of another language is in this one.
  ///
  /// It is nil if it begins with none. The next token is that word.
  func foreignStatement(after last: Statement?) -> SyntaxFailure? {
    guard !isTrial, token.kind == .name else { return nil }
    let word = tokenText
    let rest = lineText(from: token.range.upperBound)
    switch word {
    case "function", "func", "fn", "fun", "sub", "proc", "procedure":
      return foreignDefinition(rest)
    case "elif", "elsif", "elseif": return foreignBranch(after: last)
    case "foreach" where rest.contains(" in "):
      return foreign("write `for`", replacing(token.range, with: "for"))
    case "loop" where rest.hasPrefix(" {"):
      return foreign("write `while true`", replacing(token.range, with: "while true"))
    case "unless": return foreignCondition("if")
    case "until": return foreignCondition("while")
    case "repeat": return foreignRepetition()
    case "do" where rest.hasPrefix(" {"):
      return foreign("write `while … { … }`: the condition comes first")
    case "switch" where rest.hasSuffix("{"), "match" where rest.hasSuffix("{"):
      return foreign("write `if … { … } else if … { … }`")
    case "class" where rest.hasSuffix("{") || rest.hasSuffix("}"),
      "struct" where rest.hasSuffix("{") || rest.hasSuffix("}"):
      return foreign("there are no types of your own; a `def` declares a command")
    default: return nil
    }
  }

  private func foreign(_ help: String, _ change: Remedy.Change = .advice) -> SyntaxFailure {
    failure(
      .unexpectedToken, "expected a statement, found the word `\(tokenText)` of another language",
      at: token.range, help: help, change: change)
  }

  /// `function f(x) {`.
  private func foreignDefinition(_ rest: String) -> SyntaxFailure? {
    guard rest.hasPrefix(" "), rest.contains("("), !rest.contains("=") || rest.contains("{"),
      let end = lexer.nameEnd(at: token.range.upperBound + 1),
      lexer.byte(at: end) == UInt8(ascii: "(") || lexer.byte(at: end + 1) == UInt8(ascii: "(")
    else { return nil }
    return foreign("declare a command with `def`", replacing(token.range, with: "def"))
  }

  /// `elif $x {` on a line of its own.
  private func foreignBranch(after last: Statement?) -> SyntaxFailure {
    guard case .if(_, otherwise: nil)? = last?.kind else {
      return foreign("begin with `if`", replacing(token.range, with: "if"))
    }
    var start = token.range.lowerBound
    while start > lexer.start, " \n\r\t".utf8.contains(lexer.byte(at: start - 1)) { start -= 1 }
    return foreign(
      "write `} else if` on one line",
      lexer.byte(at: start - 1) == UInt8(ascii: "}")
        ? replacing(start..<token.range.upperBound, with: " else if") : .advice)
  }

  /// The expression behind the next token, and where it lies.
  private var operand: (text: String, range: Range<Int>)? {
    var start = token.range.upperBound
    while lexer.byte(at: start) == UInt8(ascii: " ") { start += 1 }
    return expressionText(from: start).map { ($0, start..<start + $0.utf8.count) }
  }

  /// `unless $x {`, `until $x {`.
  private func foreignCondition(_ own: String) -> SyntaxFailure? {
    guard let operand else { return nil }
    let text = "\(own) not (\(operand.text))"
    return foreign(
      "write `\(text)`", replacing(token.range.lowerBound..<operand.range.upperBound, with: text))
  }

  /// `repeat 3 {`.
  private func foreignRepetition() -> SyntaxFailure? {
    guard let operand else { return nil }
    let text = "for i in 1..\(operand.text)"
    return foreign(
      "write `\(text)`", replacing(token.range.lowerBound..<operand.range.upperBound, with: text))
  }

  /// `for (i = 0; i < 3; i++)`, `for (i in 0..3)`; the next token is the `(`.
  func loopHeadInParentheses() -> SyntaxFailure {
    var end = token.range.upperBound
    while end < lexer.end, !"){\n".utf8.contains(lexer.bytes[end]) { end += 1 }
    let range = token.range.lowerBound..<min(end + 1, lexer.end)
    let inner = lexer.text(token.range.upperBound..<end)
    let isClosed = lexer.byte(at: end) == UInt8(ascii: ")")
    if isClosed, readable("for \(inner) { }") != nil {
      return unexpected(
        expected: "a name after `for`", help: "leave the parentheses out",
        change: replacing(range, with: inner))
    }
    let loop = isClosed ? countingLoop(inner) : nil
    return unexpected(
      expected: "a name after `for`",
      help: loop.map { "write `for \($0)`: both ends belong to a range" }
        ?? "write `for name in …`, as in `for i in 1..10`: both ends belong to a range",
      change: loop.map { replacing(range, with: $0) } ?? .advice)
  }

  /// `i in 0..2` for `i = 0; i < 3; i++`.
  private func countingLoop(_ head: String) -> String? {
    let parts = head.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
    guard parts.count == 3, parts[0].count >= 3, parts[1].count == 3, parts[2].count == 1 else {
      return nil
    }
    let start = parts[0].suffix(3)
    guard let name = start.first, start.dropFirst().first == "=", let lower = start.last,
      Int(lower) != nil, parts[1][0].drop(while: { $0 == "$" }) == name[...],
      [name + "++", "++" + name].contains(String(parts[2][0].drop { $0 == "$" })),
      let upper = Int(parts[1][2])
    else { return nil }
    switch parts[1][1] {
    case "<" where upper > Int.min: return "\(name) in \(lower)..\(upper - 1)"
    case "<=": return "\(name) in \(lower)..\(upper)"
    default: return nil
    }
  }

  /// `x++`, `$x--`, found at its first sign; nil if it is none, or does not stand alone.
  func stepByOne(_ name: String, from start: Int) -> SyntaxFailure? {
    let sign = lexer.byte(at: token.range.lowerBound)
    let end = token.range.lowerBound + 2
    guard token.kind == .plus || token.kind == .minus, !token.isAfterBlank,
      lexer.byte(at: token.range.lowerBound + 1) == sign,
      lineText(from: end).allSatisfy({ $0 == " " || $0 == "}" }),
      let text = readable("set \(name) = $\(name) \(Unicode.Scalar(sign)) 1")
    else { return nil }
    return failure(
      .reservedSymbol,
      "expected the end of the statement, found `\(lexer.text(token.range.lowerBound..<end))`",
      at: token.range.lowerBound..<end, help: "write `\(text)`",
      change: replacing(start..<end, with: text))
  }

  /// `set x += 1`, `set x++`; nil if it is neither.
  func compoundValue(of word: String, _ name: Name) -> SyntaxFailure? {
    guard word == "set" else { return nil }
    var start = name.span.range.lowerBound
    while start > lexer.start, lexer.byte(at: start - 1) == UInt8(ascii: " ") { start -= 1 }
    if let step = stepByOne(name.text, from: start - word.utf8.count) { return step }
    let next = token.range.upperBound
    guard [.plus, .minus, .star, .slash].contains(token.kind),
      lexer.byte(at: next) == UInt8(ascii: "=")
    else { return nil }
    let value = "= $\(name.text) \(tokenText)"
    guard let text = readable("set \(name.text) \(value)\(lineText(from: next + 1))") else {
      return nil
    }
    return unexpected(
      expected: "`=` after `set \(name.text)`", help: "write `\(text)`",
      change: replacing(token.range.lowerBound..<next + 1, with: value))
  }

  /// `x == 1`, where the name of a variable lacks its `$`; nil if it is something else.
  func operatorAfterName(_ name: Name) -> SyntaxFailure? {
    guard token.isAfterBlank else { return nil }
    switch token.kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus:
      break
    default: return nil
    }
    guard lexer.byte(at: token.range.upperBound) == UInt8(ascii: " "),
      let right = operand, let text = readable("$\(name.text) \(tokenText) \(right.text)")
    else { return nil }
    return failure(
      .unexpectedToken,
      "expected values for the command `\(name.text)`, found `\(tokenText)`", at: token.range,
      label: "a name without `$` is a command", help: "write `\(text)` for the variable",
      change: inserting("$", at: name.span.range.lowerBound))
  }
}
