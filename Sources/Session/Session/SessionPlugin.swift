package import MNLRuntime

/// The commands about the session itself.
package struct SessionPlugin: Plugin {
  /// `session`.
  package let name = "session"
  /// What it is for.
  package let summary = "The session itself: what is current, and what it runs with"

  /// Makes the plugin.
  package init() {}

  /// `status`.
  package var commands: [PluginCommand] { [status] }

  private var status: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "status", "What is current, and what the session runs with",
        returns: .record([
          .init("data", .anything, "the data set that `train` and `eval` use; none if none is"),
          .init("model", .anything, "the model that `train` trains; none if none is"),
          .init("seed", .value(.int), "the seed of initial weights and of shuffling"),
          .init("threads", .value(.int), "how many threads compute"),
          .init("cpu", .value(.text), "the processor and the level of the kernels in use"),
          .init("version", .value(.text), "the version of mnl"),
        ]),
        examples: [.init("status", "shows what the session works on")])
    ) { _, context in
      func current(_ kind: String) -> Value {
        context.current[kind].map { .text($0.summary) } ?? .none
      }
      return .record(
        Record([
          ("data", current("data")), ("model", current("model")),
          ("seed", .int(Int(clamping: context.settings.seed))),
          ("threads", .int(context.settings.threads)), ("cpu", .text(Processor.summary)),
          ("version", .text(Version.current)),
        ]))
    }
  }
}
