package import MNLDiagnostics
package import MNLSyntax

/// Runs cells, one after the other, on what the cells before have left.
///
/// A cell is resolved as a whole before its first statement runs. An interpreter belongs to one
/// thread, whose stack must have `requiredStackSize`.
package final class Interpreter {
  /// The commands.
  package let registry: Registry
  /// What commands see of the session.
  package let context: CommandContext
  /// The `def`s so far.
  package private(set) var definitions: [String: DefinedCommand] = [:]

  /// What lies at a path.
  let contentOfPath: (String) -> PathContent
  /// What `use` finds.
  package let modules: ModuleLibrary

  /// How much stack a run needs at most, in bytes, what plugins use included; the usual size of a
  /// main thread.
  package static let requiredStackSize = 8 << 20
  /// The greatest number of calls of `def`s in each other.
  static let greatestCallDepth = 200
  /// The greatest sum of the nesting of all bodies in progress; keeps the stack within its size.
  static let greatestNesting = 4000

  /// The variables at the top level.
  let globals = GlobalTable()
  /// The values that `param` statements take instead of their defaults.
  private(set) var overrides: [ParameterOverride] = []
  private var generation = 0
  private var callDepth = 0
  private var nesting = 0
  private var loopDepth = 0
  /// How far the outermost loop is, if its rounds are counted.
  private var progress: LoopProgress?

  /// Makes an interpreter in which nothing is bound.
  ///
  /// - Parameters:
  ///   - registry: The commands.
  ///   - context: What they see of the session.
  ///   - modules: What `use` finds; by default nothing.
  ///   - contentOfPath: What lies at a path; asked by the check of a document, for files that must
  ///     exist.
  package init(
    registry: Registry, context: CommandContext, modules: ModuleLibrary? = nil,
    contentOfPath: @escaping (String) -> PathContent
  ) {
    self.registry = registry
    self.context = context
    self.contentOfPath = contentOfPath
    self.modules = modules ?? ModuleLibrary(NoModules(), registry: registry)
    context.registry = registry
  }

  /// The variables at the top level and their values.
  package var variables: [String: Value] { globals.bound }

  /// Sets the values that `param` statements take instead of their defaults.
  package func setOverrides(_ overrides: [ParameterOverride]) { self.overrides = overrides }

  /// Checks cells in their order as one document that follows on what has run so far.
  ///
  /// Nothing runs. Independent mistakes are reported together in the order of the text, ten at most;
  /// the last of them then says how many more there are.
  ///
  /// - Parameters:
  ///   - scripts: The cells.
  ///   - overrides: The values given from outside.
  ///   - isWhole: Whether no more cells will come, as they do at the prompt: only then is a `param` that
  ///     nothing reads worth a warning.
  ///   - tolerated: The places of cells that may fail, whose mistakes are left to the run.
  /// - Returns: The mistakes and warnings.
  package func check(
    _ scripts: [Script], overrides: [ParameterOverride] = [], isWhole: Bool = false,
    tolerating tolerated: Set<Int> = []
  ) -> [Diagnostic] {
    let checker = Checker(self, overrides: overrides)
    checker.tolerated = tolerated
    return checker.document(scripts, isWhole: isWhole)
  }

  /// The parameters that scripts declare, in their order.
  ///
  /// Values are those of the overrides that were set, else the defaults.
  package func parameters(of scripts: [Script]) -> [ScriptParameter] {
    let checker = Checker(self, overrides: overrides)
    return scripts.flatMap { script in
      script.statements.compactMap { statement in
        guard case .param(let declaration) = statement.kind else { return nil }
        var parameter = ScriptParameter(declaration, overrides: overrides)
        (parameter.constant, parameter.defaultConstant) = checker.constants(of: declaration)
        return parameter
      }
    }
  }

  /// What is wrong with the overrides that were set for scripts that are not going to run: names of
  /// parameters that they do not declare.
  package func faultsOfOverrides(for scripts: [Script]) -> [Diagnostic] {
    let declared = Set(parameters(of: scripts).map(\.name))
    return overrides.compactMap { $0.fault(ifNotAmong: declared) }
  }

  /// Runs a cell and shows the values of its expressions and commands at the top level.
  package func run(_ script: Script) throws(RunFailure) {
    let checker = Checker(self, overrides: overrides)
    let cell = try checker.cell(script)
    // A command may run cells itself, so what is in progress is kept.
    let outer = (callDepth, nesting, loopDepth, progress)
    defer { (callDepth, nesting, loopDepth, progress) = outer }
    nesting += cell.height
    loopDepth = 0
    _ = try cell.block.run(in: Frame(self, count: cell.slotCount))
  }
}

