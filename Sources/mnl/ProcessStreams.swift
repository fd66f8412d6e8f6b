import Glibc
import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRender
import MNLRuntime
import MNLSession

/// What every command of `mnl` has of its process: where it writes, what stops it, how it ends.
final class ProcessStreams {
  /// Why it has to stop.
  let interruption: Interruption
  /// Standard output.
  let output: FileOutput
  /// Standard error.
  let errors: FileOutput
  /// What standard output takes.
  let outputStyle: StreamStyle
  /// What standard error takes.
  let errorStyle: StreamStyle

  /// Takes the process as it is.
  init(color: StreamStyle.ColorMode) {
    let environment = Environment.variables
    let interruption = Interruption()
    self.interruption = interruption
    output = FileOutput(descriptor: STDOUT_FILENO) { interruption.outputFailed($0) }
    errors = FileOutput(descriptor: STDERR_FILENO)
    outputStyle = StreamStyle(
      descriptor: STDOUT_FILENO, color: color, environment: environment)
    errorStyle = StreamStyle(descriptor: STDERR_FILENO, color: color, environment: environment)
    Interruption.installCrashReport()
  }

  /// Why the prompt could not edit lines here; nil if it could.
  var editingObstacle: DoctorReport.Terminal.EditingObstacle? {
    guard isatty(STDIN_FILENO) == 1, outputStyle.isTerminal else { return .noTerminal }
    guard !outputStyle.canRedraw else { return nil }
    return (Environment.variables["TERM"] ?? "").isEmpty ? .noName : .dumb
  }

  /// Does the work of a command, and turns what no event can tell any more into words and an exit
  /// code.
  func finish(_ body: () throws(PluginClash) -> MNLSession.ExitCode) -> MNLSession.ExitCode {
    if let fault = Builtins.fault {
      say(fault)
      return .unusable
    }
    do throws(PluginClash) {
      return settle(try body())
    } catch {
      say(error.diagnostic)
      return .internalError
    }
  }

  /// The exit code of work that is done; no success, and told, if its output could not be written.
  func settle(_ code: MNLSession.ExitCode) -> MNLSession.ExitCode {
    guard case .brokenOutput(let error) = interruption.cause else { return code }
    if error == EPIPE { return code == .success ? .readerGone : code }
    say(
      Diagnostic(
        .unwritableFile, "standard output cannot be written: \(SourceReader.words(error))"))
    return code == .success ? .failed : code
  }

  /// Tells of something besides, in a line.
  func note(_ text: String) { errors.write(text + "\n") }

  /// Tells of a fault that no event can tell of.
  func say(_ diagnostic: Diagnostic) {
    let renderer = DiagnosticRenderer(
      style: errorStyle, width: errors.columns ?? 120, cellName: { _ in nil })
    errors.write(renderer.render(diagnostic))
  }
}
