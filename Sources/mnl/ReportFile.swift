import MNLEvents
import MNLNotebook
import MNLRender

/// A file that holds a run as a notebook, from the first moment on: written anew after every cell,
/// and now and then within long ones, each time as a whole.
final class ReportFile: EventSink {
  /// Seconds after which a report is written anew in the middle of a cell.
  private static let interval = 30.0

  private let sink: NotebookSink
  private let thrift: Double
  private let write: (Notebook) -> Bool
  private let now: () -> Double
  private var written: Double
  private var cost = 0.0
  /// Whether it could not be written any more, which is told once.
  private(set) var isBroken = false

  /// Makes a report of a run that has not begun; the caller writes it for the first time.
  ///
  /// - Parameters:
  ///   - sink: What keeps the run.
  ///   - thrift: The file is written again only after so many times what the last time took, except
  ///     at the end.
  ///   - now: Seconds, never going back.
  ///   - write: Writes the notebook; false, and the reason told, if it cannot.
  init(
    _ sink: NotebookSink, thrift: Double = 0,
    now: @escaping () -> Double = SystemTime.monotonic, write: @escaping (Notebook) -> Bool
  ) {
    self.sink = sink
    self.thrift = thrift
    self.write = write
    self.now = now
    written = now()
  }

  /// Keeps the event, and writes the file where it is time.
  func receive(_ event: Event) {
    sink.receive(event)
    switch event {
    case .runEnd: rewrite()
    case .cellEnd: if now() - written >= thrift * cost { rewrite() }
    default: if now() - written > max(Self.interval, thrift * cost) { rewrite() }
    }
  }

  private func rewrite() {
    written = now()
    guard !isBroken else { return }
    isBroken = !write(sink.notebook)
    cost = now() - written
  }
}
