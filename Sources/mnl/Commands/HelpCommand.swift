import ArgumentParser
import MNLBuiltins
import MNLDiagnostics
import MNLRender
import MNLRuntime
import MNLSession

/// `mnl help`: what the command `help` says, on the shell.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a command of the shell or of the language, an error, or the language.",
    discussion: """
      mnl help run          a command of the shell
      mnl help train        a command of the language; train.epochs, a parameter
      mnl help search loss  what has to do with a word
      mnl help error E0203  an error
      """)

  @Argument(help: "What to explain; without it, everything is named.")
  var topic: [String] = []

  @Flag(help: "Write the page of all commands of the language in Markdown.")
  var markdown = false

  @OptionGroup var library: LibraryOption

  /// Writes the page.
  func run() throws {
    if !markdown, topic.count == 1, let command = MNLCommand.subcommand(named: topic[0]) {
      throw CleanExit.helpRequest(command)
    }
    let streams = ProcessStreams(color: .auto)
    let code = streams.finish { () throws(PluginClash) in
      let index = try HelpIndex(plugins: Builtins.plugins, modules: library.modules)
      guard !markdown else {
        streams.output.write(index.handbook)
        return .success
      }
      do throws(CommandFailure) {
        streams.output.write(try index.page(on: topic).text + "\n")
        return .success
      } catch {
        streams.say(Diagnostic(error.code, error.message, help: error.help))
        return .unusable
      }
    }
    throw ArgumentParser.ExitCode(code.rawValue)
  }
}
