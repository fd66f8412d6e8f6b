import ArgumentParser
import Glibc
import MNLRender
import MNLSession

/// `mnl`: what all of the command line has in common.
struct MNLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnl",
    abstract: "A notebook that you type: a scripting REPL for recurrent networks.",
    usage: """
      mnl                     the prompt; a script, if standard input is no terminal
      mnl FILE ...            the same as mnl run FILE ...
      mnl -c TEXT             runs a text
      mnl <subcommand> ...
      """,
    discussion: """
      The options of `run` (see mnl help run) also go with mnl FILE and mnl -c TEXT.

      Exit codes: 0 all ran; 1 a cell failed; 2 nothing ran, because of usage, an unreadable \
      file or a mistake in the script; 3 an expectation differs; 70 a bug in mnl; 124 a cell ran \
      out of time; 130 SIGINT; 143 SIGTERM; 141 the reader of the output went away.
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, RunsCommand.self, CheckCommand.self, FormatCommand.self,
      ConvertCommand.self, DoctorCommand.self, HelpCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  /// A command of the shell by its name; nil if there is none.
  static func subcommand(named name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0._commandName == name }
  }

  /// Runs a command line and says how the process ends.
  ///
  /// ArgumentParser's exit code for wrong usage, 64, is our 2; what it says goes to standard output
  /// where it was asked for, else to standard error.
  static func execute(_ arguments: [String]) -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess, !text.isEmpty {
        let streams = ProcessStreams(color: .auto)
        streams.output.write(text + "\n")
        return streams.settle(.success).rawValue
      }
      if !text.isEmpty { FileOutput(descriptor: STDERR_FILENO).write(text + "\n") }
      return code == .validationFailure ? MNLSession.ExitCode.unusable.rawValue : code.rawValue
    }
  }
}
