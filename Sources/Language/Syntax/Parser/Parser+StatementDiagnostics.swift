import MNLDiagnostics

/// The words for what is wrong with a statement or a declaration.
extension Parser {
  /// No IDENT where one must stand.
  func nameExpected(_ expected: String) -> SyntaxFailure { unexpected(expected: expected) }

  /// A name beyond the limit.
  func longName(_ range: Range<Int>) -> SyntaxFailure {
    failure(
      .nameTooLong, "expected at most \(Self.longestName) bytes in a name, found \(range.count)",
      at: range.lowerBound..<range.lowerBound)
  }

  /// `let $x`: a variable is bound without its `$`.
  func boundNameExpected(after word: String) -> SyntaxFailure {
    var help: String?
    if token.kind == .dollar, let end = lexer.nameEnd(at: token.range.upperBound) {
      help = "write `\(word) \(excerpt(token.range.upperBound..<end))`: only reading takes a `$`"
    }
    return unexpected(expected: "a name after `\(word)`", help: help)
  }

  /// `let x 3`.
  func equalsExpected(after word: String, _ name: Name) -> SyntaxFailure {
    let help = readable("\(word) \(name.text) = \(lineText(from: token.range.lowerBound))")
    return unexpected(
      expected: "`=` after `\(word) \(name.text)`", help: help.map { "write `\($0)`" })
  }

  /// `for x = 1..3`.
  func inExpected(after name: Name) -> SyntaxFailure {
    let isAssignment = token.kind == .equals
    return unexpected(
      expected: "`in` after `for \(name.text)`",
      help: isAssignment ? "write `for \(name.text) in …`" : nil)
  }

  /// Something else than a block.
  func blockExpected() -> SyntaxFailure {
    switch token.kind {
    case .equals:
      unexpected(expected: "`{`", help: "write `==` to compare")
    case .colon: unexpected(expected: "`{`", help: "write a block as `{ … }`, without a colon")
    case .newline: unexpected(expected: "`{`", help: "the `{` stands on the same line")
    default: unexpected(expected: "`{`")
    }
  }

  /// `try { }` alone.
  func catchExpected() -> SyntaxFailure {
    unexpected(
      expected: "`catch` on the line of the `}`", help: "write `try { … } catch { … }`")
  }

  /// `else` or `catch` that no `}` stands before on its line.
  ///
  /// `last` is the statement before it, which an `else` may have been meant for.
  func strayContinuation(after last: Statement?) -> SyntaxFailure {
    let word = tokenText
    if word == "else", case .if(_, otherwise: nil)? = last?.kind {
      return unexpected(expected: "a statement", help: "write `} else` on one line")
    }
    return unexpected(
      expected: "a statement", label: "no block of `\(word == "else" ? "if" : "try")` is before it")
  }

  /// A closing bracket without an opening one.
  func strayCloser() -> SyntaxFailure {
    unexpected(expected: "a statement", label: "nothing is open here")
  }

  /// `{` at the start of a statement.
  func strayBlock() -> SyntaxFailure {
    unexpected(
      expected: "a statement", label: "a block belongs to `if`, `for`, `while`, `try` or `def`")
  }

  /// `!ls`.
  func shellEscape() -> SyntaxFailure {
    failure(
      .reservedSymbol, "expected a statement, found `!`", at: token.range,
      label: "`mnl` runs no shell commands", help: "run it in a shell")
  }

  /// `// …`.
  func slashComment() -> SyntaxFailure {
    unexpected(expected: "a statement", help: "begin a comment with `#`")
  }

  /// `$x = 3` or `$r.a = 3`.
  func assignmentToExpression(from start: Int) -> SyntaxFailure {
    let line = lineText(from: start)
    var help = "write `==` to compare"
    if line.hasPrefix("$"), let candidate = readable("set \(line.dropFirst())") {
      help = "write `\(candidate)` to change the variable"
    }
    return failure(
      .reservedSymbol, "expected the end of the statement, found `=`", at: token.range, help: help)
  }

  /// `x = 3` or `x += 3`.
  func assignmentWithoutLet(to name: Name) -> SyntaxFailure {
    let isPlain = token.kind == .equals
    let range = token.range.lowerBound..<token.range.upperBound + (isPlain ? 0 : 1)
    let rest = lineText(from: range.upperBound)
    let candidate =
      isPlain
      ? "let \(name.text) =\(rest)"
      : "set \(name.text) = $\(name.text) \(tokenText)\(rest)"
    return failure(
      .reservedSymbol,
      "expected values for the command `\(name.text)`, found `\(excerpt(range))`", at: range,
      help: readable(candidate).map { "write `\($0)`" }
        ?? (openers.isEmpty ? "bind a name with `let name = …`" : nil))
  }

