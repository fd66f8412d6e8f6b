package import MNLRuntime

extension HelpIndex {
  /// Help on the commands of plugins and modules, and on those about the session itself.
  ///
  /// - Throws: `PluginClash` if two plugins declare the same name.
  package convenience init(
    plugins: [any Plugin], modules: any ModuleFinder
  ) throws(PluginClash) {
    let registry = Registry()
    try self.init(
      registry, plugins: plugins, modules: ModuleLibrary(modules, registry: registry))
  }

  /// Help on the commands of plugins, which it registers, and on those about the session itself.
  ///
  /// - Parameters:
  ///   - registry: Where the plugins go.
  ///   - plugins: The plugins.
  ///   - modules: What `use` finds.
  ///   - link: The session that commands about it are about.
  /// - Throws: `PluginClash` if two plugins declare the same name.
  convenience init(
    _ registry: Registry, plugins: [any Plugin], modules: ModuleLibrary,
    link: SessionLink = SessionLink()
  ) throws(PluginClash) {
    self.init(registry, modules: modules)
    try registry.register(SessionPlugin(help: self, link: link))
    for plugin in plugins { try registry.register(plugin) }
    try registry.verify()
  }
}
