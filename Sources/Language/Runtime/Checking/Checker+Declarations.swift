import MNLDiagnostics
import MNLSyntax

extension Checker {
  /// Checks `param`: its declaration, and the value from outside if there is one.
  func parameter(_ declaration: Declaration, at span: SourceSpan) -> any Step {
    let name = declaration.name.text
    let place = (script: scriptIndex, span: declaration.name.span)
    if declaredParameters.updateValue(place, forKey: name) != nil {
      report(.declaredTwice("param", declaration.name))
    }
    if declaration.arity == .variadic {
      report(
        Diagnostic(
          .contradictoryDeclaration, "a 'param' is one value, so '...' has no use here",
          at: declaration.span, help: "declare it as `\(name): list`"))
    }
    let read = parameterDeclaration(declaration)
    let value: Checked
    if let override = overrides.last(where: { $0.name == name }) {
      value = overrideValue(override, for: read.parameter)
    } else if let late = read.lateDefault {
      value = lateValue(late, for: read.parameter) ?? .faulty
    } else {
      switch read.parameter.presence {
      case .defaulted(let constant): value = Checked(constant)
      case .optional: value = Checked(.none)
      case .required, .variadic:
        if read.isSound {
          report(
            Diagnostic(
              .missingArgument, "the parameter '\(name)' has no value", at: declaration.span,
              help: "give it one with `--set \(name)=…`"))
        }
        value = .faulty
      }
    }
    return bindGlobal(
      name,
      Checked(
        value.node, StaticType(read.parameter, holding: value), foreseen: value.foreseen), at: span)
  }

  /// Checks `def`: its name and parameters now, its body when all of the document is known.
  func definition(_ definition: Definition, at span: SourceSpan) -> any Step {
    let name = definition.name
    if !declaredDefinitions.insert(name.text).inserted {
      report(.declaredTwice("def", name))
    } else if let family = registry.family(name.text) {
      report(.shadowing(name, family))
    } else if let held = definitions[name.text], let module = held.module {
      report(.shadowing(name, held, of: module))
    }
    var seen: Set<String> = []
    var parameters: [ParameterDeclaration] = []
    var lateDefaults: [String: Expression] = [:]
    for declaration in definition.parameters {
      if !seen.insert(declaration.name.text).inserted {
        report(.declaredTwice("parameter", declaration.name))
        continue
      }
      let read = parameterDeclaration(declaration)
      if let last = parameters.last, last.isVariadic {
        report(
          Diagnostic(
            .contradictoryDeclaration,
            "'\(last.name)' takes the remaining values, so nothing may follow it",
            at: declaration.span, help: "make `\(last.name)...` the last parameter"))
      }
      parameters.append(read.parameter)
      if let late = read.lateDefault { lateDefaults[declaration.name.text] = late }
    }
    let help = WrittenHelp(definition.help)
    let command = DefinedCommand(
      definition,
      declaration: CommandDeclaration(
        CommandName(name.text), help.summary, details: help.details, parameters: parameters,
        returns: .anything, examples: help.examples, seeAlso: help.seeAlso),
      lateDefaults: lateDefaults)
    definitions[name.text] = command
    checkLater(command)
    return DefinitionStep(command, at: span)
  }

  /// The steps that make the defaults that are calls.
  func lateDefaults(of command: DefinedCommand) -> [any Step] {
    command.declaration.parameters.enumerated().compactMap { slot, parameter in
      guard let late = command.lateDefaults[parameter.name],
        let value = lateValue(late, for: parameter)
      else { return nil }
      return DefaultStep(slot, value.node, at: late.span)
    }
  }

  private func lateValue(_ late: Expression, for parameter: ParameterDeclaration) -> Checked? {
    guard case .word(let word) = late.kind, case .kind(let kind) = parameter.type else {
      return nil
    }
    return wordCall(
      word, for: parameter, kind, at: Argument(name: nil, value: late, span: late.span))
  }
}

extension Diagnostic {
  fileprivate static func declaredTwice(_ what: String, _ name: Name) -> Diagnostic {
    Diagnostic(
      .repeatedDeclaration, "the \(what) '\(name.text)' is declared twice", at: name.span,
      label: "declared before", help: "give one of them another name")
  }

  fileprivate static func shadowing(_ name: Name, _ family: CommandFamily) -> Diagnostic {
    let owner = (family.single ?? family.pairs.first)?.owner ?? ""
    if name.text.contains(".") {
      return Diagnostic(
        .clashingCommands, "'\(name.text)' is the full name of a command of the plugin '\(owner)'",
        at: name.span, help: "give the `def` another name")
    }
    return Diagnostic(
      .clashingCommands, "this 'def' takes the place of the command '\(name.text)'", at: name.span,
      severity: .warning, help: "`\(owner).\(name.text)` still calls the command of the plugin")
  }

  fileprivate static func shadowing(
    _ name: Name, _ held: DefinedCommand, of module: Module
  ) -> Diagnostic {
    let fullName = module.fullName(of: held)
    if name.text == fullName {
      return Diagnostic(
        .clashingCommands,
        "'\(name.text)' is the full name of a command of the module '\(module.name)'",
        at: name.span, help: "give the `def` another name")
    }
    return Diagnostic(
      .clashingCommands, "this 'def' takes the place of '\(name.text)' of '\(module.name)'",
      at: name.span, severity: .warning,
      help: "`\(fullName)` still calls the command of the module")
  }
}

extension StaticType {
  /// What a `param` holds: its type, or nothing certain where `none` is allowed.
  fileprivate init(_ parameter: ParameterDeclaration, holding value: Checked) {
    if case .none? = value.constant {
      self = .unknown
    } else if case .optional = parameter.presence {
      self = .unknown
    } else {
      self = StaticType(parameter.type)
    }
  }
}
