import MNLDiagnostics
import MNLSyntax

extension Checker {
  /// Checks an expression.
  func expression(_ expression: Expression) -> Checked {
    nested { unnested(expression) }
  }

  private func unnested(_ expression: Expression) -> Checked {
    let span = expression.span
    switch expression.kind {
    case .number(let literal): return Checked(literal.constant)
    case .text(let pieces): return text(pieces)
    case .bool(let bool): return Checked(.bool(bool))
    case .none: return Checked(.none)
    case .word(let word):
      report(
        Diagnostic(
          .wrongType, "a word stands for itself only as the value of a parameter", at: span,
          help: isVisible(word) ? "use `$\(word)`" : "put it into quotes: `\"\(word)\"`",
          change: .replacing(span, with: isVisible(word) ? "$\(word)" : "\"\(word)\"")))
      return .faulty
    case .reference(let name, let accessors): return access(variable(name), accessors)
    case .list(let elements): return list(elements, at: span)
    case .group(let rightside, let accessors): return access(self.rightside(rightside), accessors)
    case .unary(.negate, let operand): return negation(operand, at: span)
    case .unary(.not, let operand):
      let condition = condition(operand)
      return Checked(
        NotNode(condition), .kind("bool"), foreseen: condition.foreseen.map { .bool(!$0) })
    case .binary(let left, .or, _, let right):
      return logic(left, right, stopsAt: true)
    case .binary(let left, .and, _, let right):
      return logic(left, right, stopsAt: false)
    case .binary(let left, let operation, let operatorSpan, let right):
      let (a, b) = (self.expression(left), self.expression(right))
      let known = foreseen(operation, a, b, at: operatorSpan)
      return Checked(
        BinaryNode(operation, a.node, b.node, at: operatorSpan), known.type,
        foreseen: known.value)
    case .range(let first, let last): return range(first, last, at: span)
    }
  }

  /// Whether a variable of this name can be read here.
  func isVisible(_ name: String) -> Bool {
    globalType(name) != nil || scopes.contains { $0[name] != nil }
  }

  private func variable(_ name: Name) -> Checked {
    for scope in scopes.reversed() {
      if let variable = scope[name.text] {
        return Checked(
          LocalNode(variable.slot), variable.type, foreseen: variable.foreseen)
      }
    }
    guard let global = global(name.text) else {
      reportUndefined(name)
      return .faulty
    }
    readNames.insert(name.text)
    let node = GlobalNode(global.variable, at: name.span)
    // A `def` may be called at any time, when the variable may hold something else.
    guard !isInDefinition, !reassigned.contains(name.text) else { return Checked(node, .unknown) }
    return Checked(node, global.type, foreseen: global.foreseen)
  }

  private func text(_ pieces: [TextPiece]) -> Checked {
    var foreseen: String? = ""
    var nodes: [TextNode.Piece] = []
    for piece in pieces {
      switch piece {
      case .plain(let text):
        foreseen?.append(text)
        nodes.append(.plain(text))
      case .interpolation(let expression, let format):
        let checked = self.expression(expression)
        nodes.append(.value(checked.node, format, expression.span))
        let part = foreseenText(checked, format, at: expression.span)
        if let part { foreseen?.append(part) } else { foreseen = nil }
      }
    }
    let isConstant = nodes.allSatisfy { if case .plain = $0 { true } else { false } }
    if isConstant, let foreseen { return Checked(.text(foreseen)) }
    return Checked(
      TextNode(nodes), .kind("text"), foreseen: foreseen.flatMap { followed(.text($0)) })
  }

  private func list(_ elements: [Expression], at span: SourceSpan) -> Checked {
    let checked = elements.map { expression($0) }
    let constants = checked.compactMap(\.constant)
    if constants.count == checked.count { return Checked(.list(constants)) }
    return Checked(
      ListNode(checked.map(\.node), at: span), .kind("list"), foreseen: foreseenList(checked))
  }

