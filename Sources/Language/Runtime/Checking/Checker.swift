import MNLDiagnostics
import MNLSyntax

/// Goes through code before it runs: finds mistakes, and resolves names and commands into nodes.
///
/// The one pass serves both the check of a whole document, whose nodes are thrown away, and the run
/// of a cell, so the two cannot disagree.
final class Checker {
  /// A local variable.
  struct Variable {
    /// Its place in the frame.
    let slot: Int
    /// What is known of its value.
    let type: StaticType
    /// Its value, or a stand-in for it, if it is known.
    let foreseen: Value?
  }

  /// A variable at the top level.
  struct Global {
    /// The variable, which nodes refer to.
    let variable: GlobalVariable
    /// What is known of its value.
    let type: StaticType
    /// Its value, or a stand-in for it, if it is known.
    let foreseen: Value?
  }

  /// What the checker made of a cell.
  struct Cell {
    /// Its statements.
    let block: Block
    /// How many local variables its blocks have at most.
    let slotCount: Int
    /// How deeply its statements and expressions are nested.
    let height: Int
  }

  /// The commands.
  let registry: Registry
  /// The variables at the top level, which nodes refer to.
  let globals: GlobalTable
  /// The home folder, for `~/`.
  let home: String?
  /// What lies at a path.
  let contentOfPath: (String) -> PathContent
  /// Values from outside for `param`s.
  let overrides: [ParameterOverride]
  /// What `use` finds.
  let modules: ModuleLibrary

  /// The variables at the top level that the text has bound up to this point.
  var boundGlobals: [String: Global] = [:]
  /// How many of the blocks around this point can never be reached, or catch what fails in them.
  var silence = 0
  /// The `def`s that can be called at this point of the text.
  var definitions: [String: DefinedCommand]
  /// The `def`s of the document, for help where one is called before it.
  var laterDefinitions: Set<String> = []
  /// The `param`s that this document has declared so far.
  var declaredParameters: [String: (script: Int, span: SourceSpan)] = [:]
  /// The names of variables at the top level that something reads.
  var readNames: Set<String> = []
  /// The `def`s that this document has declared so far.
  var declaredDefinitions: Set<String> = []
  /// Names that some `set` of the text changes, so that their types are never certain.
  var reassigned: Set<String> = []
  /// The local variables, by block.
  var scopes: [[String: Variable]] = []
  /// Whether what is being checked is part of a module, which knows nothing of the session.
  var isInModule = false
  /// Whether a module could not be used, so that commands may be unknown for that reason alone.
  var missesModule = false
  /// Whether the body of a `def` is being checked.
  var isInDefinition = false
  /// Names of variables whose blocks have ended, for help.
  var closedNames: Set<String> = []
  /// What the text does with files.
  var paths = PathNotes()
  /// Whether files that must exist are looked for: in a document, not in a cell that is about to run.
  private(set) var looksForFiles = false
  /// The cell being checked.
  var scriptIndex = 0
  /// The cells whose mistakes are left to the run.
  var tolerated: Set<Int> = []

  private var nextSlot = 0
  private var slotCount = 0
  private var depth = 0
  private var height = 0
  private var errorCount = 0
  private var reports: [(script: Int, diagnostic: Diagnostic)] = []
  private var reportedVariables: Set<String> = []
  private var pendingBodies: [(script: Int, command: DefinedCommand)] = []

  /// Makes a checker for code that follows on what an interpreter has run.
  init(_ interpreter: Interpreter, overrides: [ParameterOverride]) {
    registry = interpreter.registry
    globals = interpreter.globals
    home = interpreter.home
    contentOfPath = interpreter.contentOfPath
    definitions = interpreter.definitions
    modules = interpreter.modules
    self.overrides = overrides
  }

  /// Makes a checker for a module, which knows the commands of plugins and nothing else.
  init(registry: Registry, modules: ModuleLibrary) {
    self.registry = registry
    self.modules = modules
    globals = GlobalTable()
    home = nil
    contentOfPath = { _ in .unknown }
    definitions = [:]
    overrides = []
    isInModule = true
  }

