import MNLDiagnostics

/// Grammar rules `expr` to `atom`, `ref`, `list` and `group`.
///
/// The rules from `or` to `power` are one function that climbs the levels of precedence: eleven
/// frames for each level of nesting would be too much for the stack of a thread.
extension Parser {
  /// How tightly an operator binds, in the order of the grammar.
  private enum Level {
    static let or = 1
    static let and = 2
    static let not = 3
    static let comparison = 4
    static let range = 5
    static let sum = 6
    static let product = 7
    static let unary = 8
    static let power = 9
  }

  /// An operator between two operands; no operator is the range's `..`.
  private struct Infix {
    let symbol: BinaryOperator?
    let level: Int
  }

  /// Reads an expression.
  mutating func parseExpression() throws(SyntaxFailure) -> Expression {
    try parseOperators(from: Level.or)
  }

  private mutating func parseOperators(from level: Int) throws(SyntaxFailure) -> Expression {
    var left = try parseOperand(from: level)
    while let infix, infix.level >= level { left = try parseInfix(infix, after: left) }
    return left
  }

  private mutating func parseInfix(
    _ infix: Infix, after left: Expression
  ) throws(SyntaxFailure) -> Expression {
    let operatorSpan = span(token.range)
    let leftHeight = height
    try descend()
    advance()
    // `2^3^4` is `2^(3^4)`, and its right side may bear a sign.
    let right = try parseOperators(from: infix.level == Level.power ? Level.unary : infix.level + 1)
    depth -= 1
    try rise(to: max(leftHeight, height) + 1, at: operatorSpan.range)
    let isChain = infix.level == Level.comparison || infix.level == Level.range
    if isChain, let next = self.infix, next.level == infix.level {
      throw chainedOperators(left, operatorSpan, right)
    }
    let span = left.span.joined(with: right.span)
    guard let symbol = infix.symbol else { return Expression(.range(left, right), span: span) }
    return Expression(.binary(left, symbol, operatorSpan, right), span: span)
  }

  private var infix: Infix? {
    switch token.kind {
    case .name: wordInfix
    case .equal: Infix(symbol: .equal, level: Level.comparison)
    case .notEqual: Infix(symbol: .notEqual, level: Level.comparison)
    case .less: Infix(symbol: .less, level: Level.comparison)
    case .lessOrEqual: Infix(symbol: .lessOrEqual, level: Level.comparison)
    case .greater: Infix(symbol: .greater, level: Level.comparison)
    case .greaterOrEqual: Infix(symbol: .greaterOrEqual, level: Level.comparison)
    case .dots: Infix(symbol: nil, level: Level.range)
    case .plus: Infix(symbol: .add, level: Level.sum)
    case .minus: Infix(symbol: .subtract, level: Level.sum)
    case .star: Infix(symbol: .multiply, level: Level.product)
    case .slash: Infix(symbol: .divide, level: Level.product)
    case .at: Infix(symbol: .matrixMultiply, level: Level.product)
    case .caret: Infix(symbol: .power, level: Level.power)
    default: nil
    }
  }

  private var wordInfix: Infix? {
    guard token.range.count <= 3 else { return nil }
    return switch tokenText {
    case "or": Infix(symbol: .or, level: Level.or)
    case "and": Infix(symbol: .and, level: Level.and)
    case "in": Infix(symbol: .in, level: Level.comparison)
    case "div": Infix(symbol: .wholeDivide, level: Level.product)
    case "mod": Infix(symbol: .modulo, level: Level.product)
    default: nil
    }
  }

  private mutating func parseOperand(from level: Int) throws(SyntaxFailure) -> Expression {
    if token.kind == .minus { return try parseNegation() }
    guard isAt("not") else { return try parseAtom() }
    guard level <= Level.not else { throw notInsideOperator() }
    return try parsePrefix(.not, operand: Level.not)
  }

  /// Reads `-x`; a sign before a mere number is part of it.
  private mutating func parseNegation() throws(SyntaxFailure) -> Expression {
    var probe = lexer
    guard case let number = probe.next(), number.kind == .number, probe.next().kind != .caret
    else { return try parsePrefix(.negate, operand: Level.unary) }
    let start = token.range.lowerBound
    height = 0
    let literal = try parseNumber()
    return Expression(.number(literal), span: span(from: start))
  }

