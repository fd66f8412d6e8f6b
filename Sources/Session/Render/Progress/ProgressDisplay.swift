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

/// The progress of the work that is going on, on one stream: a line for each piece of work.
///
/// Work lies within work: a loop trains, a training evaluates. So whatever began after the work that
/// reports is over.
package final class ProgressDisplay {
  /// Seconds of work before a bar appears: what is shorter needs none.
  static let delay = 0.5
  /// Seconds between two drawings.
  static let redrawInterval = 0.1
  /// Seconds between two plain lines of one epoch.
  static let lineInterval = 10.0
  /// How many pieces of work are drawn at most, the innermost ones.
  private static let most = 4

  private let output: any TextOutput
  private let style: StreamStyle
  private let mode: ProgressMode
  private let now: () -> Double
  /// The work that is under way, each piece within the one before.
  private var works: [Work] = []
  private var lastShown: Double?
  /// When a picture was last drawn below a line that stays.
  private var lastKept: Double?
  /// How wide the lines are that are drawn now.
  private var drawn: [Int] = []
  private let title: TerminalTitle?

  /// A piece of work.
  private struct Work {
    let name: String
    let began: Double
    /// The last report; nil between two of its parts, such as epochs.
    var report: Progress?
    /// The last picture of it.
    var picture: DisplayBundle?
  }

  /// Makes a display.
  ///
  /// - Parameters:
  ///   - output: The stream.
  ///   - style: What it takes.
  ///   - mode: What the user asked for.
  ///   - hasTitle: Whether the title of the terminal tells of the work, too.
  ///   - now: Seconds, never going back.
  package init(
    output: any TextOutput, style: StreamStyle, mode: ProgressMode, hasTitle: Bool = false,
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
    title = hasTitle && style.canRedraw ? TerminalTitle(output) : nil
  }

  /// Shows a report, if it is time to.
  package func receive(_ progress: Progress) {
    guard mode != .none else { return }
    let time = now()
    let began = note(progress, at: time)
    if !progress.isFinal, progress.total > 0, progress.done >= progress.total {
      // It is over, and there is nothing to say of it.
      works.removeLast()
      clear()
    } else if progress.isFinal {
      clear()
      output.write(ProgressText.line(progress, width: output.columns) + "\n")
      // The picture stays below, unless lines come so fast that nobody could look at it.
      if mode == .bar, progress.display != nil, time - began >= Self.delay,
        time - (lastKept ?? 0) >= Self.redrawInterval
      {
        draw(at: time)
        lastKept = time
      }
      lastShown = time
    } else if mode == .bar {
      guard time - began >= Self.delay, time - (lastShown ?? 0) >= Self.redrawInterval else {
        return
      }
      draw(at: time)
      title?.show(progress)
      lastShown = time
    } else if time - (lastShown ?? began) >= Self.lineInterval {
      output.write(ProgressText.line(progress, width: output.columns) + "\n")
      lastShown = time
    }
  }

  /// Removes what is drawn, so that something else can be written in its place.
  package func clear() {
    guard !drawn.isEmpty else { return }
    let rows = rowsDrawn
    output.write("\r" + (rows > 1 ? "\u{1b}[\(rows - 1)A\u{1b}[J" : "\u{1b}[K"))
    drawn = []
  }

  /// Forgets the work: what comes next is another one.
  func end() {
    clear()
    title?.restore()
    works = []
    (lastShown, lastKept) = (nil, nil)
  }

  /// Files a report, and says when its work began.
  private func note(_ progress: Progress, at time: Double) -> Double {
    let name = String(progress.id.prefix { $0 != "." })
    if let place = works.firstIndex(where: { $0.name == name }) {
      works.removeSubrange((place + 1)...)
    } else {
      works.append(Work(name: name, began: time))
    }
    works[works.count - 1].report = progress.isFinal ? nil : progress
    works[works.count - 1].picture = progress.display ?? works[works.count - 1].picture
    return works[works.count - 1].began
  }

  /// Draws a picture, if some work has one, and below it a line for each piece of work.
  private func draw(at time: Double) {
    // Three columns stay free: some terminals wrap as soon as the last one is written to, and
    // Ctrl-C is echoed as two characters, which must not push the bar out of its line.
    let width = max(1, (output.columns ?? 80) - 3)
    let reports = works.filter { time - $0.began >= Self.delay }.compactMap(\.report)
      .suffix(Self.most)
    let bars = reports.map { ProgressText.bar($0, width: width, style: style) }
    let picture = works.compactMap(\.picture).last.map {
      pictureLines(of: $0, width: width, besides: bars.count)
    }
    let lines = (picture ?? []) + bars
    guard !lines.isEmpty else { return }
    let rows = rowsDrawn
    output.write(
      "\r" + (rows > 1 ? "\u{1b}[\(rows - 1)A" : "") + lines.joined(separator: "\u{1b}[K\r\n")
        + "\u{1b}[K" + (rows > lines.count ? "\u{1b}[J" : ""))
    drawn = lines.map { DisplayWidth.ofPainted($0) }
  }

  /// A picture as lines, as high as three quarters of the window allow; none where it would not fit.
  private func pictureLines(of bundle: DisplayBundle, width: Int, besides bars: Int) -> [String] {
    let room = (output.rows ?? 24) * 3 / 4 - bars
    for height in stride(from: 14, through: 3, by: -1) {
      let drawing = BundleDrawing(style: style, width: width, curveHeight: height)
      let text = drawing.text(of: bundle)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if lines.count <= room { return lines.map(String.init) }
    }
    // Rather the first of several pictures than none.
    guard case .report(var parts)? = bundle.data.first, parts.count > 1 else { return [] }
    parts.removeLast()
    return pictureLines(
      of: DisplayBundle(text: "", data: [.report(parts)]), width: width, besides: bars)
  }

  /// How many rows of the window the lines take that are drawn: more than they were, if it has
  /// become narrower.
  private var rowsDrawn: Int {
    let columns = output.columns ?? 80
    return drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
  }
}
