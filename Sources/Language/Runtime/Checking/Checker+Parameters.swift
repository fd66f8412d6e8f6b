import MNLDiagnostics
import MNLSyntax

extension Checker {
  /// A parameter as declared in a script, read into the form that all commands share.
  struct ReadParameter {
    /// What is known of it.
    var parameter: ParameterDeclaration
    /// The default, where it is a call that only the run can make.
    var lateDefault: Expression?
    /// Whether nothing in it was reported.
    var isSound = true
  }

  /// Reads a declaration; what contradicts itself is reported and left out.
  func parameterDeclaration(_ declaration: Declaration) -> ReadParameter {
    let name = declaration.name.text
    var presence = presence(declaration.arity)
    guard let type = type(of: declaration) else {
      if declaration.defaultValue != nil { presence = .optional }
      return ReadParameter(
        parameter: ParameterDeclaration(name, .any, declaration.help, presence: presence),
        isSound: false)
    }
    var limits: Limits?
    var isSound = true
    if let written = declaration.limits {
      limits = self.limits(written, for: type, of: declaration)
      isSound = limits != nil
    }
    func declared(_ presence: ParameterDeclaration.Presence) -> ParameterDeclaration {
      ParameterDeclaration(name, type, declaration.help, limits: limits, presence: presence)
    }
    guard let value = declaration.defaultValue else {
      return ReadParameter(parameter: declared(presence), isSound: isSound)
    }
    if declaration.arity == .variadic {
      report(
        Diagnostic(
          .contradictoryDeclaration,
          "'\(name)' takes the remaining values, so it has no default",
          at: value.span, help: "leave the default out",
          change: .replacing(value.span.reaching(backTo: "="), with: "")))
      return ReadParameter(parameter: declared(presence), isSound: false)
    }
    if case .word = value.kind, case .kind = type {
      return ReadParameter(parameter: declared(.optional), lateDefault: value, isSound: isSound)
    }
    guard let constant = defaultValue(value, for: declared(presence)) else {
      return ReadParameter(parameter: declared(.optional), isSound: false)
    }
    return ReadParameter(parameter: declared(.defaulted(constant)), isSound: isSound)
  }

  /// The value of `--set` for a parameter, read by the rules of its type.
  func overrideValue(
    _ override: ParameterOverride, for parameter: ParameterDeclaration
  ) -> Checked {
    let source = override.source
    let start = override.name.utf8.count + 1
    let span = SourceSpan(source, 0..<source.bytes.count)
    do throws(CommandFailure) {
      switch parameter.type {
      case .text, .path, .choice:
        return Checked(try parameter.accept(.text(override.text), home: home))
      default: break
      }
      let script = try? Parser.parse(source, range: start..<source.bytes.count)
      guard let script, script.statements.count == 1 else {
        throw parameter.refusal("`\(override.text)`")
      }
      switch script.statements[0].kind {
      case .expression(let value):
        guard value.isLiteral, let constant = expression(value).constant else {
          throw parameter.refusal("`\(override.text)`", help: "give a value, not a calculation")
        }
        return Checked(try parameter.accept(constant, home: home))
      case .command(let command) where command.arguments.isEmpty:
        if case .any = parameter.type { return Checked(.text(override.text)) }
        guard case .kind(let kind) = parameter.type else { break }
        let value = Expression(.word(command.name.text), span: command.span)
        return wordCall(
          command.name.text, for: parameter, kind,
          at: Argument(name: nil, value: value, span: span)) ?? .faulty
      default: break
      }
      throw parameter.refusal("`\(override.text)`")
    } catch {
      report(RunFailure(error, at: span).diagnostic)
      return .faulty
    }
  }

  /// The value of a `param` in this run and its default, each nil unless it is written down.
  func constants(of declaration: Declaration) -> (value: Value?, defaultValue: Value?) {
    let parameter = parameterDeclaration(declaration).parameter
    var constant: Value?
    switch parameter.presence {
    case .defaulted(let value): constant = value
    case .optional where declaration.defaultValue == nil: constant = Value.none
    case .optional, .required, .variadic: break
    }
    guard let override = overrides.last(where: { $0.name == parameter.name }) else {
      return (constant, constant)
    }
    return (overrideValue(override, for: parameter).constant, constant)
  }

  private func presence(_ arity: Declaration.Arity) -> ParameterDeclaration.Presence {
    switch arity {
    case .one: .required
    case .optional: .optional
    case .variadic: .variadic(atLeast: 0)
    }
  }

