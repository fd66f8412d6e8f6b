import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

@Suite struct GatesCommandTests {
  private func bench(_ model: String = "model lstm 20") throws -> Workbench {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; \(model); train epochs=1 batch=50")
    return bench
  }

  private func matrices(_ bench: Workbench) throws -> [Matrix] {
    let bundle = try #require(
      bench.sink.events.compactMap { event in
        if case .result(let bundle) = event { bundle } else { nil }
      }.last)
    guard case .report(let parts)? = bundle.data.first else { return [] }
    return parts.flatMap(\.data).compactMap { data in
      if case .matrix(let matrix) = data { matrix } else { nil }
    }
  }

  @Test("shows the means of shares and of values over the units, a column for each step")
  func means() throws {
    let bench = try bench()
    try bench.run("gates 3")
    let found = try matrices(bench)
    #expect(
      found.map(\.rowNames) == [["input", "forget", "output"], ["candidate", "cell", "hidden"]])
    #expect(
      found.allSatisfy { $0.columnNames.count == 28 && $0.values.allSatisfy { $0.count == 28 } })
    #expect(found.map(\.shading) == [.unit, .signed])
    #expect(try #require(bench.results.last).hasPrefix("lstm 20 on digits test, image 3: "))
  }

  @Test("shows one of them unit by unit")
  func units() throws {
    let bench = try bench()
    try bench.run("gates gate=forget")
    #expect(try matrices(bench).map(\.rowNames.count) == [16])
    try bench.run("gates gate=cell units=50")
    #expect(try matrices(bench).map(\.rowNames.count) == [20])
    #expect(try matrices(bench)[0].shading == .signed)
  }

  @Test("gives all numbers as tensors")
  func fields() throws {
    let bench = try bench("model lstm 6 4")
    try bench.run("let g = gates layer=1; print $g.forget.shape $g.steps $g.units")
    #expect(bench.output.hasSuffix("[28, 4] 28 4\n"))
  }

  @Test(
    "says what is wrong",
    arguments: [
      ("model gru 4", "gates", "only an LSTM has these gates, and gru 4 is made of gru"),
      ("model lstm 4 bidirectional=true", "gates", "with `bidirectional` cannot be shown"),
      ("model lstm 4", "gates layer=1", "there is no layer 1: lstm 4 has 1 layer"),
      ("model lstm 4", "gates 24", "24"),
    ])
  func faults(_ model: String, _ cell: String, _ words: String) throws {
    let fault = try bench(model).failure(cell)
    #expect(fault.message.contains(words), "\(fault.message)")
  }
}
