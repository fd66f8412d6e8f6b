import MNLDiagnostics
import MNLRuntime
import Testing

/// A script that doubles without end meets an error before it meets the end of the memory.
@Suite struct SizeTests {
  @Test("a text has 64 MiB at most")
  func text() throws {
    let source = "let t = '0123456789abcdef'; while true { set t = \"{$t}{$t}\" }"
    let fault = try Bench().failure(source).diagnostic
    #expect(fault.code == .valueTooLarge)
    #expect(fault.message == "a text has at most 67108864 bytes (64 MiB)")
    #expect(fault.primary?.text == "would have more")
  }

  @Test(
    "a list has 10000000 values at most, lists within it included",
    arguments: [
      ("let l = [1]; while true { set l = $l + $l }", "would hold 16777216"),
      ("let l = [1]; while true { set l = [$l, $l] }", "would hold 12582910"),
    ])
  func list(_ source: String, _ label: String) throws {
    let fault = try Bench().failure(source).diagnostic
    #expect(fault.code == .valueTooLarge)
    #expect(fault.message == "a list holds at most 10000000 values, lists within it included")
    #expect(fault.primary?.text == label)
  }

  @Test("what is shown of a long list of long lists is short")
  func shown() throws {
    let bench = try Bench()
    try bench.run("let l = [1]; for k in 1..10 { set l = $l + $l }; [$l, $l]")
    #expect(bench.results.last?.hasSuffix(", … 924 more]]") == true)
  }
}
