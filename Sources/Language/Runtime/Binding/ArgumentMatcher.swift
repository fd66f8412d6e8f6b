import MNLDiagnostics
import MNLSyntax

/// The part of binding that needs no values: which arguments of a call go to which parameters.
struct ArgumentMatcher {
  /// A parameter with the arguments that are meant for it, one unless it is variadic.
  struct Match {
    /// What is known of the parameter.
    let parameter: ParameterDeclaration
    /// The arguments in the order of the text.
    var arguments: [Argument]
    /// Whether a variadic parameter was given by its name, where one list may hold its values.
    var isNamed: Bool
  }

  /// The matches in the order of the text.
  private(set) var matches: [Match] = []
  /// Arguments that no parameter takes.
  private(set) var strays: [Argument] = []
  /// What is wrong with the call.
  private(set) var faults: [Diagnostic] = []

  private let declaration: CommandDeclaration
  private let name: String

  /// Matches the arguments of a call.
  ///
  /// Values without a name go to the positional parameters in their order, past those that are
  /// given by name.
  ///
  /// - Parameters:
  ///   - arguments: The arguments after the words of the command.
  ///   - declaration: The command's declaration.
  ///   - site: Where the call stands.
  ///   - cure: The help for a parameter that does not exist, where there is a special one.
  init(
    _ arguments: ArraySlice<Argument>, to declaration: CommandDeclaration, at site: CallSite,
    cure: String? = nil
  ) {
    self.declaration = declaration
    self.name = site.name
    var open = declaration.parameters.indices
    var surplus: [Argument] = []
    for argument in arguments {
      if let name = argument.name {
        take(argument, named: name, cure: cure)
        continue
      }
      while let index = open.first, !isOpen(declaration.parameters[index], in: arguments) {
        open.removeFirst()
      }
      if let index = open.first {
        let parameter = declaration.parameters[index]
        append(argument, to: parameter, isNamed: false)
        if !parameter.isVariadic { open.removeFirst() }
      } else if let rest = declaration.positionalVariadic {
        strays.append(argument)
        faults.append(
          .repeatedArgument(rest.name, at: argument.span, label: "here without its name"))
      } else {
        surplus.append(argument)
      }
    }
    if !surplus.isEmpty {
      reportSurplus(surplus, of: arguments)
      strays += surplus
    }
    reportMissing(at: site)
  }

  /// Whether a parameter takes values without a name in this call.
  private func isOpen(
    _ parameter: ParameterDeclaration, in arguments: ArraySlice<Argument>
  ) -> Bool {
    parameter.isPositional && !arguments.contains { $0.name?.text == parameter.name }
  }

  private mutating func take(_ argument: Argument, named name: Name, cure: String?) {
    guard let parameter = declaration.parameter(name.text) else {
      strays.append(argument)
      faults.append(.unknownParameter(name, of: self.name, in: declaration, cure: cure))
      return
    }
    if matches.contains(where: { $0.parameter.name == name.text }) {
      strays.append(argument)
      faults.append(
        .repeatedArgument(name.text, at: argument.span, label: "given before"))
      return
    }
    append(argument, to: parameter, isNamed: true)
  }

  private mutating func append(
    _ argument: Argument, to parameter: ParameterDeclaration, isNamed: Bool
  ) {
    if let index = matches.firstIndex(where: { $0.parameter.name == parameter.name }) {
      matches[index].arguments.append(argument)
    } else {
      matches.append(Match(parameter: parameter, arguments: [argument], isNamed: isNamed))
    }
  }

  private mutating func reportSurplus(_ surplus: [Argument], of arguments: ArraySlice<Argument>) {
    guard let first = surplus.first, let last = surplus.last else { return }
    let capacity = declaration.parameters.count { $0.isPositional }
    let given = arguments.count { $0.name == nil }
    let free = declaration.parameters.first { parameter in
      !parameter.isPositional && parameter.suits(first.value)
        && !matches.contains { $0.parameter.name == parameter.name }
    }
    let message =
      capacity == 0
      ? "'\(name)' takes no values without a name, got \(given)"
      : "'\(name)' takes at most \(Wording.count(capacity, "value")), got \(given)"
    let span = first.span.joined(with: last.span)
    var help: String?
    var change = Remedy.Change.advice
    if let free {
      help = "name the parameter, as in `\(free.name)=\(first.value.span.textInOneLine)`"
      change = .inserting("\(free.name)=", before: first.value.span)
    } else if let (parameter, value) = declaration.pair(in: first.value) {
      help = "write `\(parameter)=\(value)`"
      change = .replacing(first.value.span, with: "\(parameter)=\(value)")
    } else {
      help = "leave out `\(span.textInOneLine)`"
      change = .replacing(span.withBlankBefore, with: "")
    }
    faults.append(
      Diagnostic(.tooManyArguments, message, at: span, help: help, change: change))
  }

