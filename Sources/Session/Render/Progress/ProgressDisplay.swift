package import MNLEvents

/// How progress is shown.
package enum ProgressMode: String, Sendable, CaseIterable {
  /// A redrawn line on a terminal, plain lines elsewhere.
  case auto
  /// A redrawn line; plain lines where nothing can be redrawn.
  case bar
  /// Plain lines.
  case lines
  /// Nothing.
  case none
}

/// The progress of the work that is going on, on one stream.
package final class ProgressDisplay {
  /// Seconds of work before a bar appears: what is shorter needs none.
  static let delay = 0.5
  /// Seconds between two drawings of the bar.
  static let redrawInterval = 0.1
  /// Seconds between two plain lines of one epoch.
  static let lineInterval = 10.0

  private let output: any TextOutput
  private let style: StreamStyle
  private let mode: ProgressMode
  private let now: () -> Double
  private var began: Double?
  private var lastShown: Double?
  private var isDrawn = false

  /// Makes a display.
  ///
  /// - Parameters:
  ///   - output: The stream.
  ///   - style: What it takes.
  ///   - mode: What the user asked for.
  ///   - now: Seconds, never going back.
  package init(
    output: any TextOutput, style: StreamStyle, mode: ProgressMode,
    now: @escaping () -> Double = SystemTime.monotonic
  ) {
    self.output = output
    self.style = style
    self.now = now
    self.mode =
      switch mode {
      case .auto, .bar: style.canRedraw ? .bar : .lines
      case .lines, .none: mode
      }
  }

  /// Shows a report, if it is time to.
  package func receive(_ progress: Progress) {
    guard mode != .none else { return }
    let time = now()
    let start = began ?? time
    began = start
    if progress.isFinal {
      clear()
      output.write(ProgressText.line(progress, width: output.columns) + "\n")
      lastShown = time
    } else if mode == .bar {
      guard time - start >= Self.delay, time - (lastShown ?? 0) >= Self.redrawInterval else {
        return
      }
      // Three columns stay free: some terminals wrap as soon as the last one is written to, and
      // Ctrl-C is echoed as two characters, which must not push the bar out of its line.
      let width = max(1, (output.columns ?? 80) - 3)
      output.write("\r" + ProgressText.bar(progress, width: width, style: style) + "\u{1b}[K")
      isDrawn = true
      lastShown = time
    } else if time - (lastShown ?? start) >= Self.lineInterval {
      output.write(ProgressText.line(progress, width: output.columns) + "\n")
      lastShown = time
    }
  }

  /// Removes the bar, so that something else can be written in its place.
  package func clear() {
    guard isDrawn else { return }
    output.write("\r\u{1b}[K")
    isDrawn = false
  }

  /// Forgets the work: what comes next is another one.
  func end() {
    clear()
    began = nil
    lastShown = nil
  }
}
