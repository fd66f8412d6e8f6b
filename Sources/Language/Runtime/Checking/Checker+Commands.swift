import MNLDiagnostics
import MNLSyntax

extension Checker {
  /// What a call turned out to call.
  private enum Resolution {
    case known(Callee, name: String, ArraySlice<Argument>)
    case chosen(CommandFamily, word: Argument, ArraySlice<Argument>)
    case unknown
  }

  /// Checks a call: its name, its arguments, and the types and limits of those that are literals.
  func command(_ command: Command) -> Checked {
    switch resolution(of: command) {
    case .known(let callee, let name, let arguments):
      let bound = bind(
        arguments, to: callee.declaration,
        at: CallSite(name: name, span: command.span, arguments: []))
      let site = CallSite(name: name, span: command.span, arguments: bound)
      var type = StaticType.unknown
      var foreseen: Value?
      switch callee {
      case .plugin(let plugin):
        type = StaticType(plugin.declaration.returns)
        foreseen = foreseenResult(of: plugin, bound, at: site)
      case .definition(let definition): notePaths(of: definition)
      }
      return Checked(CallNode(callee, bound, at: site), type, foreseen: foreseen)
    case .chosen(let family, let word, let arguments):
      return chosenCall(command, family, word, arguments)
    case .unknown:
      for argument in command.arguments { checkAlone(argument) }
      return .faulty
    }
  }

  /// Checks the value of an argument that no parameter takes.
  private func checkAlone(_ argument: Argument) {
    if case .word = argument.value.kind { return }
    _ = expression(argument.value)
  }

  private func resolution(of command: Command) -> Resolution {
    let name = command.name.text
    let arguments = command.arguments[...]
    if let definition = definitions[name] {
      return .known(.definition(definition), name: name, arguments)
    }
    guard let family = registry.family(name) else {
      if !missesModule { report(unknownCommand(command)) }
      return .unknown
    }
    if let first = arguments.first, first.name == nil, let word = first.value.plainWord {
      if let pair = family[word] {
        return .known(.plugin(pair), name: "\(name) \(word)", arguments.dropFirst())
      }
      if family.single == nil {
        report(.unknownSecondWord(word, of: family, at: command.name.span.joined(with: first.span)))
        return .unknown
      }
    }
    if let single = family.single { return .known(.plugin(single), name: name, arguments) }
    guard let first = arguments.first, first.name == nil else {
      report(
        Diagnostic(
          .missingArgument, "'\(name)' needs a second word", at: command.name.span,
          help: family.choices))
      return .unknown
    }
    return .chosen(family, word: first, arguments.dropFirst())
  }

  private func unknownCommand(_ command: Command) -> Diagnostic {
    let name = command.name.text
    guard !isCrowded else {
      return Diagnostic(.unknownCommand, "unknown command '\(name)'", at: command.name.span)
    }
    let help: String?
    var change = Remedy.Change.advice
    if laterDefinitions.contains(name) {
      help = "move its `def` above this line"
    } else if command.arguments.isEmpty, isVisible(name) {
      help = "use `$\(name)` for the value of the variable"
      change = .inserting("$", before: command.name.span)
    } else if let module = modules.module(bringing: name) {
      help = "the module '\(module.name)' brings it: `use \(module.name)`"
      if scopes.isEmpty { change = command.name.span.addingLineBefore("use \(module.name)") }
    } else {
      let names = vocabulary
      let known = name.contains(".") ? names.qualifiedCommands : names.commands
      if let foreign = ForeignWord(binding: command) {
        help = foreign.help
        change = .replacing(command.name.span, with: "let")
      } else if let near = known.nearest(to: name) {
        help = Candidates.suggestion(near)
        change = .replacing(command.name.span, with: near)
      } else {
        let foreign = ForeignWord(command: name)
        help = foreign?.help
        if let own = foreign?.replacement { change = .replacing(command.name.span, with: own) }
      }
    }
    return Diagnostic(
      .unknownCommand, "unknown command '\(name)'", at: command.name.span, help: help,
      change: change)
  }

  /// A call whose second word only the run can tell: what all relatives share is checked.
  private func chosenCall(
    _ command: Command, _ family: CommandFamily, _ word: Argument,
    _ arguments: ArraySlice<Argument>
  ) -> Checked {
    let checked = expression(word.value)
    if let kind = checked.type.kindName, kind != "text" {
      report(
        Diagnostic(
          .wrongType, "the second word of '\(family.first)' must be text", at: word.span,
          label: "got \(checked.described ?? kind)"))
    }
    if case .text(let text)? = checked.foreseen, family[text] == nil {
      reportForeseen(.unknownSecondWord(text, of: family, at: word.span))
    }
    let example = family.secondWords.first ?? ""
    let common = family.common
    let bound = bind(
      arguments, to: common,
      at: CallSite(name: family.first, span: command.span, arguments: []),
      cure: "only what all of them share is allowed here; write the word itself, as in "
        + "`\(family.first) \(example)`")
    return Checked(
      ChosenCallNode(
        family, word: checked.node, at: word.span, bound,
        at: CallSite(name: family.first, span: command.span, arguments: bound)),
      StaticType(common.returns))
  }

  /// Matches arguments to parameters and checks every value that is known.
  private func bind(
    _ arguments: ArraySlice<Argument>, to declaration: CommandDeclaration, at site: CallSite,
    cure: String? = nil
  ) -> [BoundArgument] {
    let matcher = ArgumentMatcher(arguments, to: declaration, at: site, cure: cure)
    for fault in matcher.faults { report(fault) }
    for stray in matcher.strays { checkAlone(stray) }
    var bound: [BoundArgument] = []
    bound.reserveCapacity(matcher.matches.count)
    for match in matcher.matches {
      guard let first = match.arguments.first, let last = match.arguments.last else { continue }
      let spreads = match.parameter.isVariadic && match.isNamed
      bound.append(
        BoundArgument(
          parameter: match.parameter, span: first.span.joined(with: last.span),
          items: match.arguments.flatMap { items($0, for: match.parameter, spreads: spreads) },
          spreads: spreads))
    }
    return bound
  }

