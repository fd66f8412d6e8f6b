import MNLDiagnostics

/// Grammar rules `script`, `stmt` and `block`.
extension Parser {
  /// Reads statements up to the end of the text or, in a block, up to its `}`.
  ///
  /// It never fails: faults are collected.
  mutating func parseStatements() -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipSeparators(after: &statements)
      if token.kind == .end || place.blocks > 0 && token.kind == .rightBrace { return statements }
      let checkpoint = checkpoint
      do throws(SyntaxFailure) {
        statements.append(try parseStatement(after: statements.last))
      } catch {
        recover(from: error, to: checkpoint)
      }
    }
  }

  private mutating func skipSeparators(after statements: inout [Statement]) {
    while token.kind == .newline || token.kind == .semicolon {
      let isLineEnd = token.kind == .newline
      // `a; # why`: the comment is about the statement before it.
      if !isLineEnd { advance() }
      let endsLine = token.kind == .newline || token.kind == .end
      if endsLine, !isLineEnd, let last = statements.indices.last,
        statements[last].trailingComment == nil, let comment = lexer.comments.first,
        !statements[last].takesHelp || comment.help == nil,
        file.line(at: comment.span.range.lowerBound)
          == file.line(at: statements[last].span.range.upperBound)
      {
        statements[last].trailingComment = comment
        lexer.comments.removeFirst()
      }
      if isLineEnd { advance() }
    }
  }

  private mutating func parseStatement(after last: Statement?) throws(SyntaxFailure) -> Statement {
    let leading = takeComments()
    let start = token.range.lowerBound
    let kind = try parseKind(help: leading, after: last)
    var statement = Statement(kind: kind, span: span(from: start), leadingComments: leading)
    try expectStatementEnd(after: kind, from: start)
    // What stands inside of the statement has no place of its own in the tree; it goes above it.
    let rest = takeComments()
    let inner = rest.filter { $0.span.range.lowerBound < statement.span.range.upperBound }
    statement.leadingComments.insert(contentsOf: inner, at: 0)
    statement.trailingComment = rest.last { comment in
      comment.span.range.lowerBound >= statement.span.range.upperBound
    }
    return statement
  }

  private mutating func parseKind(
    help comments: [Comment], after last: Statement?
  ) throws(SyntaxFailure) -> Statement.Kind {
    let word = tokenText
    guard token.kind == .name, !Self.isExpressionWord(word) else {
      return .expression(try parseStatementExpression())
    }
    switch word {
    case "param": return try parseParam()
    case "let": return try parseBinding { .let($0, $1) }
    case "set": return try parseBinding { .set($0, $1) }
    case "if": return try parseIf()
    case "for": return try parseFor()
    case "while": return try parseWhile()
    case "try": return try parseTry()
    case "def": return try parseDefinition(help: comments)
    case "use": return try parseUse()
    case "return": return try parseReturn()
    case "break":
      try parseJump("break")
      return .break
    case "continue":
      try parseJump("continue")
      return .continue
    case "else", "catch": throw strayContinuation(after: last)
    default: return .command(try parseCommandStatement(after: last))
    }
  }

  private mutating func parseCommandStatement(
    after last: Statement?
  ) throws(SyntaxFailure) -> Command {
    let before = self
    do throws(SyntaxFailure) {
      return try parseCommand()
    } catch {
      throw before.foreignStatement(after: last) ?? error
    }
  }

  private mutating func parseStatementExpression() throws(SyntaxFailure) -> Expression {
    switch token.kind {
    case .rightBrace, .rightParen, .rightBracket: throw strayCloser()
    case .leftBrace: throw strayBlock()
    case .exclamation where Lexer.isLetter(lexer.byte(at: token.range.upperBound)):
      throw shellEscape()
    case .exclamation: throw reservedSymbol(expected: "a statement")
    case .slash where lexer.byte(at: token.range.upperBound) == UInt8(ascii: "/"):
      throw slashComment()
    default: return try parseExpression()
    }
  }

  private func expectStatementEnd(
    after kind: Statement.Kind, from start: Int
  ) throws(SyntaxFailure) {
    switch token.kind {
    case .newline, .semicolon, .end: return
    case .rightBrace where place.blocks > 0: return
    case .equals:
      if case .expression = kind { throw assignmentToExpression(from: start) }
      throw unexpectedAfterStatement()
    default: throw unexpectedAfterStatement()
    }
  }

  private mutating func parseBinding(
    _ make: (Name, Rightside) -> Statement.Kind
  ) throws(SyntaxFailure) -> Statement.Kind {
    let word = tokenText
    advance()
    guard token.kind == .name else { throw boundNameExpected(after: word) }
    let name = try parseName("a name")
    guard token.kind == .equals else { throw equalsExpected(after: word, name) }
    advance()
    return make(name, try parseRightside())
  }

  private mutating func parseIf() throws(SyntaxFailure) -> Statement.Kind {
    var branches: [Statement.Branch] = []
    while true {
      guard branches.count < Self.deepest else { throw tooManyBranches() }
      advance()
      let condition = try parseExpression()
      branches.append(Statement.Branch(condition: condition, block: try parseBlock()))
      guard isAt("else") else { return .if(branches, otherwise: nil) }
      advance()
      guard isAt("if") else { return .if(branches, otherwise: try parseBlock()) }
    }
  }

  private mutating func parseFor() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    if token.kind == .leftParen { throw loopHeadInParentheses() }
    guard token.kind == .name else { throw boundNameExpected(after: "for") }
    let name = try parseName("a name")
    guard isAt("in") else { throw inExpected(after: name) }
    advance()
    let values = try parseExpression()
    return .for(name, in: values, try parseLoopBody())
  }

  private mutating func parseWhile() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    let condition = try parseExpression()
    return .while(condition, try parseLoopBody())
  }

  private mutating func parseLoopBody() throws(SyntaxFailure) -> Script {
    place.loops += 1
    let body = try parseBlock()
    place.loops -= 1
    return body
  }

  private mutating func parseTry() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    let body = try parseBlock()
    guard isAt("catch") else { throw catchExpected() }
    advance()
    var name: Name?
    if token.kind == .dollar { throw boundNameExpected(after: "catch") }
    if token.kind == .name { name = try parseName("a name") }
    return .try(body, catch: name, try parseBlock())
  }

  private mutating func parseReturn() throws(SyntaxFailure) -> Statement.Kind {
    if !place.isInDefinition { report(misplaced("return", "inside a `def`")) }
    advance()
    switch token.kind {
    case .newline, .semicolon, .end, .rightBrace: return .return(nil)
    default: return .return(try parseRightside())
    }
  }

  private mutating func parseJump(_ word: String) throws(SyntaxFailure) {
    if place.loops == 0 { report(misplaced(word, "inside a loop")) }
    advance()
  }

  private mutating func parseUse() throws(SyntaxFailure) -> Statement.Kind {
    if place.blocks > 0 { report(misplaced("use", "at the top level")) }
    advance()
    let start = token.range.lowerBound
    if token.kind == .doubleQuote || token.kind == .singleQuote {
      let text = try parseText()
      let path = try plainText(text)
      guard path.utf8.count <= Self.longestName else { throw longName(text.span.range) }
      return .use(Name(path, span: text.span))
    }
    guard let end = lexer.wordEnd(at: start) else {
      throw unexpected(expected: "the name of a module")
    }
    take(upTo: end)
    return .use(try name(start..<end))
  }

  /// Reads `{ … }`.
  mutating func parseBlock() throws(SyntaxFailure) -> Script {
    guard token.kind == .leftBrace else { throw blockExpected() }
    try descend()
    let start = token.range.upperBound
    open(.block)
    place.blocks += 1
    let statements = parseStatements()
    let comments = takeComments()
    let inside = start..<max(start, token.range.lowerBound)
    if token.kind == .rightBrace {
      close()
    } else if !hasSkippedToEnd {
      throw unexpected(expected: "`}`")
    }
    place.blocks -= 1
    depth -= 1
    return Script(statements: statements, span: span(inside), trailingComments: comments)
  }
}
