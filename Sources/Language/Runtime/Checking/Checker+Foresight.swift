import MNLDiagnostics
import MNLSyntax

// What is known of values before they exist: numbers that are written in the text, and stand-ins that
// have the shapes of what commands will make of them. Where a stand-in fails, the run would.
extension Checker {
  /// How many values a list may hold to be followed.
  private static let greatestListSize = 10_000

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

  /// The value of an operator; what fails between plain values is left to the run.
  func foreseen(
    _ operation: BinaryOperator, _ left: Value?, _ right: Value?, at span: SourceSpan
  ) -> Value? {
    guard let left, let right else { return nil }
    do throws(CommandFailure) {
      return followed(try Arithmetic.apply(operation, left, right))
    } catch {
      if left.isHandle || right.isHandle { reportForeseen(RunFailure(error, at: span).diagnostic) }
      return nil
    }
  }

  /// The value of `-x`.
  func foreseenNegation(_ operand: Value?, at span: SourceSpan) -> Value? {
    guard let operand else { return nil }
    do throws(CommandFailure) {
      return try Arithmetic.negated(operand)
    } catch {
      if operand.isHandle { reportForeseen(RunFailure(error, at: span).diagnostic) }
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

  private func reportForeseen(_ diagnostic: Diagnostic) {
    if silence == 0 { report(diagnostic) }
  }

  /// A value that is worth following; no text of a few lines may make the check long or large.
  private func followed(_ value: Value) -> Value? {
    if case .list(let list) = value, list.size > Self.greatestListSize { return nil }
    return value
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
}