  /// Checks the cells of a module; `definitions` are then its commands and those that they may call.
  func module(_ scripts: [Script]) -> [Diagnostic] {
    for (index, script) in scripts.enumerated() {
      scriptIndex = index
      for statement in script.statements { report(misplacedInModule: statement) }
    }
    return document(scripts, isWhole: false)
  }

  /// Checks a document of cells.
  ///
  /// - Parameters:
  ///   - scripts: The cells.
  ///   - isWhole: Whether no more will come, so that a `param` that nothing reads is worth a warning.
  /// - Returns: What was found, in the order of the text.
  func document(_ scripts: [Script], isWhole: Bool) -> [Diagnostic] {
    looksForFiles = true
    for script in scripts {
      noteNames(in: script)
      for case .def(let definition) in script.statements.map(\.kind) {
        laterDefinitions.insert(definition.name.text)
      }
    }
    for (index, script) in scripts.enumerated() {
      scriptIndex = index
      _ = resolve(script)
    }
    reportMissingPaths {
      for (index, command) in pendingBodies {
        scriptIndex = index
        _ = resolveBody(of: command)
      }
    }
    if isWhole { reportUnreadParameters() }
    checkOverrideNames(scriptCount: scripts.count)
    return listed
  }

  /// Resolves a cell that is about to run.
  func cell(_ script: Script) throws(RunFailure) -> Cell {
    noteNames(in: script)
    let block = resolve(script)
    try throwFirstError()
    return Cell(block: block, slotCount: slotCount, height: height)
  }

  /// Resolves the body of a `def` that is about to be called.
  func body(of command: DefinedCommand) throws(RunFailure) -> DefinedCommand.Body {
    let block = resolveBody(of: command)
    try throwFirstError()
    return DefinedCommand.Body(block: block, slotCount: slotCount, height: height)
  }

  /// Keeps a diagnostic; sorted and counted when the check is over.
  func report(_ diagnostic: Diagnostic) {
    if isTolerant, diagnostic.severity == .error { return }
    reports.append((scriptIndex, diagnostic))
    if diagnostic.severity == .error { errorCount += 1 }
  }

  /// Whether an error found here is only counted, so that looking for its help would be in vain.
  ///
  /// Outside of `def`s errors are found in the order of the text.
  var isCrowded: Bool { !isInDefinition && errorCount >= Self.greatestErrorCount }

  /// Whether mistakes in this cell are left to the run.
  private var isTolerant: Bool { tolerated.contains(scriptIndex) }

  /// Reports a variable that is not bound, once for each name.
  func reportUndefined(_ name: Name) {
    guard !isTolerant, reportedVariables.insert(name.text).inserted else { return }
    let near = variables.nearest(to: name.text).map { "$\($0)" }
    var help = near.map(Candidates.suggestion)
    if help == nil, closedNames.contains(name.text) {
      help = "it ended with its block: bind it before the block, and `set` it there"
    }
    report(
      Diagnostic(
        .undefinedVariable, "nothing binds '$\(name.text)'", at: name.span, help: help,
        change: near.map { .replacing(name.span, with: $0) } ?? .advice))
  }

  /// The names that may stand here.
  var vocabulary: Vocabulary {
    Vocabulary(registry, definitions: definitions.mapValues(\.declaration), modules: modules)
  }

  /// The variables that can be read here.
  private var variables: Candidates {
    Candidates(names: scopes.flatMap(\.keys) + boundGlobals.keys + globals.bound.keys)
  }

  /// Leaves the body of a `def` for the end, when all `def`s and variables are known.
  func checkLater(_ command: DefinedCommand) { pendingBodies.append((scriptIndex, command)) }

  /// Goes one level deeper for the time of `body`.
  func nested<T>(_ body: () -> T) -> T {
    depth += 1
    height = max(height, depth)
    defer { depth -= 1 }
    return body()
  }

