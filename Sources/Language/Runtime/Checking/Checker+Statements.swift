import MNLDiagnostics
import MNLSyntax

extension Checker {
  /// Checks a statement; nil where nothing is left to run.
  func statement(_ statement: Statement) -> (any Step)? {
    let span = statement.span
    switch statement.kind {
    case .param(let declaration): return parameter(declaration, at: span)
    case .let(let name, let rightside): return binding(name, rightside, at: span)
    case .set(let name, let rightside): return reassignment(name, rightside, at: span)
    case .if(let branches, let otherwise):
      return choice(branches, otherwise, at: span)
    case .for(let name, let source, let body): return loop(name, in: source, body, at: span)
    case .while(let condition, let body):
      let condition = self.condition(condition)
      return WhileStep(
        condition, silenced(condition.foreseen == false) { block(body) }, at: span)
    case .try(let body, let name, let handler):
      return attempt(body, catching: name, handler, at: span)
    case .def(let definition): return self.definition(definition, at: span)
    case .use(let name): return use(name, at: span)
    case .return(let rightside):
      guard let rightside else { return FlowStep(.return(.none), at: span) }
      return ReturnStep(self.rightside(rightside).node, at: span)
    case .break: return FlowStep(.break, at: span)
    case .continue: return FlowStep(.continue, at: span)
    case .command(let command):
      return shown(nested { self.command(command) }, showsNone: false, at: span)
    case .expression(let expression):
      return shown(self.expression(expression), showsNone: true, at: span)
    }
  }

  /// Checks a block, whose variables end with it.
  func block(_ script: Script) -> Block {
    scoped { Block(statements(script)) }
  }

  /// Checks what may stand to the right of `=` in `let`.
  func rightside(_ rightside: Rightside) -> Checked {
    switch rightside {
    case .command(let command): nested { self.command(command) }
    case .expression(let expression): self.expression(expression)
    }
  }

  /// Checks an expression that must give a bool.
  func condition(_ expression: Expression) -> ConditionNode {
    let checked = self.expression(expression)
    if let kind = checked.type.kindName, kind != "bool", let found = checked.described {
      reportForeseen(
        .notACondition(found, isHandle: registry.kind(kind) != nil, at: expression.span))
    }
    var foreseen: Bool?
    if case .bool(let bool)? = checked.foreseen { foreseen = bool }
    return ConditionNode(checked.node, at: expression.span, foreseen: foreseen)
  }

  /// Checks `if`; what is foreseen to fail where no run comes is not complained about.
  private func choice(
    _ branches: [Statement.Branch], _ otherwise: Script?, at span: SourceSpan
  ) -> any Step {
    var isDecided = false
    var checked: [(condition: ConditionNode, block: Block)] = []
    for branch in branches {
      silenced(isDecided) {
        let condition = self.condition(branch.condition)
        let block = silenced(condition.foreseen == false) { self.block(branch.block) }
        checked.append((condition, block))
        if condition.foreseen == true { isDecided = true }
      }
    }
    let last = silenced(isDecided) { otherwise.map { block($0) } }
    return IfStep(checked, otherwise: last, at: span)
  }

  /// Values are shown at the top level of a cell only, never inside a block.
  private func shown(_ checked: Checked, showsNone: Bool, at span: SourceSpan) -> any Step {
    if scopes.isEmpty { return ShowStep(checked.node, showsNone: showsNone, at: span) }
    return EvaluationStep(checked.node, at: span)
  }

  private func binding(_ name: Name, _ rightside: Rightside, at span: SourceSpan) -> any Step {
    let checked = self.rightside(rightside)
    if scopes.isEmpty { return bindGlobal(name.text, checked, at: span) }
    let slot = bindLocal(name.text, checked.type, foreseen: checked.foreseen)
    return LocalStep(slot, checked.node, at: span)
  }

  /// Binds a variable at the top level.
  func bindGlobal(_ name: String, _ checked: Checked, at span: SourceSpan) -> any Step {
    let variable = globals.variable(name)
    boundGlobals[name] = Global(
      variable: variable, type: certain(checked.type, name),
      foreseen: reassigned.contains(name) ? nil : checked.foreseen)
    return GlobalStep(variable, checked.node, at: span)
  }

  private func reassignment(
    _ name: Name, _ rightside: Rightside, at span: SourceSpan
  ) -> any Step {
    let checked = self.rightside(rightside)
    for scope in scopes.reversed() {
      if let variable = scope[name.text] {
        return LocalStep(variable.slot, checked.node, at: span)
      }
    }
    if globalType(name.text) == nil {
      reportUndefined(name)
    } else if isInDefinition {
      report(
        Diagnostic(
          .undefinedVariable, "a 'def' cannot set '$\(name.text)', which is bound outside of it",
          at: name.span,
          help: "return the new value, or bind one of its own: `let \(name.text) = …`"))
    }
    return GlobalStep(globals.variable(name.text), checked.node, at: span)
  }

  private func loop(
    _ name: Name, in source: Expression, _ body: Script, at span: SourceSpan
  ) -> any Step {
    let checked = expression(source)
    var element = StaticType.unknown
    switch checked.type {
    case .kind("range"): element = .kind("int")
    case .kind("list"): element = StaticType(elementsOf: checked.foreseen)
    case .unknown: break
    case let type:
      if let kind = type.kindName, registry.kind(kind) == nil, let found = checked.described {
        reportForeseen(.notALoopSource(found, at: source.span))
      }
    }
    let isEmpty = checked.foreseen.flatMap(Elements.init)?.count == 0
    return scoped {
      let slot = bindLocal(name.text, element)
      return ForStep(
        name.text, into: slot, in: checked.node, at: source.span,
        silenced(isEmpty) { block(body) }, at: span)
    }
  }

  private func attempt(
    _ body: Script, catching name: Name?, _ handler: Script, at span: SourceSpan
  ) -> any Step {
    let block = silenced { self.block(body) }
    return scoped {
      let fields = [
        (name: "code", type: StaticType.kind("text")),
        (name: "message", type: StaticType.kind("text")), (name: "help", type: .unknown),
      ]
      let slot = name.map { bindLocal($0.text, .record(fields)) }
      return TryStep(block, catchingInto: slot, self.block(handler), at: span)
    }
  }
}
