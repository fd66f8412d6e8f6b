package import MNLRuntime

extension HelpIndex {
  /// Help on the commands of plugins, and on those about the session itself.
  ///
  /// - Throws: `PluginClash` if two plugins declare the same name.
  package convenience init(plugins: [any Plugin]) throws(PluginClash) {
    try self.init(Registry(), plugins: plugins)
  }

  /// Help on the commands of plugins, which it registers, and on those about the session itself.
  ///
  /// - Throws: `PluginClash` if two plugins declare the same name.
  convenience init(_ registry: Registry, plugins: [any Plugin]) throws(PluginClash) {
    self.init(registry)
    try registry.register(SessionPlugin(help: self))
    for plugin in plugins { try registry.register(plugin) }
    try registry.verify()
  }
}
