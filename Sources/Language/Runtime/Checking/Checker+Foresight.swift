import MNLDiagnostics
import MNLSyntax

// What is known of values before they exist: numbers that are written in the text, and stand-ins that
// have the shapes of what commands will make of them. Where a stand-in fails, the run would.
extension Checker {
  /// How many values a list may hold to be followed.
  private static let greatestListSize = 10_000
  /// How many bytes a text may have to be followed.
  private static let longestText = 10_000

  /// Goes on without reporting what is foreseen to fail, where no run comes or `try` catches it.
  func silenced<T>(_ isSilent: Bool = true, _ body: () -> T) -> T {
    silence += isSilent ? 1 : 0
    defer { silence -= isSilent ? 1 : 0 }
    return body()
  }

  /// A variable at the top level; nil if neither the text nor the run so far bound it.
  func global(_ name: String) -> Global? {
    if isInModule { return nil }
    if let bound = boundGlobals[name] { return bound }
    guard let value = globals.value(of: name) else { return nil }
    return Global(
      variable: globals.variable(name), type: StaticType(of: value), foreseen: value.foreseen)
  }

  /// What is known of the value of an operator.
  func foreseen(
    _ operation: BinaryOperator, _ left: Checked, _ right: Checked, at span: SourceSpan
  ) -> (value: Value?, type: StaticType) {
    foreseen([left, right], at: span, isOfKindAlone: operation != .power) {
      (operands) throws(CommandFailure) in
      try Arithmetic.apply(operation, operands[0], operands[1])
    }
  }

  /// What is known of the value of `-x`.
  func foreseenNegation(
    _ operand: Checked, at span: SourceSpan
  ) -> (value: Value?, type: StaticType) {
    foreseen([operand], at: span, isOfKindAlone: true) { (operands) throws(CommandFailure) in
      try Arithmetic.negated(operands[0])
    }
  }

  /// What an operator makes of operands of which the value is known, or the kind alone.
  ///
  /// Of kinds a value of each is tried: whether an operator takes kinds depends on nothing else.
  ///
  /// - Parameters:
  ///   - operands: The operands.
  ///   - span: Where the operator stands.
  ///   - isOfKindAlone: Whether the kind of the result depends on the kinds of operands alone.
  ///   - apply: Does what the run will do.
  /// - Returns: The value or its stand-in, if it is known, and what is known of its kind.
  private func foreseen(
    _ operands: [Checked], at span: SourceSpan, isOfKindAlone: Bool,
    _ apply: ([Value]) throws(CommandFailure) -> Value
  ) -> (value: Value?, type: StaticType) {
    let known = operands.compactMap(\.foreseen)
    let tried = known.count == operands.count ? known : operands.compactMap(sample)
    guard tried.count == operands.count else { return (nil, .unknown) }
    do throws(CommandFailure) {
      let value = try apply(tried)
      guard known.count == operands.count else {
        return (nil, isOfKindAlone ? .kind(value.kindName) : .unknown)
      }
      // Stand-ins need not be the same ones where the handles are.
      if case .bool = value, known.contains(where: \.holdsHandle) { return (nil, .kind("bool")) }
      return (followed(value), StaticType(of: value))
    } catch {
      // What lies in the numbers, as a division by zero, is left to the run.
      guard error.code == .wrongKind || known.contains(where: \.isHandle) else {
        return (nil, .unknown)
      }
      var failure = error
      if known.count < operands.count {
        let described = operands.compactMap(\.described)
        failure.label = "got \(described.joined(separator: " and "))"
      }
      reportForeseen(RunFailure(failure, at: span).diagnostic)
      return (nil, .unknown)
    }
  }

  /// The value, or one of its kind; nil where operators may look further than to the kind.
  private func sample(of checked: Checked) -> Value? {
    if let value = checked.foreseen, !value.isHandle { return value }
    guard let kind = checked.type.kindName else { return nil }
    guard let declaration = registry.kind(kind) else { return Value.sample(ofKind: kind) }
    return declaration.hasOperators ? nil : .handle(HandleOfKind(kind))
  }

  /// What a text writes of a value.
  func foreseenText(_ checked: Checked, _ format: TextFormat, at span: SourceSpan) -> String? {
    // What is written of a handle is its own affair, but it is never a number.
    let isOfKind = format.digits != nil || format.isPercent
    guard let value = checked.foreseen ?? (isOfKind ? sample(of: checked) : nil) else { return nil }
    do throws(CommandFailure) {
      let text = try value.formatted(format)
      return checked.foreseen == nil || value.holdsHandle ? nil : text
    } catch {
      var failure = error
      if checked.foreseen == nil, let kind = checked.described { failure.label = "is \(kind)" }
      reportForeseen(RunFailure(failure, at: span).diagnostic)
      return nil
    }
  }

