import ArgumentParser
import Glibc
import MNLSession

/// `mnl run`, and what `mnl` does without the name of a command.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scripts and notebooks (.mnl).",
    usage: """
      mnl run FILE ... [<options>]
      mnl run -c TEXT [<options>]
      """,
    discussion: """
      All of a file is read and checked before its first cell runs. `-` is standard input. What a \
      script prints goes to standard output, all the rest to standard error.
      """)

  @Argument(help: "Scripts to run, each in a session of its own.", completion: .file())
  var files: [String] = []

  @Option(name: .customShort("c"), parsing: .unconditional, help: "Text to run instead of files.")
  var text: String?

  @OptionGroup var session: SessionOptions
  @OptionGroup var output: OutputOptions

  @OptionGroup var plan: PlanOptions
  @OptionGroup var record: RecordOptions

  @Flag(name: .customLong("private"), help: "At the prompt: add nothing to the history.")
  var isPrivate = false

  @Flag(help: "List the cells, run nothing.")
  var list = false

  @Flag(help: "List the parameters that --set takes, run nothing.")
  var paramsHelp = false

  @Flag(help: "Check all, show what would run with which parameters, run nothing.")
  var dryRun = false

  @Flag(help: "Start the prompt without ~/.config/mnl/init.mnl.")
  var noInit = false

  /// Runs the files, the text, standard input, or the prompt.
  func run() throws {
    // Not in `validate`, which comes before a misspelt option is noticed: its value looks like a file.
    guard text == nil || files.isEmpty else {
      throw ValidationError("-c takes the place of files; '\(files[0])' cannot be given as well.")
    }
    let frontEnd = FrontEnd(session: session, output: output, isClean: plan.clean)
    let code: MNLSession.ExitCode
    if let text {
      code = try launch(frontEnd, [Source(name: "-c", bytes: Array(text.utf8))])
    } else if !files.isEmpty {
      code = try launch(frontEnd, files.map { Source(path: $0) })
    } else if list || paramsHelp || dryRun || output.json || isatty(STDIN_FILENO) == 0
      || isatty(STDOUT_FILENO) == 0
    {
      code = try launch(frontEnd, [Source(path: "-")])
    } else {
      guard !plan.step else {
        throw ValidationError("'--step' goes through a script; name one.")
      }
      guard record.resume == nil else {
        throw ValidationError("'--resume' goes on with the run of a script; name that, too.")
      }
      guard record.runDir == nil else {
        throw ValidationError("'--run-dir' is for scripts, and the prompt runs none.")
      }
      code = frontEnd.prompt(readsStartFile: !noInit, isPrivate: isPrivate)
    }
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  private func launch(_ frontEnd: FrontEnd, _ sources: [Source]) throws -> MNLSession.ExitCode {
    if list || paramsHelp {
      return frontEnd.describe(sources, cells: list, parameters: paramsHelp)
    }
    guard !plan.update || sources.allSatisfy(\.isFile) else {
      throw ValidationError("'--update' rewrites files, and '-' and '-c' are none.")
    }
    guard plan.out.isEmpty || sources.count == 1 else {
      throw ValidationError("'--out' is for one script, got \(sources.count).")
    }
    guard record.runDir == nil || sources.count == 1 else {
      throw ValidationError("'--run-dir' is for one script, got \(sources.count).")
    }
    if dryRun { return frontEnd.rehearse(sources, plan) }
    guard !plan.step || isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 else {
      throw ValidationError(
        "'--step' waits for keys between cells, and standard input or standard error is no terminal; "
          + "leave it out, or run it at a terminal.")
    }
    if record.resume != nil {
      guard sources.count == 1, sources[0].isFile else {
        throw ValidationError("'--resume' is for one script in a file.")
      }
      guard !plan.step else {
        throw ValidationError("'--resume' goes on by itself, '--step' waits; give one of them.")
      }
    }
    return frontEnd.run(sources, plan, record)
  }
}