// What nodes and steps ask of the interpreter.
extension Interpreter {
  /// The home folder, for `~/`.
  var home: String? { context.settings.environment["HOME"] }

  /// Adds a `def`, or replaces the one of its name.
  func define(_ command: DefinedCommand) {
    definitions[command.definition.name.text] = command
    generation += 1
  }

  /// Adds the commands of a module.
  func use(_ module: Module) {
    for (name, command) in module.names { definitions[name] = command }
    generation += 1
  }

  /// Enters a loop of so many rounds, nil if they are not counted; says what it is to the report.
  func beginLoop(_ label: String, total: Int?) -> LoopProgress.Part {
    loopDepth += 1
    if loopDepth == 1 { progress = total.map { LoopProgress(label, total: $0) } }
    guard let total else { return .nothing }
    switch loopDepth {
    case 1: return .rounds
    case 2: return progress?.beginInner(total: total) == true ? .steps : .nothing
    default: return .nothing
    }
  }

  /// Tells that so many rounds of a loop are done and the next one begins, if it is time to.
  func report(_ part: LoopProgress.Part, done: Int) {
    guard part != .nothing else { return }
    progress?.report(part, done: done, to: context)
  }

  /// Leaves a loop.
  func endLoop() { loopDepth -= 1 }

  /// Calls a command with arguments that are complete and typed.
  func call(
    _ callee: Callee, _ arguments: Arguments, at site: CallSite
  ) throws(RunFailure) -> Value {
    switch callee {
    case .definition(let command): return try call(command, arguments, at: site)
    case .plugin(let command):
      context.site = site
      do throws(CommandFailure) {
        guard let journal = context.journal else {
          return try command.command.run(arguments, context)
        }
        return try journal.call(command, arguments, context, at: site)
      } catch {
        throw RunFailure(site.diagnostic(error))
      }
    }
  }

  private func call(
    _ command: DefinedCommand, _ arguments: Arguments, at site: CallSite
  ) throws(RunFailure) -> Value {
    do throws(RunFailure) {
      let body = try command.body(generation: generation) { command throws(RunFailure) in
        try Checker(self, overrides: []).body(of: command)
      }
      return try run(body, of: command, arguments, at: site)
    } catch {
      throw error.called(by: Diagnostic.Call(command: site.name, span: site.span))
    }
  }

  private func run(
    _ body: DefinedCommand.Body, of command: DefinedCommand, _ arguments: Arguments,
    at site: CallSite
  ) throws(RunFailure) -> Value {
    guard callDepth < Self.greatestCallDepth, nesting + body.height <= Self.greatestNesting else {
      throw RunFailure(.callsTooDeep(callDepth, Self.greatestCallDepth, at: site.span))
    }
    callDepth += 1
    nesting += body.height
    let current = context.current
    defer {
      callDepth -= 1
      nesting -= body.height
      context.current = current
    }
    let frame = Frame(self, count: body.slotCount)
    for (slot, parameter) in command.declaration.parameters.enumerated() {
      frame.slots[slot] = arguments[parameter.name] ?? .none
    }
    guard case .return(let value) = try body.block.run(in: frame) else { return .none }
    return value
  }
}

extension Diagnostic {
  fileprivate static func callsTooDeep(
    _ depth: Int, _ limit: Int, at span: SourceSpan
  ) -> Diagnostic {
    let message =
      depth >= limit
      ? "calls are nested deeper than \(limit)"
      : "\(depth) calls of deeply nested commands are in progress, which is as many as can be"
    return Diagnostic(
      .callsTooDeep, message, at: span,
      help: "make sure that the command ends without calling itself")
  }
}
