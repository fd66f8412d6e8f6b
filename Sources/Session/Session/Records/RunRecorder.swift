import MNLData
import MNLDiagnostics
package import MNLEvents
import MNLNotebook
import MNLRuntime

/// The sink that keeps the record of a run: what it was started with, what it measured, how it ended.
///
/// To be attached after all other sinks that write into the directory, so that a record with an end
/// is that of a whole directory.
package final class RunRecorder: EventSink, RunWitness {
  /// The record is written again only after so many times what the last time took.
  private static let thrift = 100.0

  private let directory: RunDirectory
  private let metrics: RunFile
  private var record: RunRecord
  private var cell: Int?
  private var written = SystemTime.monotonic()
  private var cost = 0.0
  private var artifacts = Artifacts()
  private var git: GitProbe?

  /// Begins a record, and writes what is known of the run before it begins.
  ///
  /// - Parameters:
  ///   - directory: Where it goes.
  ///   - prepared: What runs.
  ///   - session: The session in which it runs.
  ///   - command: The command line, `mnl` first.
  ///   - milliseconds: When the run begins, since 1970.
  ///   - old: The name of the run that it goes on from; nil if it begins.
  package init(
    _ directory: RunDirectory, of prepared: PreparedDocument, in session: Session,
    command: [String], at milliseconds: Int, resuming old: String? = nil
  ) {
    let bytes = prepared.document.bytes
    var hash = ContentHash()
    hash.update(bytes.span)
    let settings = session.interpreter.context.settings
    self.directory = directory
    metrics = directory.open("metrics.jsonl")
    record = RunRecord(
      id: directory.id, started: SystemTime.rfc3339(milliseconds),
      script: RunRecord.Script(path: prepared.document.file.name, sha256: hash.hexadecimal()),
      command: command, seed: Int(clamping: settings.seed))
    record.parameters = session.interpreter.parameters(of: prepared.scripts).map {
      RunRecord.Parameter($0)
    }
    record.plugins = session.interpreter.registry.plugins.map {
      RunRecord.Plugin(name: $0.name, version: Version.current)
    }
    record.resumedFrom = old
    record.surroundings = RunSurroundings(threads: settings.threads)
    let values = record.parameters.map { JSONValue.Member($0.name, $0.value) }
    directory.write(bytes, to: "script.mnl")
    directory.write(Self.lines(of: .object(values)), to: "params.json")
    if prepared.document.file.name.first != "<" {
      git = GitProbe(of: prepared.document.file.name, into: directory.path)
    }
    session.interpreter.context.witness = self
    write()
  }

  /// Keeps which data were loaded.
  package func loaded(_ name: String, items: Int, hash: () -> String) {
    let data = RunRecord.LoadedData(name: name, sha256: hash(), items: items)
    if !record.data.contains(data) { record.data.append(data) }
  }

  /// Keeps which file was written.
  package func wrote(_ path: String) { artifacts.note(path, cell: cell) }

  /// Keeps the event.
  package func receive(_ event: Event) {
    directory.flushIfDue()
    switch event {
    case .cellStart(let start): cell = start.index
    case .metric(let metric): keep(metric)
    case .diagnostic(let diagnostic):
      guard diagnostic.severity == .error, record.failure == nil else { break }
      record.failure = RunRecord.Failure(
        code: diagnostic.code.description, message: diagnostic.message, cell: cell)
    case .cellEnd(let end):
      cell = nil
      record.cells[end.status.rawValue, default: 0] += 1
      writeArtifacts()
      if SystemTime.monotonic() - written > Self.thrift * cost { write() }
    case .runEnd(let end): finish(end)
    default: break
    }
  }

  private func keep(_ metric: Metric) {
    record.summary.add(metric)
    let line = JSONValue.object(pairs: [
      ("ts", .text(SystemTime.rfc3339(SystemTime.wall()))), ("cell", JSONValue(optional: cell)),
      ("name", .text(metric.name)), ("split", JSONValue(optional: metric.split)),
      ("value", JSONValue(optional: metric.value)), ("epoch", JSONValue(optional: metric.epoch)),
      ("step", JSONValue(optional: metric.step)),
    ])
    metrics.append(line.text(.line) + "\n")
  }

  /// Writes which files there are, if one was written since.
  private func writeArtifacts() {
    guard artifacts.isChanged else { return }
    directory.createFolder("artifacts")
    directory.write(Self.lines(of: artifacts.index()), to: "artifacts/index.json")
  }

  /// Takes what git said, if it has said everything.
  private func askGit(waits: Bool) {
    guard let probe = git, let state = probe.answer(waits: waits) else { return }
    record.git = state
    git = nil
  }

  private func finish(_ end: RunEnd) {
    askGit(waits: true)
    git = nil
    writeArtifacts()
    record.status = RunState(end.status)
    record.exitCode = end.exitCode
    record.ended = SystemTime.rfc3339(SystemTime.wall())
    record.seconds = end.seconds
    directory.write(Self.lines(of: record.summary.json), to: "summary.json")
    directory.flush()
    directory.checkNames()
    write()
  }

  private func write() {
    let start = SystemTime.monotonic()
    askGit(waits: false)
    // Whoever labels a run that goes on writes the record, too.
    record.label = StoredRun(at: directory.path)?.record.label ?? record.label
    directory.write(record.bytes, to: RunDirectory.recordName)
    written = SystemTime.monotonic()
    cost = written - start
  }

  private static func lines(of json: JSONValue) -> [UInt8] {
    Array(json.text(.notebook).utf8) + [UInt8(ascii: "\n")]
  }
}