  /// A list of which each element is known.
  func foreseenList(_ elements: [Checked]) -> Value? {
    let values = elements.compactMap(\.foreseen)
    return values.count == elements.count ? followed(.list(values)) : nil
  }

  /// A field of what is known.
  func foreseenField(_ name: String, of base: Value?) -> Value? {
    switch base {
    case .record(let record)?: return record[name]
    case .handle(let handle)?: return (try? handle.field(name))?.foreseen
    default: return nil
    }
  }

  /// An element of what is known.
  func foreseenElement(_ index: Value?, of base: Value?, at span: SourceSpan) -> Value? {
    guard let index, let base, base.isHandle || Elements(base) != nil else { return nil }
    do throws(RunFailure) {
      let (elements, place) = try IndexNode.place(index, in: base, at: span)
      if case .handle(let handle) = base { return handle.foreseenElement }
      return try? elements.element(at: place)
    } catch {
      reportForeseen(error.diagnostic)
      return nil
    }
  }

  /// What a command will see of an argument whose value is known.
  func foreseenArgument(
    _ value: Value?, for parameter: ParameterDeclaration, at span: SourceSpan
  ) -> Value? {
    guard let value else { return nil }
    do throws(CommandFailure) {
      return try parameter.accept(value, home: home)
    } catch {
      if silence == 0 { refuse(error, at: span) }
      return nil
    }
  }

  /// The result of a command whose arguments are all known.
  func foreseenResult(
    of plugin: RegisteredCommand, _ bound: [BoundArgument], at site: CallSite
  ) -> Value? {
    guard let foresee = plugin.command.foresee else { return nil }
    var values = plugin.declaration.defaults
    for argument in bound {
      var known: [Value] = []
      known.reserveCapacity(argument.items.count)
      for item in argument.items {
        guard let value = item.foreseen else { return nil }
        known.append(value)
      }
      if case .variadic(let least) = argument.parameter.presence {
        guard known.count >= least else { return nil }
        values[argument.parameter.name] = .list(known)
      } else {
        values[argument.parameter.name] = known.first
      }
    }
    let isComplete = plugin.declaration.parameters.allSatisfy {
      let name = $0.name
      return !$0.isCompulsory || bound.contains { $0.parameter.name == name }
    }
    guard isComplete else { return nil }
    do throws(CommandFailure) {
      return try foresee(Arguments(values, given: bound.map(\.parameter.name)))
    } catch {
      reportForeseen(site.diagnostic(error))
      return nil
    }
  }

  /// Reports what would fail in the run, unless no run comes there or `try` catches it.
  func reportForeseen(_ diagnostic: Diagnostic) {
    if silence == 0 { report(diagnostic) }
  }

  /// A value that is worth following; no text of a few lines may make the check long or large.
  func followed(_ value: Value) -> Value? {
    switch value {
    case .list(let list) where list.size > Self.greatestListSize: nil
    case .text(let text) where text.utf8.count > Self.longestText: nil
    default: value
    }
  }
}

extension Value {
  /// What the check may know of the value: itself, or stand-ins for the handles in it.
  fileprivate var foreseen: Value? {
    switch self {
    case .handle(let handle): return handle.standIn.map(Value.handle)
    case .list(let list):
      guard list.size <= 1000 else { return nil }
      let values = list.compactMap(\.foreseen)
      return values.count == list.count ? .list(values) : nil
    case .record(let record):
      let fields = record.fields.compactMap { field in
        field.value.foreseen.map { (field.name, $0) }
      }
      return fields.count == record.fields.count ? .record(Record(fields)) : nil
    default: return self
    }
  }

  fileprivate var isHandle: Bool {
    if case .handle = self { true } else { false }
  }

  /// Whether it is a handle, or has some in it.
  fileprivate var holdsHandle: Bool {
    switch self {
    case .handle: true
    case .list(let list): list.contains(where: \.holdsHandle)
    case .record(let record): record.fields.contains(where: \.value.holdsHandle)
    default: false
    }
  }

  /// Some value of a kind of the language; nil if there is no such kind.
  fileprivate static func sample(ofKind kind: String) -> Value? {
    switch kind {
    case "none": Value.none
    case "bool": .bool(true)
    case "int": .int(1)
    case "float": .float(1)
    case "text": .text("")
    case "duration": .duration(1)
    case "size": .size(1)
    case "range": .range(1, 1)
    case "list": .list([])
    case "record": .record(Record([]))
    default: nil
    }
  }
}

/// Any handle of a kind whose handles have no operators.
private final class HandleOfKind: Handle {
  let kind: String

  var summary: String { kind }

  init(_ kind: String) { self.kind = kind }
}
