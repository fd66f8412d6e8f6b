import MNLEvents
import MNLRuntime

/// Tells how far the reading of some files is, one after the other.
final class ReadingReport {
  private let context: CommandContext
  private var work: (path: String, report: WorkReport)?

  /// Tells a context.
  init(_ context: CommandContext) { self.context = context }

  deinit { work?.report.end() }

  /// Tells that so many bytes of a file are read, if it is time to.
  func tell(_ path: String, done: Int, of total: Int) {
    if work?.path != path {
      work?.report.end()
      work = (
        path, WorkReport("load", "reading \(path)", total: total, unit: "bytes", context)
      )
    }
    work?.report.tell(done: done)
  }
}
