/// What brings commands into the language; every command comes from one.
///
/// The built-in plugins have no private door: they declare and are called as a plugin process is.
/// Nothing of a plugin runs while a script is parsed and checked, nor for completion and help, except
/// for what its commands foresee.
package protocol Plugin {
  /// Its name, the owner in `owner.command`.
  var name: String { get }
  /// One line: what it is for.
  var summary: String { get }
  /// The kinds of handle that its commands make.
  var kinds: [KindDeclaration] { get }
  /// Its commands.
  var commands: [PluginCommand] { get }
  /// What its commands change, besides handles.
  var states: [any ChangingState] { get }
}

extension Plugin {
  /// No kinds of its own.
  package var kinds: [KindDeclaration] { [] }

  /// Nothing.
  package var states: [any ChangingState] { [] }
}

/// A command: what is known of it, and what it does.
package struct PluginCommand {
  /// What is known of it.
  package let declaration: CommandDeclaration
  /// What it does with checked arguments.
  package let run: (Arguments, CommandContext) throws(CommandFailure) -> Value
  /// What is known of the result before anything runs; nil if only the run can tell.
  package let foresee: Foresight?
  /// How its calls are answered when a stopped run is run again up to where it was.
  package private(set) var replay = Replay.journaled

  /// Works out what a call will give, from arguments that are values or stand-ins of handles.
  ///
  /// The check asks it, so it changes nothing, and its cost does not grow with the sizes that are
  /// asked for. It fails where the run would fail, and nowhere else.
  package typealias Foresight = (Arguments) throws(CommandFailure) -> Value?

  /// Makes a command.
  package init(
    _ declaration: CommandDeclaration, foresee: Foresight? = nil,
    run: @escaping (Arguments, CommandContext) throws(CommandFailure) -> Value
  ) {
    self.declaration = declaration
    self.foresee = foresee
    self.run = run
  }

  /// The same command, its calls being answered in another way when a stopped run is run again.
  package func replayed(_ replay: Replay) -> PluginCommand {
    var command = self
    command.replay = replay
    return command
  }
}