  private func type(of declaration: Declaration) -> ParameterType? {
    guard let type = declaration.type else {
      // Without a type a word can only mean itself.
      if case .word? = declaration.defaultValue?.kind { return .text }
      return .any
    }
    let words = type.words.map(\.text)
    guard words.count == 1 else {
      var seen: Set<String> = []
      for word in type.words where !seen.insert(word.text).inserted {
        report(
          Diagnostic(
            .contradictoryDeclaration, "the choice '\(word.text)' stands here twice",
            at: word.span, help: "leave one of them out",
            change: .replacing(word.span.reaching(backTo: "|"), with: "")))
        return nil
      }
      return .choice(words)
    }
    if let plain = ParameterType.plain[words[0]] { return plain }
    if registry.kind(words[0]) != nil { return .kind(words[0]) }
    let near = ForeignWord.type(words[0]) ?? vocabulary.types.nearest(to: words[0])
    report(
      Diagnostic(
        .unknownType, "unknown type '\(words[0])'", at: type.span,
        help: near.map(Candidates.suggestion)
          ?? "the plain types are \(ParameterType.plain.keys.sorted().joined(separator: ", "))",
        change: near.map { .replacing(type.span, with: $0) } ?? .advice))
    return nil
  }

  private func limits(
    _ written: LimitsExpression, for type: ParameterType, of declaration: Declaration
  ) -> Limits? {
    func contradiction(
      _ message: String, help: String? = nil, change: Remedy.Change = .advice
    ) -> Limits? {
      report(
        Diagnostic(
          .contradictoryDeclaration, message, at: written.span, help: help, change: change))
      return nil
    }
    guard type.hasLimits else {
      return contradiction(
        "limits belong to numbers, durations and sizes, not to \(type.described)",
        help: "leave the limits out",
        change: .replacing(written.span.withBlankBefore, with: ""))
    }
    for literal in [written.lower, written.upper].compactMap({ $0 })
    where !literal.dimension.belongs(to: type) {
      return contradiction(
        "the limits of \(type.described) must be such values too: '\(literal.text)' is not")
    }
    let limits = Limits(
      from: written.lower?.number, excludesLower: written.excludesLower,
      to: written.upper?.number, excludesUpper: written.excludesUpper)
    if let lower = limits.lower, let upper = limits.upper,
      lower > upper || (lower == upper && (limits.excludesLower || limits.excludesUpper))
    {
      return contradiction("these limits leave no value")
    }
    return limits
  }

  private func defaultValue(
    _ value: Expression, for parameter: ParameterDeclaration
  ) -> Value? {
    let constant: Value
    if case .word(let word) = value.kind {
      switch parameter.type {
      case .text, .path, .choice: constant = .text(word)
      default:
        report(
          Diagnostic(
            .contradictoryDeclaration,
            "the default of '\(parameter.name)' must be \(parameter.type.described)",
            at: value.span, label: "is the word \(word.brief)"))
        return nil
      }
    } else {
      let checked = expression(value)
      guard let known = checked.constant else {
        report(
          Diagnostic(
            .contradictoryDeclaration, "a default is a literal or a list of literals",
            at: value.span))
        return nil
      }
      constant = known
    }
    if case .none = constant { return Value.none }
    do throws(CommandFailure) {
      return try parameter.accept(constant, home: home)
    } catch {
      report(
        Diagnostic(
          .contradictoryDeclaration, "the default contradicts the declaration: \(error.message)",
          at: value.span, label: error.label))
      return nil
    }
  }
}

extension SourceSpan {
  /// The span with what is before it, back to a sign and the blanks before that.
  fileprivate func reaching(backTo sign: Unicode.Scalar) -> SourceSpan {
    var start = range.lowerBound
    while start > 0, file.bytes[start - 1] != UInt8(ascii: sign) { start -= 1 }
    return SourceSpan(file, max(0, start - 1)..<range.upperBound).withBlankBefore
  }
}

extension NumberLiteral {
  fileprivate var number: Double {
    switch value {
    case .int(let int): Double(int)
    case .float(let float): float
    }
  }
}

extension NumberLiteral.Dimension {
  fileprivate func belongs(to type: ParameterType) -> Bool {
    switch type {
    case .duration: self == .duration
    case .size: self == .size
    default: self == .number
    }
  }
}

extension Expression {
  /// Whether the expression is a literal or a list of literals.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .number, .bool, .none, .text: true
    case .list(let elements): elements.allSatisfy(\.isLiteral)
    case .unary(.negate, let operand), .group(.expression(let operand), _): operand.isLiteral
    case .range(let first, let last): first.isLiteral && last.isLiteral
    default: false
    }
  }
}
