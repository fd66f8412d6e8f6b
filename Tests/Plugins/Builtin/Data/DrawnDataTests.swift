import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// The commands that draw data which are divided or measured in a way of their own.
@Suite struct DrawnDataTests {
  @Test("says that no person is in two parts, and where they are")
  func sensors() throws {
    let bench = try Workbench()
    try bench.run("load sensors persons=10 windows=12 steps=16")
    #expect(bench.output.contains("divided by group"))
    #expect(bench.output.contains("none of them in two parts"))
    #expect(
      bench.results == [
        "sensors: 84 train, 12 validation, 24 test, 16 steps of 3 numbers, 6 classes"
      ])
    try bench.run("load sensors persons=10 windows=12 steps=16 split=stratified")
    #expect(bench.output.contains("the same ones in several parts"))
  }

  @Test("sets the naive forecasts beside a model's, and keeps them with what eval says")
  func seasons() throws {
    let bench = try Workbench()
    try bench.run(
      """
      load seasons days=20 steps=24
      model lstm 2
      let r = eval
      let naive = $r.naive.mae
      let seasonal = $r.seasonal.mae
      let scaled = $r.mase * (eval split=train).seasonal.mae
      let mae = $r.mae
      show $r
      """)
    #expect(bench.output.contains("480 hours, divided by time: the last are for the test"))
    #expect(try bench.number("naive") > 0.3 && bench.number("seasonal") > 0.5)
    #expect(abs(try bench.number("scaled") - bench.number("mae")) < 1e-9)
    let text = try #require(bench.displays.last).text
    #expect(text.contains("naive: the last value"))
    #expect(text.contains("seasonal naive: the value 24 steps before"))
  }

  @Test("says what helps where no person is left to learn from")
  func noPersons() throws {
    let fault = try Workbench().failure("load sensors persons=3 windows=6 steps=16 test=0.9")
    #expect(fault.message.contains("too few examples"))
    #expect(fault.help?.contains("`test`") == true)
  }
}
