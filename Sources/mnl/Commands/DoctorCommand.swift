import ArgumentParser
import MNLBuiltins
import MNLEvents
import MNLRender
import MNLRuntime
import MNLSession
import MNLTerminal

/// `mnl doctor`: what the engine makes of this machine.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at this machine, and measure what mnl makes of it.",
    discussion: """
      Takes some three seconds. What is found to be wrong comes last, with what to do about it; the \
      exit code is 0 all the same. Nothing is downloaded and nothing is written.
      """)

  @OptionGroup var computing: ThreadOptions
  @OptionGroup var library: LibraryOption

  @Flag(help: "Write one JSON object to standard output, and nothing else.")
  var json = false

  @Option(help: "When colours are used: auto, always or never.")
  var color: StreamStyle.ColorMode = .auto

  /// Examines the machine and writes the report.
  func run() throws {
    let streams = ProcessStreams(color: color)
    let code = streams.finish { () throws(PluginClash) in try examine(streams) }
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  private func examine(_ streams: ProcessStreams) throws(PluginClash) -> MNLSession.ExitCode {
    let interruption = streams.interruption
    interruption.install(endsOnSecondInterrupt: true)
    let progress = ProgressDisplay(
      output: streams.errors, style: streams.errorStyle,
      mode: streams.errorStyle.canRedraw && !json ? .bar : .none)
    let program = DoctorReport.Program(
      version: Version.current, system: Platform.system, architecture: Platform.architecture,
      isOptimised: Platform.isOptimised)
    let report = Examination(
      of: program, processorName: Processor.name, threads: computing.count,
      cores: Processor.coreCount, environment: Environment.variables,
      surroundings: try surroundings(streams),
      isInterrupted: { interruption.isRequested }, tell: progress.receive
    ).run()
    progress.clear()
    guard let report else {
      return interruption.cause == .terminate ? .terminated : .interrupted
    }
    streams.output.write(
      json
        ? DoctorJSON.text(of: report) + "\n"
        : DoctorRenderer(style: streams.outputStyle).text(of: report))
    return .success
  }

  private func surroundings(
    _ streams: ProcessStreams
  ) throws(PluginClash) -> DoctorReport.Surroundings {
    let builtin = Builtins.plugins
    let help = try HelpIndex(plugins: builtin, modules: library.modules)
    let plugins: [any Plugin] = builtin + [SessionPlugin(help: help)]
    let variables = Environment.variables
    let (output, style) = (streams.output, streams.outputStyle)
    return DoctorReport.Surroundings(
      terminal: DoctorReport.Terminal(
        name: variables["TERM"].flatMap { $0.isEmpty ? nil : $0 }, colors: style.colors.count,
        columns: output.columns, rows: output.rows, usesUnicode: style.usesUnicode,
        editingObstacle: streams.editingObstacle),
      readline: LineEditor.libraryVersion,
      plugins: plugins.map {
        DoctorReport.Plugin(name: $0.name, summary: $0.summary, commands: $0.commands.count)
      }, startFile: StartFile.place(in: variables), history: History.path(in: variables),
      library: library.report)
  }
}
