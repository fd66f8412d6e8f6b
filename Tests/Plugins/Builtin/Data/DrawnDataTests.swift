import MNLDiagnostics
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

  @Test("says what helps where no person is left to learn from")
  func noPersons() throws {
    let fault = try Workbench().failure("load sensors persons=3 windows=6 steps=16 test=0.9")
    #expect(fault.message.contains("too few examples"))
    #expect(fault.help?.contains("`test`") == true)
  }
}
