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
    return unexpected(
      expected: "a name after `\(word)`", help: help, change: replacing(token.range, with: ""))
  }

  /// `let x 3`.
  func equalsExpected(after word: String, _ name: Name) -> SyntaxFailure {
    if token.kind == .leftBracket {
      return unexpected(
        expected: "`=` after `\(word) \(name.text)`", label: "values in a list do not change",
        help: "bind a new list, as in `let \(name.text) = $\(name.text) + [3]`")
    }
    if let sum = compoundValue(of: word, name) { return sum }
    let help = readable("\(word) \(name.text) = \(lineText(from: token.range.lowerBound))")
    return unexpected(
      expected: "`=` after `\(word) \(name.text)`", help: help.map { "write `\($0)`" },
      change: inserting("= ", at: token.range.lowerBound))
  }

  /// `for x = 1..3`.
  func inExpected(after name: Name) -> SyntaxFailure {
    let isAssignment = token.kind == .equals
    return unexpected(
      expected: "`in` after `for \(name.text)`",
      help: isAssignment ? "write `for \(name.text) in …`" : nil,
      change: replacing(token.range, with: " in "))
  }

  /// Something else than a block.
  func blockExpected() -> SyntaxFailure {
    switch token.kind {
    case .equals:
      unexpected(
        expected: "`{`", help: "write `==` to compare", change: replacing(token.range, with: "=="))
    case .colon: unexpected(expected: "`{`", help: "write a block as `{ … }`, without a colon")
    case .newline:
      unexpected(
        expected: "`{`", help: "the `{` stands on the same line", change: joiningNextLine("{"))
    case .name where tokenText == "is":
      unexpected(
        expected: "`{`", help: "write `==` to compare", change: replacing(token.range, with: "=="))
    case .name: unexpected(expected: "`{`", help: "write the block as `{ … }`")
    default: unexpected(expected: "`{`")
    }
  }

  /// A change that takes a line end away before what the next line begins with; advice where it begins
  /// with something else.
  private func joiningNextLine(_ sign: Unicode.Scalar) -> Remedy.Change {
    var end = token.range.lowerBound
    while " \n\r\t".utf8.contains(lexer.byte(at: end)), end < lexer.end { end += 1 }
    guard lexer.byte(at: end) == UInt8(ascii: sign) else { return .advice }
    return replacing(token.range.lowerBound..<end, with: " ")
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
      var start = token.range.lowerBound
      while start > lexer.start, " \n\r\t".utf8.contains(lexer.byte(at: start - 1)) { start -= 1 }
      return unexpected(
        expected: "a statement", help: "write `} else` on one line",
        change: lexer.byte(at: start - 1) == UInt8(ascii: "}")
          ? replacing(start..<token.range.lowerBound, with: " ") : .advice)
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
    var change = replacing(token.range, with: "==")
    if line.hasPrefix("$"), let candidate = readable("set \(line.dropFirst())") {
      help = "write `\(candidate)` to change the variable"
      change = replacing(start..<start + 1, with: "set ")
    }
    return failure(
      .reservedSymbol, "expected the end of the statement, found `=`", at: token.range, help: help,
      change: change)
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
        ?? (openers.isEmpty ? "bind a name with `let name = …`" : nil),
      change: readable(candidate).map {
        replacing(name.span.range.lowerBound..<range.upperBound + rest.utf8.count, with: $0)
      } ?? .advice)
  }

  /// `set x = $x + 1` for `$x += 1`; the next token is the `=`.
  var compoundAssignment: (text: String, range: Range<Int>)? {
    let symbol = token.range.lowerBound - 1
    var end = symbol
    while end > lexer.start, lexer.byte(at: end - 1) == UInt8(ascii: " ") { end -= 1 }
    var start = end
    while start > lexer.start, !"$ \n;".utf8.contains(lexer.byte(at: start - 1)) { start -= 1 }
    guard start > lexer.start, lexer.byte(at: start - 1) == UInt8(ascii: "$") else { return nil }
    let name = lexer.text(start..<end)
    let sign = Unicode.Scalar(lexer.byte(at: symbol))
    let rest = lineText(from: token.range.upperBound)
    return readable("set \(name) = $\(name) \(sign)\(rest)").map {
      ($0, start - 1..<token.range.upperBound + rest.utf8.count)
    }
  }

  /// Something behind a complete statement.
  func unexpectedAfterStatement() -> SyntaxFailure {
    let expected = "the end of the statement"
    if !token.isAfterBlank, token.beginsValue {
      return unexpected(expected: "a blank or an operator", code: .missingBlank)
    }
    switch token.kind {
    case .name where ["elif", "elsif", "elseif"].contains(tokenText):
      return unexpected(
        expected: expected, help: "write `else if`", change: replacing(token.range, with: "else if")
      )
    case .name where unitBeforeToken != nil:
      return unexpected(
        expected: expected, help: unitBeforeToken.map { "write `\($0)`, without the blank" },
        change: replacing(previousEnd..<token.range.lowerBound, with: ""))
    case .comma where isBetweenDigits:
      return unexpected(
        expected: expected, help: "write `_` between thousands, as in `1_000`",
        change: replacing(token.range, with: "_"))
    case .leftBracket:
      return unexpected(
        expected: expected, help: "leave out the blank before `[`",
        change: replacing(previousEnd..<token.range.lowerBound, with: ""))
    default: return unexpected(expected: expected)
    }
  }

  private var isBetweenDigits: Bool {
    Lexer.isDigit(lexer.byte(at: token.range.lowerBound - 1))
      && Lexer.isDigit(lexer.byte(at: token.range.upperBound))
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
      help: token.kind == .leftBrace ? "write `def \(name.text)() {`" : nil,
      change: inserting("()", at: name.span.range.upperBound))
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
    var start = token.range.upperBound
    while lexer.byte(at: start) == UInt8(ascii: " ") { start += 1 }
    let number = lexer.text(start..<lexer.numberEnd(at: start))
    let range = token.range.lowerBound..<start
    let (help, change): (String, Remedy.Change) =
      switch token.kind {
      case .less: ("write `..<` and the number", replacing(range, with: "..<"))
      case .lessOrEqual: ("write `..` and the number", replacing(range, with: ".."))
      default:
        (
          "write the number and `..`",
          replacing(token.range.lowerBound..<start + number.utf8.count, with: "\(number)..")
        )
      }
    return unexpected(
      expected: "limits as `1..10`, `0..<1` or `> 0`", help: help, change: change)
  }

  /// `..` alone.
  func emptyLimits(from start: Int) -> SyntaxFailure {
    failure(
      .unexpectedToken, "expected a number before or after `..`, found none",
      at: start..<previousEnd, help: "leave the limits out",
      change: replacing(start..<previousEnd, with: ""))
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
      at: word.range, help: "write it as a text, `\"\(excerpt(word.range))\"`",
      change: replacing(word.range, with: "\"\(word.text)\""))
  }

  /// `"…{x}…"` where the text has to be fixed.
  func interpolationInConstant(_ text: SourceSpan) -> SyntaxFailure {
    failure(
      .unexpectedToken, "expected a fixed text, found one with an interpolation", at: text.range,
      help: "write `{{` and `}}` for braces")
  }
}
