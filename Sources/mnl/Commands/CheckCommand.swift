import ArgumentParser
import MNLSession

/// `mnl check`: all that can be known of scripts without running them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read and check scripts without running them.",
    discussion: "The exit code is 0 if they could run, and 2 if not. `-` is standard input.")

  @Argument(help: "Scripts to check.", completion: .file())
  var files: [String]

  @OptionGroup var session: SessionOptions
  @OptionGroup var output: OutputOptions

  /// Checks the files.
  func run() throws {
    let frontEnd = FrontEnd(session: session, output: output)
    throw ArgumentParser.ExitCode(frontEnd.check(files.map { Source(path: $0) }).rawValue)
  }
}
