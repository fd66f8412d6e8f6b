import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRender
import MNLSession

/// A file that holds a run as a notebook, from the first moment on: written anew after every cell,
/// and now and then within long ones, each time as a whole.
final class ReportFile: EventSink {
  /// Seconds after which a report is written anew in the middle of a cell.
  private static let interval = 30.0

  private let sink: NotebookSink
  private let file: NotebookFile
  private let now: () -> Double
  private var written: Double
  /// Whether it could not be written any more, which is told once.
  private(set) var isBroken = false

  /// Makes a report of a run that has not begun, and writes it.
  ///
  /// - Parameters:
  ///   - sink: What keeps the run.
  ///   - file: Where it is written.
  ///   - now: Seconds, never going back.
  /// - Throws: `RefusedDocument` if the file cannot be written.
  init(
    _ sink: NotebookSink, _ file: NotebookFile, now: @escaping () -> Double = SystemTime.monotonic
  ) throws(RefusedDocument) {
    self.sink = sink
    self.file = file
    self.now = now
    written = now()
    var notebook = sink.notebook
    try file.write(&notebook)
  }

  /// Keeps the event, and writes the file where it is time.
  func receive(_ event: Event) {
    sink.receive(event)
    switch event {
    case .cellEnd, .runEnd: write()
    default: if now() - written > Self.interval { write() }
    }
  }

  private func write() {
    written = now()
    guard !isBroken else { return }
    var notebook = sink.notebook
    do throws(RefusedDocument) {
      try file.write(&notebook)
    } catch {
      isBroken = true
      for diagnostic in error.diagnostics { file.streams.say(diagnostic) }
    }
  }
}
