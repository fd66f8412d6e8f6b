import MNLDiagnostics
import MNLEvents
import MNLNotebook
import Testing

@testable import MNLSession

@Suite struct RunComparisonTests {
  private func run(
    _ id: String, rate: Double? = nil, loss: Double? = nil, status: RunState = .completed
  ) -> StoredRun {
    var record = RunRecord(
      id: id, started: "2026-01-01T00:00:00.000Z",
      script: RunRecord.Script(path: "a.mnl", sha256: "00"), command: ["mnl"], seed: 1)
    record.status = status
    if let rate {
      record.parameters = [
        RunRecord.Parameter(
          name: "rate", value: .number(rate), defaultValue: nil, origin: "option")
      ]
    }
    if let loss { record.summary.add(Metric(name: "loss", value: loss, split: "test")) }
    return StoredRun(record, at: "/nowhere/\(id)")
  }

  private func wanted(_ filter: String, of runs: [StoredRun]) throws -> [String] {
    let filter = try RunFilter(filter)
    return runs.filter(filter.wants).map(\.record.id)
  }

  @Test(
    "a filter chooses by facts, parameters and measures",
    arguments: [
      ("", ["a", "b", "c"]), ("params.rate<0.05", ["a"]), ("params.rate >= 0.05", ["b"]),
      ("status=failed", ["c"]), ("status != failed", ["a", "b"]),
      ("loss<0.6 and status=completed", ["a"]), ("test.loss>0.6", ["b"]), ("id>a and id<=b", ["b"]),
      ("params.rate!=0.01", ["b", "c"]), ("params.none=1", []),
    ] as [(String, [String])])
  func filter(text: String, expected: [String]) throws {
    let runs = [
      run("a", rate: 0.01, loss: 0.5), run("b", rate: 0.1, loss: 0.7), run("c", status: .failed),
    ]
    #expect(try wanted(text, of: runs) == expected)
  }

  @Test(
    "what is no filter is refused",
    arguments: ["rate", "=1", "rate=", "rate~1", "a=1 and", "a=1 b=2 = 3", "a==1"])
  func malformed(text: String) { #expect(throws: RunFault.self) { try RunFilter(text) } }

  @Test("runs are sorted by numbers as numbers, those without last")
  func order() throws {
    let runs = [run("a", rate: 10), run("b"), run("c", rate: 9)]
    #expect(
      try runs.sorted(by: "params.rate", descending: false).map(\.record.id) == ["c", "a", "b"])
    #expect(
      try runs.sorted(by: "params.rate", descending: true).map(\.record.id) == ["a", "c", "b"])
    #expect(throws: RunFault.self) { try runs.sorted(by: "params.none", descending: true) }
  }

  @Test("measures that are apart by more than the tolerance deviate")
  func deviations() {
    let comparison = RunComparison(run("a", loss: 1), run("b", loss: 1.001))
    #expect(comparison.deviations(beyond: 0.01).isEmpty)
    #expect(comparison.deviations(beyond: 1e-6) == ["test.loss: 1.0 expected, 1.001 found"])
    #expect(
      RunComparison(run("a", loss: 1), run("b")).deviations(beyond: 1)
        == ["test.loss: 1.0 expected, nothing found"])
  }

  @Test("lines that are gone and new stand among those around them")
  func lines() {
    let old: [Substring] = ["a", "b", "c", "d", "e", "f"]
    #expect(LineDifference(old, old).unified(context: 1).isEmpty)
    #expect(
      LineDifference(old, ["a", "b", "x", "d", "e", "f", "g"]).unified(context: 1)
        == ["  …", "  b", "- c", "+ x", "  d", "  …", "  f", "+ g"])
    #expect(LineDifference([], ["a"]).unified(context: 1) == ["+ a"])
    #expect(LineDifference(["a"], []).unified(context: 1) == ["- a"])
  }

  @Test("a table of runs is CSV that holds anything")
  func csv() {
    var one = run("a", rate: 0.5)
    one.record.label = "say \"so\", now"
    #expect(
      RunTable.csv(of: [one]).split(separator: "\r\n").last
        == "a,\"say \"\"so\"\", now\",completed,2026-01-01T00:00:00.000Z,,,a.mnl,1,0.5")
  }
}
