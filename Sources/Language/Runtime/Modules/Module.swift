import MNLDiagnostics
import MNLSyntax

/// A module that has been loaded: the commands that its `def`s declare.
package final class Module {
  /// By what its commands are called in full: `tasks`.
  package let name: String
  /// One line: what it is for; may be empty.
  package let summary: String
  /// Its commands, in the order of the text.
  package let commands: [DefinedCommand]

  /// What the bodies of its commands may call: these, and those of the modules that it uses itself.
  let scope: [String: DefinedCommand]

  /// Makes a module of the commands that it declares, and makes them part of it.
  init(_ text: ModuleText, commands: [DefinedCommand], scope: [String: DefinedCommand]) {
    name = text.name
    summary = text.summary
    self.commands = commands
    self.scope = scope
    for command in commands { command.module = self }
  }

  /// The full name of one of its commands: `tasks.adding`.
  func fullName(of command: DefinedCommand) -> String {
    "\(name).\(command.definition.name.text)"
  }

  /// The commands by all names that they can be called by.
  var names: [(name: String, command: DefinedCommand)] {
    commands.flatMap { [($0.definition.name.text, $0), (fullName(of: $0), $0)] }
  }
}

/// `use`: from here on the commands of a module can be called.
final class UseStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let module: Module

  /// Makes a step that brings a module.
  init(_ module: Module, at span: SourceSpan) {
    self.module = module
    self.span = span
  }

  /// Declares the module's commands.
  func run(in frame: Frame) -> Flow {
    frame.interpreter.use(module)
    return .next
  }
}
