import MNLEvents
package import MNLRender
package import MNLSession

/// A run in steps: each cell is shown with what explains it, and waits for a key.
///
/// All of it goes to standard error, so that standard output has the data of the run alone.
package final class StepMode: CellStepper {
  /// Seconds that a cell runs after which keys pressed meanwhile are dropped: they were not meant for
  /// what is shown next.
  private static let patience = 0.5
  private static let keys = "Enter runs it, s skips it, q quits"

  private let input: TerminalInput
  private let terminal: TerminalMode?
  private let output: any TextOutput
  private let style: StreamStyle
  private let now: () -> Double
  private var started: Double?

  /// Makes a mode.
  ///
  /// - Parameters:
  ///   - descriptor: Where the keys come from.
  ///   - terminal: The terminal's mode, already taken; nil for what is no terminal.
  ///   - interruption: The signals, already installed.
  ///   - output: Where cells are shown.
  ///   - style: What it takes.
  ///   - now: Seconds, never going back.
  package init(
    descriptor: Int32, terminal: TerminalMode?, interruption: Interruption,
    output: any TextOutput, style: StreamStyle,
    now: @escaping () -> Double = SystemTime.monotonic
  ) {
    input = TerminalInput(descriptor: descriptor, signals: interruption.descriptor)
    self.terminal = terminal
    self.output = output
    self.style = style
    self.now = now
  }

  /// Shows the cell and waits for a key.
  package func choice(at step: CellStep) -> CellChoice {
    terminal?.takeKeys()
    if let started, now() - started > Self.patience { dropKeys() }
    show(step.explanations)
    let bar = style.usesUnicode ? "\u{2502} " : "| "
    for line in step.source.split(separator: "\n", omittingEmptySubsequences: false) {
      output.write(style.paint(bar, .faint) + VisibleText.escapingLine(String(line)) + "\n")
    }
    let title = step.title.isEmpty ? "" : " '\(VisibleText.escapingLine(step.title))'"
    output.write("cell \(step.number) of \(step.count)\(title): \(Self.keys) ")
    let choice = wait()
    output.write("\n")
    if choice == .skip, !step.names.isEmpty {
      output.write("skipped, so there is no \(step.names.joined(separator: ", "))\n")
    }
    started = now()
    return choice
  }

  /// Shows explanations, each followed by a blank line.
  package func show(_ explanations: [String]) {
    for text in explanations { output.write(VisibleText.escaping(text) + "\n\n") }
  }

  private func wait() -> CellChoice {
    while true {
      guard let byte = input.take() else {
        switch input.wait() {
        // What the signal asks for is known to whoever asks for the choice.
        case .signal, .end: return .quit
        case .bytes, .change, nil: continue
        }
      }
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .run
      case UInt8(ascii: "s"), UInt8(ascii: "S"): return .skip
      // Ctrl-D, too: it ends an input.
      case UInt8(ascii: "q"), UInt8(ascii: "Q"), 0x04: return .quit
      // The rest of a letter that takes several bytes.
      case 0x80..<0xC0: continue
      default:
        // What else an arrow or a function key sends.
        if byte == 0x1B { input.discard() }
        output.write("\n\(Self.keys) ")
      }
    }
  }

  private func dropKeys() {
    while input.wait(milliseconds: 0) == .bytes { input.discard() }
    input.discard()
  }
}