  /// `set x = $x + 1` for `$x += 1`; the next token is the `=`.
  var compoundAssignmentHelp: String? {
    let symbol = token.range.lowerBound - 1
    var end = symbol
    while end > lexer.start, lexer.byte(at: end - 1) == UInt8(ascii: " ") { end -= 1 }
    var start = end
    while start > lexer.start, !"$ \n;".utf8.contains(lexer.byte(at: start - 1)) { start -= 1 }
    guard start > lexer.start, lexer.byte(at: start - 1) == UInt8(ascii: "$") else { return nil }
    let name = lexer.text(start..<end)
    let sign = Unicode.Scalar(lexer.byte(at: symbol))
    let rest = lineText(from: token.range.upperBound)
    return readable("set \(name) = $\(name) \(sign)\(rest)").map { "write `\($0)`" }
  }

  /// Something behind a complete statement.
  func unexpectedAfterStatement() -> SyntaxFailure {
    let expected = "the end of the statement"
    if !token.isAfterBlank, token.beginsValue {
      return unexpected(expected: "a blank or an operator", code: .missingBlank)
    }
    switch token.kind {
    case .name where ["elif", "elsif", "elseif"].contains(tokenText):
      return unexpected(expected: expected, help: "write `else if`")
    case .name where unitBeforeToken != nil:
      return unexpected(
        expected: expected, help: unitBeforeToken.map { "write `\($0)`, without the blank" })
    case .leftBracket:
      return unexpected(expected: expected, help: "leave out the blank before `[`")
    default: return unexpected(expected: expected)
    }
  }

  /// `5min` for `5 min`; nil if the next token is no unit behind a number.
  private var unitBeforeToken: String? {
    var start = previousEnd
    while start > lexer.start, Lexer.isDigit(lexer.byte(at: start - 1)) { start -= 1 }
    guard start < previousEnd, NumberLiteral.unit(like: tokenText) == tokenText else { return nil }
    return lexer.text(start..<previousEnd) + tokenText
  }

  /// `def if()`.
  func reservedCommandName(_ range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .unexpectedToken,
      "expected the name of the new command, found the word `\(excerpt(range))` of the language",
      at: span(range), label: "a line that begins so would never call it",
      help: "give the command another name")
  }

  /// A `def` without `( )`.
  func parametersExpected(after name: Name) -> SyntaxFailure {
    unexpected(
      expected: "`(` after `def \(excerpt(name.span.range))`",
      help: token.kind == .leftBrace ? "write `def \(name.text)() {`" : nil)
  }

  /// One parameter more than there may be.
  func tooManyParameters() -> SyntaxFailure {
    failure(
      .tooManyParameters, "expected at most \(Self.mostParameters) parameters, found more",
      at: token.range, label: "number \(Self.mostParameters + 1)",
      help: "take the remaining values as a list: `name...`")
  }

  /// `int >= 0`.
  func comparisonAsLimit() -> SyntaxFailure {
    let help =
      switch token.kind {
      case .less: "write `..<` and the number"
      case .lessOrEqual: "write `..` and the number"
      default: "write the number and `..`"
      }
    return unexpected(expected: "limits as `1..10`, `0..<1` or `> 0`", help: help)
  }

  /// `..` alone.
  func emptyLimits(from start: Int) -> SyntaxFailure {
    failure(
      .unexpectedToken, "expected a number before or after `..`, found none",
      at: start..<previousEnd, help: "leave the limits out")
  }

  /// A default that has to be computed.
  func constantExpected(inList: Bool) -> SyntaxFailure {
    unexpected(
      expected: inList
        ? "a number, a text, `true`, `false` or `none`"
        : "a fixed value: a number, a text, a word or a list",
      label: token.kind == .dollar || token.kind == .leftParen ? "computed when it runs" : "")
  }

  /// A word in a list of literals.
  func wordInList(_ word: SourceSpan) -> SyntaxFailure {
    failure(
      .unexpectedToken,
      "expected a number, a text, `true`, `false` or `none`, found the word "
        + "`\(excerpt(word.range))`",
      at: word.range, help: "write it as a text, `\"\(excerpt(word.range))\"`")
  }

  /// `"…{x}…"` where the text has to be fixed.
  func interpolationInConstant(_ text: SourceSpan) -> SyntaxFailure {
    failure(
      .unexpectedToken, "expected a fixed text, found one with an interpolation", at: text.range,
      help: "write `{{` and `}}` for braces")
  }
}
