import MNLDiagnostics

/// Grammar rules `param`, `def`, `decl`, `type`, `limits` and `const`.
extension Parser {
  /// Reads `param decl`.
  mutating func parseParam() throws(SyntaxFailure) -> Statement.Kind {
    if place.blocks > 0 { report(misplaced("param", "at the top level")) }
    advance()
    var declaration = try parseDeclaration()
    takeHelp(of: &declaration)
    return .param(declaration)
  }

  /// Reads `def name(…) { … }`.
  mutating func parseDefinition(help comments: [Comment]) throws(SyntaxFailure) -> Statement.Kind {
    if place.blocks > 0 { report(misplaced("def", "at the top level")) }
    advance()
    guard token.kind == .name else { throw nameExpected("the name of the new command") }
    let start = token.range
    let name = try parseCommandName()
    if Self.isStatementWord(name.text) || Self.isExpressionWord(name.text)
      || ["else", "catch"].contains(name.text)
    {
      report(reservedCommandName(start))
    }
    guard token.kind == .leftParen else { throw parametersExpected(after: name) }
    open(.group)
    // Here a line end is a separator.
    lexer.newlineIsBlank = false
    if token.kind == .newline { advance() }
    let parameters = try parseParameters()
    close()
    let outside = place
    place.loops = 0
    place.isInDefinition = true
    let body = try parseBlock()
    place = outside
    let lines = comments.reversed().prefix { $0.help != nil }.reversed()
    return .def(
      Definition(
        name: name, parameters: parameters, body: body,
        help: lines.compactMap(\.help).joined(separator: "\n")))
  }

  private mutating func parseParameters() throws(SyntaxFailure) -> [Declaration] {
    var parameters: [Declaration] = []
    while true {
      while token.kind == .newline { advance() }
      if token.kind == .rightParen { return parameters }
      guard parameters.count < Self.mostParameters else { throw tooManyParameters() }
      var declaration = try parseDeclaration()
      takeHelp(of: &declaration)
      if token.kind == .comma {
        advance()
        takeHelp(of: &declaration)
      } else if token.kind != .newline, token.kind != .rightParen {
        throw unexpected(expected: "`,`, `)` or the end of the line")
      }
      parameters.append(declaration)
    }
  }

  /// Takes the `##` comment on the line of a declaration that was just read.
  private mutating func takeHelp(of declaration: inout Declaration) {
    guard declaration.help.isEmpty, token.kind == .newline || token.kind == .end,
      let comment = lexer.comments.last, let help = comment.help,
      comment.span.range.lowerBound >= declaration.span.range.upperBound
    else { return }
    declaration.help = help
    lexer.comments.removeLast()
  }

  private mutating func parseDeclaration() throws(SyntaxFailure) -> Declaration {
    let start = token.range.lowerBound
    let name = try parseName("the name of a parameter")
    var declaration = Declaration(
      name: name, arity: .one, type: nil, limits: nil, defaultValue: nil, help: "",
      span: name.span)
    if token.kind == .question || token.kind == .ellipsis {
      declaration.arity = token.kind == .question ? .optional : .variadic
      advance()
    }
    if token.kind == .colon {
      advance()
      declaration.type = try parseType()
      declaration.limits = try parseLimits()
    }
    if token.kind == .equals {
      advance()
      declaration.defaultValue = try parseConstant()
    }
    declaration.span = span(from: start)
    return declaration
  }

  private mutating func parseType() throws(SyntaxFailure) -> TypeExpression {
    let start = token.range.lowerBound
    var words: [Name] = []
    while true {
      let lower = token.range.lowerBound
      guard let upper = lexer.wordEnd(at: lower) else {
        throw unexpected(expected: words.isEmpty ? "a type" : "another word after `|`")
      }
      take(upTo: upper)
      words.append(try name(lower..<upper))
      guard token.kind == .bar else { break }
      advance()
    }
    return TypeExpression(words: words, span: span(from: start))
  }

  private mutating func parseLimits() throws(SyntaxFailure) -> LimitsExpression? {
    let start = token.range.lowerBound
    var limits = LimitsExpression(
      lower: nil, excludesLower: false, upper: nil, excludesUpper: false, span: span(token.range))
    switch token.kind {
    case .greater:
      advance()
      limits.lower = try parseLimit()
      limits.excludesLower = true
      limits.span = span(from: start)
      return limits
    case .less, .lessOrEqual, .greaterOrEqual: throw comparisonAsLimit()
    case .number, .minus, .dots: break
    default: return nil
    }
    if token.kind != .dots {
      limits.lower = try parseLimit()
      if token.kind == .less {
        limits.excludesLower = true
        advance()
      }
    }
    guard token.kind == .dots else { throw unexpected(expected: "`..` between two limits") }
    advance()
    if token.kind == .less {
      limits.excludesUpper = true
      advance()
      limits.upper = try parseLimit()
    } else if token.kind == .number || token.kind == .minus {
      limits.upper = try parseLimit()
    }
    guard limits.lower != nil || limits.upper != nil else { throw emptyLimits(from: start) }
    limits.span = span(from: start)
    return limits
  }

  private mutating func parseLimit() throws(SyntaxFailure) -> NumberLiteral {
    guard token.kind == .number || isAtSignedNumber else {
      throw unexpected(expected: "a number as limit")
    }
    return try parseNumber()
  }

  /// Reads a value that is fixed: a literal, a word, or a list of literals.
  mutating func parseConstant(inList: Bool = false) throws(SyntaxFailure) -> Expression {
    switch token.kind {
    case .leftBracket where !inList: return try parseConstantList()
    case .dollar, .leftParen: throw constantExpected(inList: inList)
    default: break
    }
    guard let value = try parseLiteralOrWord() else { throw constantExpected(inList: inList) }
    if case .text = value.kind { _ = try plainText(value) }
    if inList, case .word = value.kind { throw wordInList(value.span) }
    return value
  }

  private mutating func parseConstantList() throws(SyntaxFailure) -> Expression {
    let start = token.range.lowerBound
    open(.list)
    var elements: [Expression] = []
    while token.kind != .rightBracket {
      elements.append(try parseConstant(inList: true))
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .rightBracket else { throw listSeparatorExpected() }
    close()
    return Expression(.list(elements), span: span(from: start))
  }
}
