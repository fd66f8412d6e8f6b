import MNLDiagnostics
import MNLSyntax

extension Checker {
  /// Checks `use`: loads the module, whose commands can be called from here on; nil where there is
  /// nothing to do, as for what a plugin brought.
  func use(_ name: Name, at span: SourceSpan) -> (any Step)? {
    guard !registry.hasPlugin(name.text) else { return nil }
    do throws(ModuleLibrary.Failure) {
      let module = try modules.module(name)
      guard isFree(module, for: name) else { return nil }
      for (name, command) in module.names { definitions[name] = command }
      return UseStep(module, at: span)
    } catch {
      missesModule = true
      for fault in error.diagnostics { report(fault) }
      return nil
    }
  }

  /// Whether no command of a module has the name of one that is there already; reports the first that
  /// has.
  private func isFree(_ module: Module, for name: Name) -> Bool {
    guard !registry.hasPlugin(module.name) else {
      report(
        Diagnostic(
          .clashingCommands, "the module '\(module.name)' has the name of a plugin", at: name.span,
          help: "give its file another name"))
      missesModule = true
      return false
    }
    for (taken, command) in module.names {
      let owner: String
      if let family = registry.family(taken) {
        owner = "the plugin '\((family.single ?? family.pairs.first)?.owner ?? "")'"
      } else if let held = definitions[taken], held !== command {
        owner = held.module.map { "the module '\($0.name)'" } ?? "a `def` above"
      } else {
        continue
      }
      report(
        Diagnostic(
          .clashingCommands,
          "the module '\(module.name)' declares the command '\(taken)', and so does \(owner)",
          at: name.span))
      missesModule = true
      return false
    }
    return true
  }

  /// Reports a statement that a module cannot hold.
  func report(misplacedInModule statement: Statement) {
    switch statement.kind {
    case .def, .use: return
    default:
      report(
        Diagnostic(
          .misplacedStatement, "a module holds `def` and `use` only", at: statement.span,
          help: "move it into a `def`, or into the script"))
    }
  }
}
