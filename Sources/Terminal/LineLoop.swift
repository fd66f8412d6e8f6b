package import MNLRender
package import MNLSession

/// The prompt: reads entries from a terminal and runs them, until Ctrl-D.
///
/// Errors do not end it, nor does Ctrl-C: at the prompt it gives a fresh one, and while something
/// runs it stops that.
package final class LineLoop {
  /// What asks for more lines of it.
  static let continuation = "...> "

  private let session: Session
  private let interruption: Interruption
  private let output: any TextOutput
  private let reader: LineReader

  /// Makes a loop.
  ///
  /// - Parameters:
  ///   - session: What runs the entries.
  ///   - interruption: The signals, already installed.
  ///   - input: The descriptor of the terminal.
  ///   - output: Where the prompt is written.
  package init(
    session: Session, interruption: Interruption, input: Int32, output: any TextOutput
  ) {
    self.session = session
    self.interruption = interruption
    self.output = output
    reader = LineReader(descriptor: input, signals: interruption.descriptor)
  }

  /// Reads and runs entries until the input ends.
  ///
  /// - Returns: The exit code: 0 after Ctrl-D.
  package func run() -> ExitCode {
    var entry = ""
    while true {
      output.write(
        entry.isEmpty ? session.prompt(columns: output.columns ?? 80) : Self.continuation)
      switch reader.read() {
      case .line(let line):
        guard !entry.isEmpty || line.contains(where: { !$0.isWhitespace }) else { continue }
        entry += line + "\n"
        if case .done = session.submit(entry) { entry = "" }
      case .interrupted:
        output.write("\n")
        entry = ""
      case .end:
        output.write("\n")
        if !entry.isEmpty { _ = session.submit(entry, isFinal: true) }
        return .success
      }
      switch interruption.cause {
      case .terminate: return .terminated
      case .brokenOutput: return .readerGone
      case .interrupt, nil: interruption.clear()
      }
    }
  }
}
