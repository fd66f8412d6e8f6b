package import MNLDiagnostics
package import MNLEvents

/// The sink for people: what a script says goes to one stream, what is said about it to another.
///
/// Standard output gets outputs, results and displays only, so that it can be piped; titles, times,
/// progress and diagnostics go to standard error.
package final class TextSink: EventSink {
  /// A stream and what it takes.
  package struct Stream {
    /// The stream.
    let output: any TextOutput
    /// What it takes.
    let style: StreamStyle

    /// Makes a stream.
    package init(_ output: any TextOutput, _ style: StreamStyle) {
      self.output = output
      self.style = style
    }
  }

  /// The name of the cell in which a place lies, for diagnostics: `cell 'train'`.
  package var cellName: (SourceSpan) -> String? = { _ in nil }

  private let output: Stream
  private let errors: Stream
  private let isQuiet: Bool
  private let narrates: Bool
  private let progress: ProgressDisplay
  private var showsCells = false
  private var pendingCount = 0
  private var cellWords = ""
  private var failedCells: [String] = []
  private var skippedCount = 0
  private var wentOn = false
  private var isSilent = false

  /// Makes a sink.
  ///
  /// - Parameters:
  ///   - output: Where outputs, results and displays go.
  ///   - errors: Where all the rest goes.
  ///   - progress: How progress is shown.
  ///   - hasTitle: Whether the title of the terminal tells of progress, too.
  ///   - isQuiet: Whether titles, times and progress are left out.
  ///   - narrates: Whether diagnostics are told in sentences, without drawings.
  ///   - now: Seconds, never going back.
  package init(
    output: Stream, errors: Stream, progress: ProgressMode = .auto,
    hasTitle: Bool = false, isQuiet: Bool = false,
    narrates: Bool = false, now: @escaping () -> Double = SystemTime.monotonic
  ) {
    self.output = output
    self.errors = errors
    self.isQuiet = isQuiet
    self.narrates = narrates
    self.progress = ProgressDisplay(
      output: errors.output, style: errors.style, mode: isQuiet ? .none : progress,
      hasTitle: hasTitle, now: now)
  }

  /// Shows the event.
  package func receive(_ event: Event) {
    switch event {
    case .progress(let report): progress.receive(report)
    case .output(let text): if !isSilent { say(VisibleText.escaping(text)) }
    case .result(let bundle), .display(let bundle): if !isSilent { show(bundle) }
    case .diagnostic(let diagnostic): report(diagnostic)
    case .runStart(let run):
      (pendingCount, skippedCount, failedCells, wentOn) = (0, 0, [], false)
      showsCells = run.cellCount > 1 && !isQuiet
    case .cellStart(let cell): start(cell)
    case .cellEnd(let cell): end(cell)
    case .runEnd(let run): end(run)
    case .metric, .expectation: break
    }
  }

  private func say(_ text: String) {
    progress.clear()
    output.output.write(text)
  }

  private func note(_ text: String) {
    progress.clear()
    errors.output.write(text + "\n")
  }

  private func show(_ bundle: DisplayBundle) {
    let drawing = BundleDrawing(
      style: output.style, width: output.style.isTerminal ? output.output.columns : nil)
    say(drawing.text(of: bundle))
  }

  private func report(_ diagnostic: Diagnostic) {
    progress.clear()
    if narrates {
      errors.output.write(DiagnosticNarrator(cellName: cellName).render(diagnostic))
      return
    }
    let width = errors.style.isTerminal ? errors.output.columns ?? 80 : 120
    let renderer = DiagnosticRenderer(style: errors.style, width: width, cellName: cellName)
    errors.output.write(renderer.render(diagnostic))
  }

  private func start(_ cell: CellStart) {
    isSilent = cell.isSilent
    wentOn = !failedCells.isEmpty
    cellWords = cell.name.map { "'\(VisibleText.escapingLine($0))'" } ?? String(cell.index)
    showsCells = showsCells || !(cell.title.isEmpty && cell.name == nil) && !isQuiet
    guard showsCells, !isSilent else { return }
    let (rule, dot) = errors.style.usesUnicode ? ("──", " · ") : ("--", ": ")
    let title = VisibleText.escapingLine(cell.title.isEmpty ? cell.name ?? "" : cell.title)
    note(errors.style.paint("\(rule) \(cell.index)\(title.isEmpty ? "" : dot + title)", .strong))
  }

  private func end(_ cell: CellEnd) {
    progress.end()
    switch cell.status {
    case .pending: pendingCount += 1
    case .skipped: skippedCount += 1
    case .failed, .timedOut: failedCells.append(cellWords)
    case .ok, .unexpected, .interrupted, .unread, .allowed: break
    }
    let hasRun = cell.status != .pending && cell.status != .skipped
    // Whoever closed the stream knows why it ends.
    let isNews = !isSilent || cell.status != .ok && cell.status != .allowed
    guard showsCells, hasRun, isNews, cell.status != .unread else { return }
    let time = DecimalText.elapsed(cell.seconds)
    let text =
      switch cell.status {
      case .ok, .pending, .skipped: time
      case .failed, .unexpected: "failed after \(time)"
      case .allowed: "failed after \(time), as it may"
      case .timedOut: "out of time after \(time)"
      case .interrupted: "interrupted after \(time)"
      case .unread: ""
      }
    note(errors.style.paint("   \(text)", .faint))
  }

  private func end(_ run: RunEnd) {
    progress.end()
    guard showsCells, run.status != .unread else { return }
    if wentOn {
      let count = failedCells.count
      let cells = failedCells.joined(separator: ", ")
      note("\(count) \(count == 1 ? "cell" : "cells") failed: \(cells)")
    }
    if pendingCount > 0 {
      note("\(pendingCount) \(pendingCount == 1 ? "cell" : "cells") did not run")
    }
    if skippedCount > 0 {
      note("\(skippedCount) \(skippedCount == 1 ? "cell" : "cells") left out")
    }
  }
}