  /// Opens a block for the time of `body`.
  func scoped<T>(_ body: () -> T) -> T {
    let slot = nextSlot
    scopes.append([:])
    defer {
      closedNames.formUnion((scopes.popLast() ?? [:]).keys)
      nextSlot = slot
    }
    return nested(body)
  }

  /// Gives a local variable of the innermost block its place.
  func bindLocal(_ name: String, _ type: StaticType, foreseen: Value? = nil) -> Int {
    let slot = nextSlot
    nextSlot += 1
    slotCount = max(slotCount, nextSlot)
    scopes[scopes.count - 1][name] = Variable(
      slot: slot, type: certain(type, name), foreseen: reassigned.contains(name) ? nil : foreseen)
    return slot
  }

  /// What is known of a variable at the top level; nil if neither the text nor the run so far bound it.
  func globalType(_ name: String) -> StaticType? {
    if isInModule { return nil }
    return boundGlobals[name]?.type ?? globals.value(of: name).map { StaticType(of: $0) }
  }

  /// The type, or nothing for a variable that some `set` may change to another one.
  func certain(_ type: StaticType, _ name: String) -> StaticType {
    reassigned.contains(name) ? .unknown : type
  }

  private func resolve(_ script: Script) -> Block {
    nested { Block(statements(script)) }
  }

  private func resolveBody(of command: DefinedCommand) -> Block {
    let outer = (definitions, isInModule)
    if let module = command.module { (definitions, isInModule) = (module.scope, true) }
    isInDefinition = true
    defer {
      isInDefinition = false
      (definitions, isInModule) = outer
    }
    noteNames(in: command.definition.body)
    return scoped {
      for parameter in command.declaration.parameters {
        _ = bindLocal(parameter.name, StaticType(parameter))
      }
      return Block(
        lateDefaults(of: command)
          + statements(command.definition.body))
    }
  }

  private func noteNames(in script: Script) { script.collectReassigned(into: &reassigned) }
}

// The reports, in their order.
extension Checker {
  /// How many errors are shown at once.
  static let greatestErrorCount = 10

  private var sorted: [Diagnostic] {
    reports.enumerated().sorted { a, b in
      let x = (a.element.script, a.element.diagnostic.primary?.span.range.lowerBound ?? .max)
      let y = (b.element.script, b.element.diagnostic.primary?.span.range.lowerBound ?? .max)
      return (x.0, x.1, a.offset) < (y.0, y.1, b.offset)
    }.map(\.element.diagnostic)
  }

  private var listed: [Diagnostic] {
    var result: [Diagnostic] = []
    var errors = 0
    for diagnostic in sorted {
      if diagnostic.severity == .error { errors += 1 }
      if errors <= Self.greatestErrorCount { result.append(diagnostic) }
    }
    if errors > Self.greatestErrorCount {
      let more = errors - Self.greatestErrorCount
      result[result.count - 1].notes.append(
        "\(Wording.count(more, "more error")) \(more == 1 ? "is" : "are") not shown")
    }
    return result
  }

  private func throwFirstError() throws(RunFailure) {
    guard let first = sorted.first(where: { $0.severity == .error }) else { return }
    throw RunFailure(first)
  }

  private func checkOverrideNames(scriptCount: Int) {
    scriptIndex = scriptCount
    for override in overrides {
      if let fault = override.fault(ifNotAmong: Set(declaredParameters.keys)) { report(fault) }
    }
  }
}

extension Script {
  /// Adds the names that `set` changes, in blocks too.
  func collectReassigned(into names: inout Set<String>) {
    for statement in statements {
      switch statement.kind {
      case .set(let name, _): names.insert(name.text)
      case .if(let branches, let otherwise):
        for branch in branches { branch.block.collectReassigned(into: &names) }
        otherwise?.collectReassigned(into: &names)
      case .for(_, _, let block), .while(_, let block): block.collectReassigned(into: &names)
      case .try(let block, _, let handler):
        block.collectReassigned(into: &names)
        handler.collectReassigned(into: &names)
      case .def(let definition): definition.body.collectReassigned(into: &names)
      default: break
      }
    }
  }
}
