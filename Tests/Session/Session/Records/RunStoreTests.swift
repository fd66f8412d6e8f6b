import Foundation
import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRuntime
import Testing

@testable import MNLSession

@Suite struct RunStoreTests {
  private let folder = NSTemporaryDirectory() + "mnl-runs-" + UUID().uuidString
  private var store: RunStore { RunStore(folder: folder) }

  /// Makes the directory of a run that ended, with a label or without.
  @discardableResult
  private func run(at milliseconds: Int, label: String? = nil) throws -> String {
    let directory = try RunDirectory.create(in: store, at: milliseconds) { _ in }
    var record = RunRecord(
      id: directory.id, started: SystemTime.rfc3339(milliseconds),
      script: RunRecord.Script(path: "a.mnl", sha256: "00"), command: ["mnl"], seed: 1)
    record.label = label
    record.status = .completed
    directory.write(record.bytes, to: RunDirectory.recordName)
    return directory.id
  }

  private func refusal(_ name: String) -> String? {
    do throws(RunFault) {
      _ = try store.find(name)
      return nil
    } catch {
      return [error.diagnostic.message, error.diagnostic.help ?? ""].joined(separator: "; ")
    }
  }

  @Test("runs are listed from the oldest to the newest, under names that tell when they began")
  func list() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let second = try run(at: 1_700_000_001_000)
    let first = try run(at: 1_700_000_000_000)
    #expect(store.list().runs.map(\.record.id) == [first, second])
    #expect(first.hasPrefix("20231114-221320-"))
    #expect(RunStore(folder: folder + "/none").list().runs.isEmpty)
  }

  @Test("a run is found by its id, by the beginning of it, by its label and by its path")
  func find() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try run(at: 1_700_000_000_000, label: "good one")
    let second = try run(at: 1_800_000_000_000)
    #expect(try store.find(first).record.id == first)
    #expect(try store.find("2023").record.id == first)
    #expect(try store.find("good one").record.id == first)
    #expect(try store.find("\(folder)/\(second)").record.id == second)
  }

  @Test("what no run or several are called is refused with what there is")
  func unknown() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try run(at: 1_700_000_000_000, label: "good")
    let second = try run(at: 1_700_000_001_000)
    #expect(refusal("202")?.contains("may be any of 2 runs") == true)
    #expect(refusal("202")?.contains(first) == true)
    #expect(refusal("goot")?.contains("did you mean `good`?") == true)
    #expect(refusal("zzz")?.contains("the newest is `\(second)`") == true)
    #expect(refusal("\(folder)/none")?.contains("is no run") == true)
  }

  @Test("a directory without a record that can be read is damaged, and the others are listed")
  func damaged() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let good = try run(at: 1_700_000_000_000)
    let bad = try run(at: 1_700_000_001_000)
    try Data("{".utf8).write(to: URL(filePath: "\(folder)/\(bad)/run.json"))
    let listing = store.list()
    #expect(listing.runs.map(\.record.id) == [good])
    #expect(listing.damaged == [bad])
  }

  @Test("a run goes on as long as its lock is held, and is killed if it left no end")
  func states() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var directory: RunDirectory? = try RunDirectory.create(in: store, at: 0) { _ in }
    let record = RunRecord(
      id: directory?.id ?? "", started: SystemTime.rfc3339(0),
      script: RunRecord.Script(path: "a.mnl", sha256: "00"), command: ["mnl"], seed: 1)
    directory?.write(record.bytes, to: RunDirectory.recordName)
    #expect(store.list().runs.map(\.state) == [.running])
    directory = nil
    #expect(store.list().runs.map(\.state) == [.killed])
  }

  @Test("a record is read as it was written, with what a later version knows besides")
  func record() throws {
    var record = RunRecord(
      id: "x", started: "2026-01-01T00:00:00.000Z",
      script: RunRecord.Script(path: "a.mnl", sha256: "00"), command: ["mnl", "run"], seed: 7)
    record.label = "name"
    record.status = .failed
    record.exitCode = 1
    record.ended = "2026-01-01T00:00:01.000Z"
    record.seconds = 1.25
    record.cells = ["ok": 2, "failed": 1]
    record.parameters = [
      RunRecord.Parameter(name: "n", value: .int(2), defaultValue: .int(1), origin: "option")
    ]
    record.data = [RunRecord.LoadedData(name: "mnist", sha256: "ab", items: 3)]
    record.failure = RunRecord.Failure(code: "E0301", message: "no", cell: 2)
    record.git = GitProbe.state("# branch.oid abc\n# branch.head main\n1 .M N... x\n")
    record.summary.add(Metric(name: "loss", value: 0.5, split: "train", epoch: 1))
    var members = try #require(record.json.members)
    members.append(.init("later", .text("kept")))
    let read = try #require(RunRecord(.object(members)))
    #expect(read.json.members?.last?.key == "later")
    var same = read
    same.others = []
    #expect(same == record)
  }

  @Test("a summary has the last and the best of each measure, by what is better")
  func summary() {
    var summary = RunSummary()
    for (epoch, value) in [0.5, 0.9, 0.7].enumerated() {
      summary.add(Metric(name: "accuracy", value: value, split: "validation", epoch: epoch + 1))
      summary.add(Metric(name: "loss", value: value, split: "train", epoch: epoch + 1))
    }
    #expect(summary["accuracy"]?.last == 0.7)
    #expect(summary["accuracy"]?.best == 0.9)
    #expect(summary["accuracy"]?.bestStep == 2)
    #expect(summary["train.loss"]?.best == 0.5)
    #expect(summary["none"] == nil)
  }

  @Test(
    "the names of runs are completed as texts, at their beginning and within them",
    arguments: [
      ("runs diff ", 3), ("runs diff \"", 3), ("runs diff \"2023", 2), ("runs diff \"go", 1),
      ("runs diff \"good one\" \"2023", 2), ("runs diff first=\"2023", 2), ("runs \"2023", 0),
    ])
  func completion(text: String, count: Int) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = RunStore(folder: folder + "/mnl/runs")
    for (place, label) in [nil, "good one"].enumerated() {
      let directory = try RunDirectory.create(
        in: store, at: 1_700_000_000_000 + place * 1000
      ) { _ in }
      var record = RunRecord(
        id: directory.id, started: SystemTime.rfc3339(0),
        script: RunRecord.Script(path: "a.mnl", sha256: "00"), command: ["mnl"], seed: 1)
      record.label = label
      directory.write(record.bytes, to: RunDirectory.recordName)
    }
    let session = try Session(
      settings: SessionSettings(environment: ["XDG_STATE_HOME": folder]), plugins: [],
      sink: RecordingSink(), interruption: Interruption())
    let found = session.completion(text, at: text.utf8.count).candidates
      .filter { $0.label.hasPrefix("\"") }
    #expect(found.count == count, "\(found.map(\.label))")
  }

  @Test("what git tells is read, also without a branch and before the first commit")
  func git() {
    #expect(
      GitProbe.state("# branch.oid abc\n# branch.head (detached)\n")
        == GitState(commit: "abc", branch: nil, isDirty: false))
    #expect(GitProbe.state("# branch.oid (initial)\n# branch.head main\n") == nil)
    #expect(GitProbe.state("") == nil)
  }
}
