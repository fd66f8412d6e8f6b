package import MNLRuntime

/// The commands of the language itself: output, checks and values, nothing that learns.
package struct CorePlugin: Plugin {
  /// `core`.
  package let name = "core"
  /// What it is for.
  package let summary = "Printing, checking and measuring values"

  /// Makes the plugin.
  package init() {}

  /// The commands, in the order of the handbook.
  package var commands: [PluginCommand] {
    [
      Self.print, Self.length.replayed(.again), Self.expect, Self.fail, Self.seed.replayed(.again),
    ]
  }
}
