package import MNLSyntax

/// A command that a script declares with `def`.
package final class DefinedCommand {
  /// What is known of it; built like the declaration of a plugin's command.
  package let declaration: CommandDeclaration
  /// The statement itself.
  package let definition: Definition
  /// The defaults that are calls, which can only be made when the command is called.
  let lateDefaults: [String: Expression]
  /// The module that declares it; nil for a `def` of the session.
  package internal(set) weak var module: Module?

  private var body: Body?
  private var generation = -1

  /// What the checker made of the body.
  struct Body {
    /// Its statements.
    let block: Block
    /// How many local variables it has, parameters included.
    let slotCount: Int
    /// How deeply its statements and expressions are nested.
    let height: Int
  }

  /// Makes a command whose body is resolved when it is first called.
  init(
    _ definition: Definition, declaration: CommandDeclaration, lateDefaults: [String: Expression]
  ) {
    self.definition = definition
    self.declaration = declaration
    self.lateDefaults = lateDefaults
  }

  /// The body, resolved again whenever a `def` was added since it was last.
  func body(
    generation: Int, resolving resolve: (DefinedCommand) throws(RunFailure) -> Body
  ) throws(RunFailure) -> Body {
    if let body, self.generation == generation { return body }
    let resolved = try resolve(self)
    body = resolved
    self.generation = generation
    return resolved
  }
}
