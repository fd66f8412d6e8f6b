import MNLEvents

/// The title of the terminal's window or tab, which can tell of work while nobody looks at it.
final class TerminalTitle {
  private let output: any TextOutput
  private var shown: String?

  /// The title of a terminal.
  init(_ output: any TextOutput) { self.output = output }

  /// Shows a report: `mnl: epoch 2 of 6, 50 %`.
  func show(_ progress: Progress) {
    let text = "mnl: " + ProgressText.brief(progress)
    guard text != shown else { return }
    // XTWINOPS 22 has the terminal keep its title, 23 bring it back; 2 is that of the window.
    let keep = shown == nil ? "\u{1b}[22;2t" : ""
    output.write(keep + "\u{1b}]2;\(text)\u{7}")
    shown = text
  }

  /// Brings back what was there.
  func restore() {
    guard shown != nil else { return }
    output.write("\u{1b}[23;2t")
    shown = nil
  }
}
