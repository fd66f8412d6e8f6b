import MNLDiagnostics
import MNLEvents
package import MNLRuntime

/// The commands about the session itself.
package struct SessionPlugin: Plugin {
  /// `session`.
  package let name = "session"
  /// What it is for.
  package let summary = "The session itself: what is current, and what it runs with"

  private let index: HelpIndex

  /// Makes the plugin.
  ///
  /// - Parameter index: What `help` looks things up in.
  package init(help index: HelpIndex) { self.index = index }

  /// `help` and `status`.
  package var commands: [PluginCommand] { [help, status] }

  private var help: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "help", "Explains a command, a parameter, an error or the language",
        details: """
          Without a topic it names all commands. `help search` looks for words in all that \
          commands and errors say of themselves.
          """,
        parameters: [
          ParameterDeclaration(
            "topic", .text, "What to explain: train, load digits, train.epochs, error E0203",
            presence: .variadic(atLeast: 0))
        ],
        examples: [
          .init("help", "All commands"), .init("help load digits", "A command of two words"),
          .init("help train.epochs", "A parameter"),
          .init("help search confusion", "Commands that have to do with it"),
          .init("help error E0203", "An error"), .init("help language", "The language"),
        ], seeAlso: ["status"])
    ) { (arguments, context) throws(CommandFailure) -> Value in
      let topic = arguments.list("topic").compactMap { word in
        if case .text(let text) = word { text } else { nil }
      }
      context.emit(.display(DisplayBundle(text: try index.page(on: topic).text)))
      return .none
    }
  }

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