  private mutating func parsePrefix(
    _ symbol: UnaryOperator, operand level: Int
  ) throws(SyntaxFailure) -> Expression {
    let range = token.range
    try descend()
    advance()
    let operand = try parseOperators(from: level)
    depth -= 1
    try rise(to: height + 1, at: range)
    return Expression(.unary(symbol, operand), span: span(from: range.lowerBound))
  }

  private mutating func parseAtom() throws(SyntaxFailure) -> Expression {
    height = 0
    switch token.kind {
    case .number, .doubleQuote, .singleQuote:
      guard let literal = try parseLiteralOrWord() else { throw operandExpected() }
      return literal
    case .dollar: return try parseReference()
    case .leftParen: return try parseGroup()
    case .leftBracket: return try parseList()
    case .name: return try parseNamedLiteral()
    default: throw operandExpected()
    }
  }

  private mutating func parseNamedLiteral() throws(SyntaxFailure) -> Expression {
    let kind: Expression.Kind
    switch tokenText {
    case "true": kind = .bool(true)
    case "false": kind = .bool(false)
    case "none": kind = .none
    default: throw bareName()
    }
    let span = span(token.range)
    advance()
    return Expression(kind, span: span)
  }

  /// Reads `$name` with its fields and indices.
  mutating func parseReference() throws(SyntaxFailure) -> Expression {
    let start = token.range.lowerBound
    let nameStart = token.range.upperBound
    guard let nameEnd = lexer.nameEnd(at: nameStart) else { throw variableNameExpected() }
    take(upTo: nameEnd)
    let name = try name(nameStart..<nameEnd, at: start..<nameEnd)
    height = 0
    let accessors = try parseAccessors()
    return Expression(.reference(name, accessors), span: span(from: start))
  }

  /// Reads `( … )` with its fields and indices.
  mutating func parseGroup() throws(SyntaxFailure) -> Expression {
    let start = token.range.lowerBound
    try descend()
    open(.group)
    let content = try parseRightside()
    guard token.kind == .rightParen else { throw groupEndExpected(from: start) }
    close()
    depth -= 1
    try rise(to: height + 1, at: start..<previousEnd)
    let accessors = try parseAccessors()
    return Expression(.group(content, accessors), span: span(from: start))
  }

  /// Reads `[a, b]`.
  mutating func parseList() throws(SyntaxFailure) -> Expression {
    let start = token.range.lowerBound
    try descend()
    open(.list)
    var elements: [Expression] = []
    var tallest = 0
    while token.kind != .rightBracket {
      elements.append(try parseExpression())
      tallest = max(tallest, height)
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .rightBracket else { throw listSeparatorExpected() }
    close()
    depth -= 1
    try rise(to: tallest + 1, at: start..<previousEnd)
    return Expression(.list(elements), span: span(from: start))
  }

  /// Reads `.name` and `[expr]`, each stuck to what stands before it.
  private mutating func parseAccessors() throws(SyntaxFailure) -> [Accessor] {
    var accessors: [Accessor] = []
    var tallest = height
    while !token.isAfterBlank {
      if token.kind == .dot {
        let start = token.range.upperBound
        guard let end = lexer.nameEnd(at: start) else { throw fieldNameExpected() }
        take(upTo: end)
        accessors.append(.field(try name(start..<end)))
      } else if token.kind == .leftBracket {
        accessors.append(.index(try parseIndex()))
        tallest = max(tallest, height)
      } else {
        break
      }
    }
    height = tallest
    return accessors
  }

  private mutating func parseIndex() throws(SyntaxFailure) -> Expression {
    let start = token.range.lowerBound
    try descend()
    open(.list)
    let index = try parseExpression()
    guard token.kind == .rightBracket else { throw unexpected(expected: "`]`") }
    close()
    depth -= 1
    try rise(to: height + 1, at: start..<previousEnd)
    return index
  }
}
