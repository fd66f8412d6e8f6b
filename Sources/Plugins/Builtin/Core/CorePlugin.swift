package import MNLRuntime

/// The commands of the language itself: output, checks and values, nothing that learns.
package struct CorePlugin: Plugin {
  package let name = "core"
  package let summary = "Printing, checking and measuring values"

  /// Makes the plugin.
  package init() {}

  package var commands: [PluginCommand] {
    [Self.print, Self.length, Self.expect, Self.fail, Self.seed]
  }
}
