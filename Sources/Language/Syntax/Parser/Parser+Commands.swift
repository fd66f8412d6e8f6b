import MNLDiagnostics

/// Grammar rules `rhs`, `command` and `value`.
extension Parser {
  /// Reads what may stand to the right of `=` and in a group: a command where a name comes first.
  mutating func parseRightside() throws(SyntaxFailure) -> Rightside {
    guard token.kind == .name else { return .expression(try parseExpression()) }
    let word = tokenText
    if Self.isExpressionWord(word) { return .expression(try parseExpression()) }
    if Self.isStatementWord(word) { throw statementAsValue() }
    return .command(try parseCommand())
  }

  /// Reads a command with its arguments; the next token is its name.
  mutating func parseCommand() throws(SyntaxFailure) -> Command {
    let start = token.range.lowerBound
    let name = try parseCommandName()
    if token.kind == .equals || isAtCompoundAssignment { throw assignmentWithoutLet(to: name) }
    if let step = stepByOne(name.text, from: start) { throw step }
    if !token.isAfterBlank { try checkEnd(of: name) }
    if let comparison = operatorAfterName(name) { throw comparison }
    var arguments: [Argument] = []
    height = 0
    var tallest = 0
    while !endsCommand {
      if let last = arguments.last { try checkSeparation(from: last, in: name) }
      arguments.append(try parseArgument(of: name, after: arguments.last))
      tallest = max(tallest, height)
    }
    height = tallest
    return Command(name: name, arguments: arguments, span: span(from: start))
  }

  /// Takes a NAME: `train` or `learn.train`; the next token is an IDENT.
  mutating func parseCommandName() throws(SyntaxFailure) -> Name {
    let start = token.range.lowerBound
    var end = token.range.upperBound
    if lexer.byte(at: end) == UInt8(ascii: "."), let second = lexer.nameEnd(at: end + 1) {
      end = second
    }
    let name = try name(start..<end)
    take(upTo: end)
    return name
  }

  private var endsCommand: Bool {
    switch token.kind {
    case .newline, .semicolon, .end, .rightBrace, .rightParen: true
    default: false
    }
  }

  /// Whether `+=`, `-=`, `*=` or `/=` stands here.
  private var isAtCompoundAssignment: Bool {
    switch token.kind {
    case .plus, .minus, .star, .slash:
      lexer.byte(at: token.range.upperBound) == UInt8(ascii: "=")
    default: false
    }
  }

  private func checkEnd(of name: Name) throws(SyntaxFailure) {
    switch token.kind {
    case _ where endsCommand: return
    case .leftParen: throw callWithParentheses(name)
    case .leftBracket: throw indexedWord(name.text, name.span)
    case .bar, .ampersand: throw reservedInCommand(name)
    default: throw nameContinues(name)
    }
  }

  /// Refuses what is no value between two values, and two values without a blank.
  private func checkSeparation(from last: Argument, in name: Name) throws(SyntaxFailure) {
    switch token.kind {
    case .comma: throw commaInCommand()
    case .minus where startsFlag: throw flag(in: name)
    case .plus, .minus, .caret, .at, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .percent:
      throw operatorInCommand(after: last)
    case .dots where lexer.wordEnd(at: token.range.lowerBound) == nil:
      throw operatorInCommand(after: last)
    case .star where isLoneOperator(after: last), .slash where isLoneOperator(after: last):
      throw operatorInCommand(after: last)
    default: break
    }
    guard token.isAfterBlank || !beginsArgument else { throw missingBlank(after: last) }
  }

  private var beginsArgument: Bool {
    token.beginsValue || lexer.wordEnd(at: token.range.lowerBound) != nil
  }

  /// Whether `*`, `/`, `**` or `//` stands alone behind what can only be meant as an operand.
  private func isLoneOperator(after last: Argument) -> Bool {
    if case .word = last.value.kind { return false }
    if case .text = last.value.kind { return false }
    guard let end = lexer.wordEnd(at: token.range.lowerBound) else { return false }
    return ["*", "/", "**", "//"].contains(lexer.text(token.range.lowerBound..<end))
  }

  /// Whether a `-` begins what other shells call a flag.
  var startsFlag: Bool {
    let next = lexer.byte(at: token.range.upperBound)
    return token.isAfterBlank && (next == UInt8(ascii: "-") || Lexer.isLetter(next))
  }

  private mutating func parseArgument(
    of command: Name, after last: Argument?
  ) throws(SyntaxFailure) -> Argument {
    let start = token.range.lowerBound
    var name: Name?
    if token.kind == .name, lexer.isBeforeAssignment {
      name = try parseName("a name")
      advance()
    }
    if name == nil, token.kind == .minus, startsFlag { throw flag(in: command) }
    let value = try parseValue(in: command)
    return Argument(name: name, value: value, span: span(from: start))
  }

  private mutating func parseValue(in command: Name) throws(SyntaxFailure) -> Expression {
    switch token.kind {
    case .dollar: return try parseReference()
    case .leftParen: return try parseGroup()
    case .leftBracket: return try parseList()
    case .bar, .ampersand, .greater, .less: throw reservedInCommand(command)
    default: break
    }
    guard let value = try parseLiteralOrWord() else { throw valueExpected() }
    if case .word = value.kind { return value }
    guard token.kind == .dots, !token.isAfterBlank else { return value }
    return try parseLiteralRange(from: value)
  }

  private mutating func parseLiteralRange(
    from lower: Expression
  ) throws(SyntaxFailure) -> Expression {
    let probe = self
    advance()
    guard !token.isAfterBlank, let upper = try parseLiteralOrWord() else {
      throw probe.operatorInCommand(
        after: Argument(name: nil, value: lower, span: lower.span))
    }
    if case .word = upper.kind { throw probe.unexpected(expected: "a blank or a range of numbers") }
    height = 1
    return Expression(.range(lower, upper), span: lower.span.joined(with: upper.span))
  }

  /// Whether the next token is a `-` stuck to a number.
  var isAtSignedNumber: Bool {
    token.kind == .minus && Lexer.isDigit(lexer.byte(at: token.range.upperBound))
  }

  /// Reads a literal or a WORD as they stand in value position; nil if neither begins here.
  mutating func parseLiteralOrWord() throws(SyntaxFailure) -> Expression? {
    let start = token.range.lowerBound
    height = 0
    switch token.kind {
    case .doubleQuote, .singleQuote: return try parseText()
    case .number: break
    case .minus where isAtSignedNumber: break
    default:
      guard let end = lexer.wordEnd(at: start) else { return nil }
      take(upTo: end)
      let kind: Expression.Kind
      switch lexer.text(start..<end) {
      case "true": kind = .bool(true)
      case "false": kind = .bool(false)
      case "none": kind = .none
      case let word: kind = .word(word)
      }
      return Expression(kind, span: span(start..<end))
    }
    let number = try parseNumber()
    return Expression(.number(number), span: span(from: start))
  }

  /// Reads a number with the sign before it, if there is one.
  mutating func parseNumber() throws(SyntaxFailure) -> NumberLiteral {
    let start = token.range.lowerBound
    if token.kind == .minus { advance() }
    let range = start..<token.range.upperBound
    let written = (start < token.range.lowerBound ? "-" : "") + tokenText
    let number: NumberLiteral
    do throws(NumberLiteral.Fault) {
      number = try NumberLiteral(reading: written)
    } catch {
      throw malformedNumber(error, written, at: range)
    }
    advance()
    return number
  }
}
