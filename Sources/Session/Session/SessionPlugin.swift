import MNLDiagnostics
import MNLEvents
package import MNLRuntime

/// The commands about the session itself.
package struct SessionPlugin: Plugin {
  /// `session`.
  static let pluginName = "session"
  /// `session`.
  package let name = pluginName
  /// What it is for.
  package let summary = "The session itself: what is current, and what it runs with"

  /// The session that the commands are about.
  let link: SessionLink
  private let index: HelpIndex

  /// Makes the plugin.
  ///
  /// - Parameters:
  ///   - index: What `help` looks things up in.
  ///   - link: The session that the commands are about.
  package init(help index: HelpIndex, link: SessionLink = SessionLink()) {
    self.index = index
    self.link = link
  }

  /// Help, what is current, and what becomes of the cells.
  package var commands: [PluginCommand] {
    [help, tour, status, rerun, sessionSave, sessionLog, sessionSet, runs, runsDiff].map {
      // What they do is done to the session, not to what is kept of it.
      ["tour", "rerun", "session log", "session set"].contains($0.declaration.name.description)
        ? $0.replayed(.again) : $0
    }
  }

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
}