  private mutating func reportMissing(at site: CallSite) {
    // A stray may be the missing one under a misspelt name: one mistake, one report.
    guard strays.isEmpty else { return }
    for parameter in declaration.parameters {
      let given = matches.first { $0.parameter.name == parameter.name }
      var isMissing = parameter.isCompulsory && given == nil
      if case .variadic(let least) = parameter.presence, let given, !given.isNamed {
        isMissing = given.arguments.count < least
      }
      guard isMissing else { continue }
      faults.append(site.diagnostic(parameter.missing(in: name)))
    }
  }
}

extension CommandDeclaration {
  /// The parameter that takes all values which are left.
  fileprivate var positionalVariadic: ParameterDeclaration? {
    parameters.first { $0.isVariadic && $0.isPositional }
  }
}

extension CommandDeclaration {
  /// `epochs` and `3` of the word `epochs:3`; nil if the command has no such parameter.
  fileprivate func pair(in expression: Expression) -> (parameter: String, value: String)? {
    guard case .word(let word) = expression.kind, let colon = word.firstIndex(of: ":"),
      let parameter = parameter(String(word[..<colon])),
      case let value = word[word.index(after: colon)...], !value.isEmpty
    else { return nil }
    return (parameter.name, String(value))
  }
}

extension ParameterDeclaration {
  /// Whether it takes all remaining values.
  package var isVariadic: Bool {
    if case .variadic = presence { true } else { false }
  }

  /// Whether a literal or a word would be right for it.
  fileprivate func suits(_ expression: Expression) -> Bool {
    let value: Value
    switch (expression.kind, type) {
    case (.number(let literal), _): value = literal.constant
    case (.bool(let bool), _): value = .bool(bool)
    case (.text, .text), (.text, .path): return true
    // Any word would do for a text or a path, so that says nothing.
    case (.word(let word), .choice), (.word(let word), .floatOr), (.word(let word), .anyOr):
      value = .text(word)
    default: return false
    }
    return (try? accept(value, home: nil)) != nil
  }

  /// Whether a call must give it.
  var isCompulsory: Bool {
    switch presence {
    case .required: true
    case .variadic(let least): least > 0
    case .optional, .defaulted: false
    }
  }

  /// The failure of a call that does not give enough of it.
  func missing(in command: String) -> CommandFailure {
    var amount = type.described
    if case .variadic(let least) = presence, least > 1 {
      amount = "at least \(Wording.count(least, "value"))"
    }
    return CommandFailure(
      .missingArgument, "'\(command)' needs '\(name)': \(amount)",
      help: "add `\(name)=…`" + (summary.isEmpty ? "" : ": \(summary)"))
  }
}

extension Diagnostic {
  fileprivate static func repeatedArgument(
    _ name: String, at span: SourceSpan, label: String
  ) -> Diagnostic {
    Diagnostic(
      .repeatedArgument, "\(name) is given twice", at: span, label: label,
      help: "leave one of them out", change: .replacing(span.withBlankBefore, with: ""))
  }

  fileprivate static func unknownParameter(
    _ name: Name, of command: String, in declaration: CommandDeclaration, cure: String?
  ) -> Diagnostic {
    let names = declaration.parameters.map(\.name)
    let help: String
    let near = Vocabulary.parameters(of: declaration).nearest(to: name.text)
    if let near {
      help = Candidates.suggestion(near)
    } else if let cure {
      help = cure
    } else {
      help =
        names.isEmpty
        ? "'\(command)' has no parameters"
        : "its parameters are " + names.map { "`\($0)`" }.joined(separator: ", ")
    }
    return Diagnostic(
      .unknownParameter, "'\(command)' has no parameter '\(name.text)'", at: name.span, help: help,
      change: near.map { .replacing(name.span, with: $0) } ?? .advice)
  }
}
