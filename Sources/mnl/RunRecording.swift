import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRender
import MNLSession

/// Puts a run on record: the directory, and the sinks that fill it.
struct RunRecording {
  /// What the files cost at most is a share of the run: the notebook is written again only after so
  /// many times what the last time took.
  private static let thrift = 200.0

  let options: RecordOptions
  let streams: ProcessStreams
  /// The name of the cell in which a place lies, for diagnostics.
  let cellName: (SourceSpan) -> String?

  /// Begins the record of a run, unless there is to be none.
  ///
  /// - Parameters:
  ///   - prepared: What is about to run.
  ///   - source: Where it comes from.
  ///   - session: The session in which it runs.
  ///   - old: The run that it goes on from; nil if it begins.
  /// - Returns: The directory; nil if there is none. A directory that nobody asked for and that cannot
  ///   be made is told of, and does not keep the script from running.
  /// - Throws: `RefusedDocument` if the directory that was asked for cannot hold the run.
  func begin(
    _ prepared: PreparedDocument, of source: Source, in session: Session,
    resuming old: StoredRun?
  ) throws(RefusedDocument) -> RunDirectory? {
    guard !options.noRecord, source.isFile || options.runDir != nil else { return nil }
    let time = SystemTime.wall()
    let tell: (Diagnostic) -> Void = { [streams] in streams.say($0) }
    let directory: RunDirectory
    do throws(SourceFailure) {
      if let path = options.runDir {
        directory = try RunDirectory.create(at: path, tell: tell)
      } else if let store = RunStore(in: Environment.variables) {
        directory = try RunDirectory.create(in: store, at: time, tell: tell)
      } else {
        warn("neither HOME nor XDG_STATE_HOME is set")
        return nil
      }
    } catch {
      guard options.runDir == nil else { throw RefusedDocument(error) }
      warn(error.diagnostic.message)
      return nil
    }
    attach(directory, prepared, session)
    session.attach(
      RunRecorder(
        directory, of: prepared, in: session, command: ["mnl"] + CommandLine.arguments.dropFirst(),
        at: time, resuming: old?.record.id))
    return directory
  }

  private func warn(_ reason: String) {
    streams.say(
      Diagnostic(
        .unrecordedRun, "the run is not recorded: \(reason)", severity: .warning,
        help: "leave records out with `--no-record`, or name a place with `--run-dir`"))
  }

  /// The sinks that draw: the events, what a person saw, the notebook.
  private func attach(
    _ directory: RunDirectory, _ prepared: PreparedDocument, _ session: Session
  ) {
    let events = JSONLinesSink(output: RecordedOutput(directory.open("events.jsonl")))
    events.cellName = cellName
    session.attach(events)
    let log = RecordedOutput(directory.open("output.log"))
    let style = StreamStyle(usesUnicode: true)
    let text = TextSink(
      output: .init(log, style), errors: .init(log, style), progress: .lines)
    text.cellName = cellName
    session.attach(text)
    let notebook = NotebookSink(
      prepared.document, injected: session.injectedParameters(of: prepared))
    notebook.cellName = cellName
    let name = prepared.document.file.name
    session.attach(
      ReportFile(notebook, thrift: Self.thrift) { [streams] notebook in
        do throws(DocumentFailure) {
          let writer = NotebookWriter(version: Version.current)
          let text = try writer.text(of: notebook, as: .jupyter, named: name)
          let page = try writer.text(of: notebook, as: .html, named: name)
          directory.write(Array(text.utf8), to: "notebook.ipynb")
          directory.write(Array(page.utf8), to: "report.html")
          return true
        } catch {
          for diagnostic in error.diagnostics { streams.say(diagnostic) }
          return false
        }
      })
  }
}

/// A growing file of a record as an output.
private final class RecordedOutput: TextOutput {
  /// None: it is no terminal.
  let columns: Int? = nil

  private let file: RunFile

  init(_ file: RunFile) { self.file = file }

  func write(_ text: String) { file.append(text) }
}
