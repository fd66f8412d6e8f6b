import MNLDiagnostics

/// Every command and kind that plugins brought into the language.
///
/// A plugin is taken whole or not at all. The registry lives on the thread of the session.
package final class Registry {
  /// The plugins in the order in which they were registered.
  package private(set) var plugins: [any Plugin] = []
  /// The commands by their first word, and again by `owner.word`.
  private var families: [String: CommandFamily] = [:]
  private var kindOwners: [String: (owner: String, kind: KindDeclaration)] = [:]
  private var registered: [RegisteredCommand] = []

  /// Makes an empty registry.
  package init() {}

  /// Every command, in the order of registration.
  package var commands: [RegisteredCommand] { registered }

  /// Every kind, in the order of the alphabet.
  package var kinds: [KindDeclaration] {
    kindOwners.values.map(\.kind).sorted { $0.name < $1.name }
  }

  /// Takes a plugin with all its commands and kinds.
  ///
  /// Kinds that its commands speak of may come with a later plugin; `verify()` looks for them.
  package func register(_ plugin: any Plugin) throws(PluginClash) {
    if plugins.contains(where: { $0.name == plugin.name }) {
      throw PluginClash(
        code: .clashingCommands, message: "two plugins are called '\(plugin.name)'")
    }
    for kind in plugin.kinds {
      if let held = kindOwners[kind.name] {
        throw clash("kind", kind.name, held.owner, plugin.name)
      }
      if ParameterType.isPlainName(kind.name) {
        throw PluginClash(
          code: .clashingCommands,
          message: "kind '\(kind.name)' of plugin '\(plugin.name)' has the name of a plain type")
      }
    }
    var names: Set<CommandName> = []
    for command in plugin.commands {
      let name = command.declaration.name
      if let held = self.command(name) {
        throw clash("command", name.description, held.owner, plugin.name)
      }
      if !names.insert(name).inserted {
        throw clash("command", name.description, plugin.name, plugin.name)
      }
      if let fault = command.declaration.contradiction {
        throw PluginClash(
          code: .contradictoryDeclaration,
          message: "command '\(name)' of plugin '\(plugin.name)': \(fault)")
      }
    }
    take(plugin)
  }

  /// Looks for kinds that commands speak of and no plugin declares; asked once all are registered.
  package func verify() throws(PluginClash) {
    for command in registered {
      for kind in command.declaration.kinds where kindOwners[kind] == nil {
        throw PluginClash(
          code: .unknownType,
          message: "command '\(command.declaration.name)' of plugin '\(command.owner)' "
            + "speaks of the kind '\(kind)', which no plugin declares")
      }
    }
  }

  /// The command of exactly this name; the first word may be `owner.word`.
  package func command(_ name: CommandName) -> RegisteredCommand? {
    families[name.first]?[name.second]
  }

  /// The commands whose first word (or `owner.word`) this is; nil if there are none.
  package func family(_ first: String) -> CommandFamily? { families[first] }

  /// The plugin to which a command belongs; nil if there is no such command.
  package func owner(of name: CommandName) -> String? { command(name)?.owner }

  /// A kind by its name; nil if no plugin declares it.
  package func kind(_ name: String) -> KindDeclaration? { kindOwners[name]?.kind }

  /// Whether a plugin of this name is registered.
  package func hasPlugin(_ name: String) -> Bool { plugins.contains { $0.name == name } }

  private func take(_ plugin: any Plugin) {
    plugins.append(plugin)
    for kind in plugin.kinds { kindOwners[kind.name] = (plugin.name, kind) }
    for command in plugin.commands {
      let entry = RegisteredCommand(owner: plugin.name, command: command)
      registered.append(entry)
      let name = command.declaration.name
      for first in [name.first, "\(plugin.name).\(name.first)"] {
        families[first, default: CommandFamily(first)].add(entry)
      }
    }
  }

  private func clash(
    _ what: String, _ name: String, _ first: String, _ second: String
  ) -> PluginClash {
    let message =
      first == second
      ? "plugin '\(first)' declares the \(what) '\(name)' twice"
      : "plugins '\(first)' and '\(second)' both declare the \(what) '\(name)'"
    return PluginClash(code: .clashingCommands, message: message)
  }
}

/// A command with the plugin that brought it.
package final class RegisteredCommand {
  /// The name of the plugin.
  package let owner: String
  /// The command.
  package let command: PluginCommand

  /// Takes a command of a plugin.
  init(owner: String, command: PluginCommand) {
    self.owner = owner
    self.command = command
  }

  /// What is known of it.
  package var declaration: CommandDeclaration { command.declaration }
}
