import MNLSession
import Testing

@testable import MNLTerminal

@Suite struct CandidateListTests {
  private func text(
    _ labels: [String], details: [String] = [], hint: String? = nil, rows: Int = 24,
    columns: Int = 80
  ) -> String {
    let candidates = labels.indices.map {
      Completion.Candidate(labels[$0], detail: details.isEmpty ? "" : details[$0])
    }
    return CandidateList.text(
      of: Completion(replaced: 0..<0, candidates: candidates, hint: hint), rows: rows,
      columns: columns)
  }

  @Test("reads down the columns")
  func columns() {
    #expect(text(["a", "bb", "c", "d", "e"], columns: 10) == "a   d\nbb  e\nc\n")
  }

  @Test("puts those with a detail one below the other, and the hint last")
  func details() {
    let result = text(["epochs=", "世="], details: ["how long", "x"], hint: "train NAME")
    #expect(result == "epochs=  how long\n世=      x\ntrain NAME\n")
  }

  @Test("counts what does not fit the window")
  func overflow() {
    let labels = (1...40).map { "number-\($0)" }
    let lines = text(labels, rows: 8, columns: 20).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.last == "and 36 more")
  }

  @Test("cuts what is wider than the window")
  func wide() {
    let result = text(["a"], details: [String(repeating: "x", count: 90)], hint: "h", columns: 20)
    #expect(result == "a  " + String(repeating: "x", count: 13) + "...\nh\n")
  }

  @Test("shows a hint alone")
  func hint() {
    #expect(text([], hint: "nothing more to say") == "nothing more to say\n")
  }

  @Test("leaves a blank behind a candidate out of its label")
  func label() {
    #expect(Completion.Candidate("train ").label == "train")
    #expect(Completion.Candidate("epochs=").label == "epochs=")
  }
}
