import ArgumentParser
import MNLBuiltins
import MNLEvents
import MNLRender
import MNLSession

/// `mnl doctor`: what the engine makes of this machine.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at this machine, and measure what mnl makes of it.",
    discussion: """
      Takes some three seconds. What is found to be wrong comes last, with what to do about it; the \
      exit code is 0 all the same. Nothing is downloaded and nothing is written.
      """)

  @OptionGroup var computing: ThreadOptions

  @Flag(help: "Write one JSON object to standard output, and nothing else.")
  var json = false

  @Option(help: "When colours are used: auto, always or never.")
  var color: StreamStyle.ColorMode = .auto

  /// Examines the machine and writes the report.
  func run() throws {
    let streams = ProcessStreams(color: color)
    let code = streams.finish { examine(streams) }
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  private func examine(_ streams: ProcessStreams) -> MNLSession.ExitCode {
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
}