  /// Checks one argument: an item, or several where a list gives a variadic parameter its values.
  private func items(
    _ argument: Argument, for parameter: ParameterDeclaration, spreads: Bool
  ) -> [BoundArgument.Item] {
    let span = argument.span
    if case .word(let word) = argument.value.kind {
      return [self.word(word, for: parameter, at: argument)]
    }
    let checked = nested { expression(argument.value) }
    if spreads, case .list(let values)? = checked.constant {
      return values.map { accepted($0, for: parameter, at: span) }
    }
    if let constant = checked.constant { return [accepted(constant, for: parameter, at: span)] }
    noteUnknownPath(for: parameter)
    var item = BoundArgument.Item(node: checked.node, span: span, isAccepted: false)
    let mayBeList = spreads && checked.type.kindName == "list"
    if let kind = checked.type.kindName, !mayBeList, !parameter.mayAccept(kind: kind) {
      let fields = fields(of: kind, for: parameter).map {
        "`\(argument.value.span.textInOneLine).\($0)`"
      }
      refuse(
        parameter.refusal(
          Wording.withArticle(kind),
          help: fields.isEmpty ? nil : "give a part of it: \(Wording.alternatives(fields))"),
        at: span)
    } else if !mayBeList {
      item.foreseen = foreseenArgument(checked.foreseen, for: parameter, at: span)
    }
    return [item]
  }

  /// The fields of a kind of handle that a parameter takes.
  private func fields(of kind: String, for parameter: ParameterDeclaration) -> [String] {
    (registry.kind(kind)?.fields ?? []).compactMap { field in
      guard case .value(let type) = field.type, type == parameter.type, case .kind = type else {
        return nil
      }
      return field.name
    }
  }

  private func accepted(
    _ value: Value, for parameter: ParameterDeclaration, at span: SourceSpan
  ) -> BoundArgument.Item {
    do throws(CommandFailure) {
      let value = try parameter.accept(value, home: home)
      notePath(value, for: parameter, at: span)
      return BoundArgument.Item(
        node: LiteralNode(value), span: span, isAccepted: true, foreseen: value)
    } catch {
      refuse(error, at: span)
      return BoundArgument.Item(node: LiteralNode(.none), span: span, isAccepted: false)
    }
  }

  /// Reports that a parameter does not take a value.
  func refuse(_ failure: CommandFailure, at span: SourceSpan) {
    report(RunFailure(failure, at: span).diagnostic)
  }

  /// A bare word: itself where the parameter takes words, a call where it takes a handle.
  private func word(
    _ word: String, for parameter: ParameterDeclaration, at argument: Argument
  ) -> BoundArgument.Item {
    let span = argument.span
    switch parameter.type {
    case .text, .path, .choice, .floatOr, .anyOr:
      return accepted(.text(word), for: parameter, at: span)
    case .kind(let kind):
      guard let call = wordCall(word, for: parameter, kind, at: argument) else { break }
      return BoundArgument.Item(
        node: call.node, span: span, isAccepted: false, foreseen: call.foreseen)
    default:
      var failure = parameter.refusal("the word \(word.brief)")
      if parameter.type == .any { failure.message = "a bare word is no value here" }
      if isVisible(word) {
        failure.help = "use `$\(word)`"
        failure.cure = .value("$\(word)")
      } else if parameter.type == .any {
        if ["and", "or", "in", "div", "mod"].contains(word) {
          failure.help = "put the expression into parentheses"
        } else {
          failure.help = "put text into quotes" + (word.count > 40 ? "" : ": `\"\(word)\"`")
          failure.cure = .value("\"\(word)\"")
        }
      }
      refuse(failure, at: span)
    }
    return BoundArgument.Item(node: LiteralNode(.none), span: span, isAccepted: false)
  }

  /// The call that a bare word means for a parameter of a kind; nil where a mistake was reported.
  func wordCall(
    _ word: String, for parameter: ParameterDeclaration, _ kind: String, at argument: Argument
  ) -> Checked? {
    let span = argument.value.span
    let makers = vocabulary.words(for: parameter)
    let known = makers.all.isEmpty ? nil : "such are \(makers.listed)"
    guard definitions[word] != nil || registry.family(word)?.single != nil else {
      var failure = parameter.refusal("the word \(word.brief)", help: known)
      if isVisible(word) {
        failure.help = "use `$\(word)`"
        failure.cure = .value("$\(word)")
      } else if let near = makers.nearest(to: word) {
        failure.help = Candidates.suggestion(near)
        failure.cure = .value(near)
      }
      refuse(failure, at: argument.span)
      return nil
    }
    let declared = registry.family(word)?.single?.declaration.returns ?? .anything
    if definitions[word] == nil, let made = StaticType(declared).kindName, made != kind {
      refuse(
        parameter.refusal(
          "the command \(word), which gives \(Wording.withArticle(made))",
          help: makers.all.count > 12 ? nil : known),
        at: argument.span)
      return nil
    }
    return command(Command(name: Name(word, span: span), arguments: [], span: span))
  }
}

extension Expression {
  /// The word that the expression is, bare or as text without values in it.
  var plainWord: String? {
    switch kind {
    case .word(let word): return word
    case .text(let pieces):
      var text = ""
      for piece in pieces {
        guard case .plain(let plain) = piece else { return nil }
        text += plain
      }
      return text
    default: return nil
    }
  }
}
