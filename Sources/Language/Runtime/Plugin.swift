/// What brings commands into the language; every command comes from one.
///
/// The built-in plugins have no private door: they declare and are called as a plugin process is.
/// Nothing of a plugin runs while a script is parsed and checked, nor for completion and help.
package protocol Plugin {
  /// Its name, the owner in `owner.command`.
  var name: String { get }
  /// One line: what it is for.
  var summary: String { get }
  /// The kinds of handle that its commands make.
  var kinds: [KindDeclaration] { get }
  /// Its commands.
  var commands: [PluginCommand] { get }
}

extension Plugin {
  /// No kinds of its own.
  package var kinds: [KindDeclaration] { [] }
}

/// A command: what is known of it, and what it does.
package struct PluginCommand {
  /// What is known of it.
  package let declaration: CommandDeclaration
  /// What it does with checked arguments.
  package let run: (Arguments, CommandContext) throws(CommandFailure) -> Value

  /// Makes a command.
  package init(
    _ declaration: CommandDeclaration,
    run: @escaping (Arguments, CommandContext) throws(CommandFailure) -> Value
  ) {
    self.declaration = declaration
    self.run = run
  }
}
