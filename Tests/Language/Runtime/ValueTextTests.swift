import MNLDiagnostics
import MNLRuntime
import Testing

/// How values are written.
@Suite struct ValueTextTests {
  @Test(
    "prints values in their shortest exact form",
    arguments: [
      ("0.7250999808311462", "0.7250999808311462"), ("1.0", "1.0"), ("0.1", "0.1"),
      ("1e-5", "1e-5"), ("0.0001", "0.0001"), ("1e16", "1e16"), ("123456789.0", "123456789.0"),
      ("-1.5e-7", "-1.5e-7"), ("10_000", "10000"), ("20%", "0.2"), ("true", "true"),
      ("none", "none"), ("90s", "90s"), ("120s", "2min"), ("1.5h", "90min"), ("0.25s", "250ms"),
      ("1.5s", "1.5s"), ("0s", "0s"), ("-(0s)", "0s"), ("2e20min", "1.2e22s"),
      ("64MB", "64MB"), ("64MiB", "64MiB"),
      ("1500B", "1500B"),
      ("0B", "0B"), ("1..3", "1..3"), ("[1, \"a\\\"b\", [2.5]]", "[1, \"a\\\"b\", [2.5]]"),
      ("\"a b\"", "a b"), ("(train)", "train \n(loss=0.3333333333333333 epochs=1)"),
    ])
  func printed(_ expression: String, _ text: String) throws {
    #expect(try Bench.output(of: "print (\(expression))") == text + "\n")
  }

  @Test(
    "shows numbers with six significant digits at most",
    arguments: [
      ("0.7250999808311462", "0.7251"), ("1 / 3", "0.333333"), ("2.0", "2.0"),
      ("1234567.25", "1234567.0"), ("123.456789", "123.457"), ("0.000012345678", "1.23457e-5"),
      ("1e20", "1e20"), ("[0.1234567, 1]", "[0.123457, 1]"), ("0.0", "0.0"),
      ("1 / 3e5", "3.33333e-6"),
    ])
  func shown(_ expression: String, _ text: String) throws {
    let bench = try Bench()
    try bench.run("(\(expression))")
    #expect(bench.results == [text])
  }

  @Test("cuts a long list short where it is shown")
  func longList() throws {
    let bench = try Bench()
    try bench.run("let l = []; for i in 1..120 { set l = $l + [$i] }; $l")
    #expect(bench.results.first?.hasSuffix("99, 100, … 20 more]") == true)
  }

  @Test(
    "writes values in texts by their formats",
    arguments: [
      ("{0.98125:.4}", "0.9812"), ("{0.5:.0}", "0"), ("{2:.2}", "2.00"), ("{0.9812:.1%}", "98.1%"),
      ("{0.29:%}", "29%"), ("{1:%}", "100%"), ("{7:4}|", "   7|"), ("{7:<4}|", "7   |"),
      ("{'ab':4}|", "ab  |"), ("{'ab':>4}|", "  ab|"), ("{3.14159:>8.2}|", "    3.14|"),
      ("{'größer':7}|", "größer |"), ("{12345:2}", "12345"), ("{{1}}", "{1}"),
      ("{(sum 1 2)}", "3.0"), ("{[1, 2]}", "[1, 2]"), ("{30s:>6}", "   30s"),
    ])
  func formats(_ text: String, _ written: String) throws {
    #expect(try Bench.output(of: "print \"\(text)\"") == written + "\n")
  }

  @Test("writes numbers with digits only")
  func digitsOfText() throws {
    let failure = try Bench().failure("let t = 'ab'; print \"{$t:.2}\"")
    Fault(
      "E0302", "", at: "$t", "only a number can be written with digits after the point",
      label: "is the text \"ab\""
    ).expect(failure.diagnostic)
  }
}