  private func negation(_ operand: Expression, at span: SourceSpan) -> Checked {
    let checked = expression(operand)
    let known = foreseenNegation(checked, at: span)
    if checked.constant != nil, let constant = known.value { return Checked(constant) }
    return Checked(NegateNode(checked.node, at: span), known.type, foreseen: known.value)
  }

  private func logic(_ left: Expression, _ right: Expression, stopsAt: Bool) -> Checked {
    let a = condition(left)
    let b = silenced(a.foreseen == stopsAt) { condition(right) }
    let isStopped = a.foreseen == stopsAt
    let foreseen = isStopped ? stopsAt : a.foreseen == nil ? nil : b.foreseen
    return Checked(
      LogicNode(stopsAt: stopsAt, a, b), .kind("bool"), foreseen: foreseen.map { .bool($0) })
  }

  private func range(_ first: Expression, _ last: Expression, at span: SourceSpan) -> Checked {
    let (a, b) = (expression(first), expression(last))
    if case .int(let lower)? = a.constant, case .int(let upper)? = b.constant {
      return Checked(.range(lower, upper))
    }
    let kinds = [a, b].compactMap(\.type.kindName)
    if kinds.contains(where: { $0 != "int" }) {
      let ends = [a, b].map { $0.described ?? "another value" }
      reportForeseen(.notARange(ends[0], ends[1], at: span))
    }
    var foreseen: Value?
    if case .int(let lower)? = a.foreseen, case .int(let upper)? = b.foreseen {
      foreseen = .range(lower, upper)
    }
    return Checked(RangeNode(a.node, b.node, at: span), .kind("range"), foreseen: foreseen)
  }

  private func access(_ base: Checked, _ accessors: [Accessor]) -> Checked {
    var result = base
    for accessor in accessors {
      switch accessor {
      case .field(let name):
        let type = fieldType(name, of: result.type)
        result = Checked(
          FieldNode(result.node, name.text, at: name.span), type,
          foreseen: foreseenField(name.text, of: result.foreseen))
      case .index(let index):
        if let kind = result.type.kindName, !["list", "range"].contains(kind),
          registry.kind(kind) == nil
        {
          reportForeseen(.withoutElements(kind, at: index.span))
        }
        let place = expression(index)
        result = Checked(
          IndexNode(result.node, place.node, at: index.span), .unknown,
          foreseen: foreseenElement(place.foreseen, of: result.foreseen, at: index.span))
      }
    }
    return result
  }

  private func fieldType(_ name: Name, of type: StaticType) -> StaticType {
    switch type {
    case .unknown, .kind("record"): return .unknown
    case .record(let fields):
      if let field = fields.first(where: { $0.name == name.text }) { return field.type }
      report(
        .unknownField(name.text, of: "record", at: name.span, among: fields.map(\.name)))
    case .kind(let kind):
      guard let declaration = registry.kind(kind) else {
        reportForeseen(.withoutFields(kind, at: name.span))
        return .unknown
      }
      guard let fields = declaration.fields else { return .unknown }
      if let field = fields.first(where: { $0.name == name.text }) {
        return StaticType(field.type)
      }
      report(.unknownField(name.text, of: kind, at: name.span, among: fields.map(\.name)))
    }
    return .unknown
  }
}

extension NumberLiteral {
  /// The value that the literal stands for.
  var constant: MNLRuntime.Value {
    switch (dimension, value) {
    case (.number, .int(let int)): .int(int)
    case (.number, .float(let float)): .float(float)
    case (.duration, .int(let int)): .duration(Double(int))
    case (.duration, .float(let float)): .duration(float)
    case (.size, .int(let int)): .size(int)
    // The lexer refuses sizes beyond 64 bits, so a fraction of a byte is all there is to round.
    case (.size, .float(let float)): .size(Int(exactly: float.rounded()) ?? .max)
    }
  }
}
