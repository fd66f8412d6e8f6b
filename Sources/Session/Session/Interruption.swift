import CMNLShims
import Glibc

/// Why a run has to stop at its next safe point, and the one place where that is known.
///
/// The running command polls it; the handlers of the signals are in C.
package final class Interruption {
  /// What asks for the stop.
  package enum Cause: Equatable, Sendable {
    /// SIGINT: the user pressed Ctrl-C.
    case interrupt
    /// SIGTERM.
    case terminate
    /// The time of `setLimit` is up.
    case timeLimit
    /// Standard output cannot be written, with the `errno`.
    case brokenOutput(Int32)
  }

  private var outputError: Int32?

  /// Makes an interruption that nothing has caused yet.
  package init() {}

  /// Takes SIGINT, SIGTERM and SIGPIPE over from the system.
  ///
  /// - Parameter endsOnSecondInterrupt: Whether a second SIGINT ends the process at once, as it does
  ///   for scripts; a prompt never dies of it.
  package func install(endsOnSecondInterrupt: Bool) {
    let result = mnl_interrupt_install(endsOnSecondInterrupt ? 1 : 0)
    precondition(result == 0, "signal handlers: errno \(errno)")
  }

  /// Turns traps of our own into exit code 70; for the calling thread also an overflowing stack.
  package static func installCrashReport() {
    let result = mnl_crash_report_install()
    precondition(result == 0, "crash handlers: errno \(errno)")
  }

  /// Whether something asks for a stop; cheap enough for every statement and every batch.
  package var isRequested: Bool {
    mnl_interrupt_count() > 0 || mnl_terminate_requested() != 0 || mnl_alarm_rang() != 0
      || outputError != nil
  }

  /// What asks for a stop; nil if nothing does.
  package var cause: Cause? {
    if mnl_terminate_requested() != 0 { return .terminate }
    if mnl_interrupt_count() > 0 { return .interrupt }
    if let outputError { return .brokenOutput(outputError) }
    return mnl_alarm_rang() != 0 ? .timeLimit : nil
  }

  /// Asks for a stop after so many seconds from now; nil takes that back.
  package func setLimit(_ seconds: Double?) {
    let result = mnl_alarm_set(seconds ?? 0)
    precondition(result == 0, "alarm: errno \(errno)")
  }

  /// Notes that standard output cannot be written any more.
  package func outputFailed(_ code: Int32) { outputError = code }

  /// Forgets the SIGINTs so far; what else happened stays true.
  package func clear() { mnl_interrupt_clear() }

  /// Readable from the arrival of a signal to `clear`.
  package var descriptor: Int32 { mnl_interrupt_descriptor() }
}
