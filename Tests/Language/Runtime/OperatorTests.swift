import MNLDiagnostics
import MNLRuntime
import Testing

/// What operators, fields and indices give, and what they refuse.
@Suite struct OperatorTests {
  @Test(
    "computes",
    arguments: [
      ("1 + 2 * 3", "7"), ("7 / 2", "3.5"), ("6 / 2", "3.0"), ("7 div 2", "3"),
      ("-7 div 2", "-4"), ("-7 mod 2", "1"), ("7 mod -2", "-1"), ("7.5 div 2", "3.0"),
      ("-7.5 mod 2", "0.5"), ("2 ^ 10", "1024"), ("2 ^ -1", "0.5"), ("-2 ^ 2", "-4"),
      ("2 ^ 0.5 ^ 0", "2.0"), ("1 + 0.5", "1.5"), ("0.1 + 0.2", "0.30000000000000004"),
      ("[1] + [2, \"a\"]", "[1, 2, \"a\"]"), ("30s + 1min", "90s"), ("2 * 30s", "1min"),
      ("1h / 4", "15min"), ("1h / 1min", "60.0"), ("64MB * 0.5", "32MB"), ("64MB / 16MB", "4.0"),
      ("1MB - 1KB", "999KB"), ("1..3", "1..3"), ("(1 + 1)..4", "2..4"),
      ("-9223372036854775807 - 1", "-9223372036854775808"),
      ("-9223372036854775807 mod -1", "0"),
    ])
  func arithmetic(_ expression: String, _ value: String) throws {
    #expect(try Bench.output(of: "print (\(expression))") == value + "\n")
  }

  @Test(
    "compares",
    arguments: [
      ("1 < 2", true), ("2 <= 2.0", true), ("1 == 1.0", true), ("1 != 2", true),
      ("\"a\" < \"b\"", true), ("\"é\" == \"e\u{301}\"", true), ("30s < 1min", true),
      ("1KB < 1KiB", true), ("[1, 2] == [1, 2.0]", true), ("[1, 2] == [1]", false),
      ("[1, \"a\"] == [1, 2]", false), ("none == none", true), ("1 == none", false),
      ("\"a\" != none", true), ("true == false", false), ("1..3 == 1..3", true),
      ("2 in [1, 2]", true), ("\"a\" in [1, 2]", false), ("3 in 1..3", true),
      ("4 in 1..3", false), ("\"ell\" in \"hello\"", true), ("\"\" in \"\"", true),
      ("not 1 == 2", true), ("true and false or true", true),
    ])
  func comparisons(_ expression: String, _ holds: Bool) throws {
    #expect(try Bench.output(of: "print (\(expression))") == "\(holds)\n")
  }

  @Test("looks at the right side of 'and' and 'or' only where it matters")
  func shortCircuit() throws {
    #expect(
      try Bench.output(of: "print (false and 1 / 0 > 0) (true or 1 / 0 > 0)") == "false true\n")
  }

  @Test("compares handles by what they are")
  func handleIdentity() throws {
    let output = try Bench.output(of: "let a = adam; let b = adam; print ($a == $a) ($a == $b)")
    #expect(output == "true false\n")
  }

  static let knownFaults = [
    Fault(
      "E0302", "\"a\" + \"b\"", at: "+", "'+' takes two numbers or two lists",
      label: "got the text \"a\" and the text \"b\"",
      help: "texts are joined in one: `\"{$a}{$b}\"`"),
    Fault(
      "E0302", "[1] + 2", at: "+", "'+' takes two numbers or two lists",
      label: "got a list of 1 and 2", help: "put the value into a list: `$list + [$value]`"),
    Fault(
      "E0302", "true * 2", at: "*", "'*' takes two numbers", label: "got true and 2"),
    Fault("E0302", "1 @ 2", at: "@", "'@' takes two matrices", label: "got 1 and 2"),
    Fault(
      "E0302", "30s + 1", at: "+", "'+' takes two numbers or two lists", label: "got 30s and 1"),
    Fault(
      "E0302", "1 == \"1\"", at: "==", "'==' compares values of one kind",
      label: "got 1 and the text \"1\""),
    Fault(
      "E0302", "true < false", at: "<", "'<' orders numbers, durations, sizes and texts",
      label: "got true and false"),
    Fault(
      "E0302", "1 in 2", at: "in",
      "'in' looks for a value in a list, an int in a range, or text in text",
      label: "got 1 and 2"),
    Fault("E0302", "-\"a\"", at: "-\"a\"", "'-' takes a number", label: "got the text \"a\""),
    Fault(
      "E0302", "let n = \"six\"; let m = $n * 2; print ($m + 1)", at: "*", "'*' takes two numbers",
      label: "got the text \"six\" and 2"),
    Fault(
      "E0302", "print \"{[1, 2]:.3}\"", at: "[1, 2]",
      "only a number can be written with digits after the point", label: "is a list of 2"),
    Fault(
      "E0302", "let n = \"six\"; print \"{$n:%}\"", at: "$n",
      "only a number can be written with percent", label: "is the text \"six\""),
    Fault(
      "E0302", "for x in [\"a\"] { print ($x - 1) }", at: "-", "'-' takes two numbers",
      label: "got text and 1"),
    Fault(
      "E0302", "not 3", at: "3", "a condition must be true or false", label: "got 3",
      help: "compare it with something, as in `$x > 0`"),
    Fault(
      "E0302", "let m = (adam); not $m", at: "$m", "a condition must be true or false",
      label: "got an optimizer"),
    Fault(
      "E0302", "(adam) > 0.9", at: ">", "'>' compares values of one kind",
      label: "got an optimizer and 0.9"),
    Fault(
      "E0201", "let name = \"digts\"; load $name", at: "$name", "unknown command 'load digts'",
      help: "did you mean `load digits`?"),
  ]

  /// What only the run finds, in the values.
  static let faults = [
    Fault(
      "E0303", "9223372036854775807 + 1", at: "+",
      "the result is beyond the whole numbers of 64 bits",
      help: "calculate with a number that has a point, such as `1.0`"),
    Fault(
      "E0303", "3 ^ 99", at: "^", "the result is beyond the whole numbers of 64 bits",
      help: "calculate with a number that has a point, such as `1.0`"),
    Fault(
      "E0303", "(-9223372036854775807 - 1) div -1", at: "div",
      "the result is beyond the whole numbers of 64 bits",
      help: "calculate with a number that has a point, such as `1.0`"),
    Fault("E0303", "1 / 0", at: "/", "division by zero", label: "the right side is 0"),
    Fault("E0303", "1 mod 0", at: "mod", "division by zero", label: "the right side is 0"),
    Fault("E0303", "1.5 / 0.0", at: "/", "division by zero", label: "the right side is 0"),
    Fault("E0303", "0 ^ -1", at: "^", "division by zero", label: "the right side is 0"),
    Fault(
      "E0302", "(echo \"a\")..2", at: "(echo \"a\")..2", "a range goes from one int to another",
      label: "got the text \"a\" and 2"),
    Fault(
      "E0302", "-(echo \"a\")", at: "-(echo \"a\")", "'-' takes a number",
      label: "got the text \"a\""),
    Fault(
      "E0302", "not (echo 1)", at: "(echo 1)", "a condition must be true or false",
      label: "got 1", help: "compare it with something, as in `$x > 0`"),
    Fault(
      "E0302", "not (echo (adam))", at: "(echo (adam))", "a condition must be true or false",
      label: "got an optimizer"),
    Fault(
      "E0302", "true and (echo 1)", at: "(echo 1)", "a condition must be true or false",
      label: "got 1", help: "compare it with something, as in `$x > 0`"),
    Fault(
      "E0304", "let l = (echo [1, 2]); $l[2]", at: "2", "the index must be from 0 to 1",
      label: "got 2"),
    Fault(
      "E0304", "let l = (echo [1, 2]); $l[-1]", at: "-1", "the index must be from 0 to 1",
      label: "got -1"),
    Fault(
      "E0304", "let l = (echo []); $l[0]", at: "0", "this list is empty, so no index is allowed",
      label: "got 0"),
    Fault(
      "E0302", "let l = (echo [1]); $l[\"a\"]", at: "\"a\"", "an index is an int",
      label: "got the text \"a\""),
    Fault(
      "E0213", "(echo (train)).acuracy", at: "acuracy", "this record has no field 'acuracy'",
      help: "its fields are `loss`, `epochs`"),
    Fault(
      "E0213", "(echo (adam)).nam", at: "nam", "this optimizer has no field 'nam'",
      help: "did you mean `name`?"),
    Fault(
      "E0601", "(tensor 1 2) + (tensor 1 2 3)", at: "+", "'+' needs shapes that fit",
      label: "[2] and [3]"),
    Fault(
      "E0302", "(tensor 1) * 2", at: "*", "'*' takes two numbers", label: "got a tensor and 2"),
  ]

  @Test(
    "refuses before anything runs what is known not to be possible, with the place of the operator",
    arguments: knownFaults)
  func knownRefusals(_ fault: Fault) throws {
    let bench = try Bench()
    let found = try bench.check("print \"not printed\"; " + fault.source)
    #expect(found.count == 1)
    fault.expect(try #require(found.first))
  }

  @Test(
    "says of kinds what it would say of values",
    arguments: [
      ("n: int", "$n + \"a\"", "got an int and the text \"a\""),
      ("n: text", "$n < 1", "got text and 1"), ("n: duration", "$n + 1", "got a duration and 1"),
      ("n: float", "1 in $n", "got 1 and a float"), ("n: bool", "-$n", "got a bool"),
      ("n...", "$n * 2", "got a list and 2"), ("n: optimizer", "$n == 1", "got an optimizer and 1"),
      ("n: text", "\"{$n:.2}\"", "is text"), ("n: int", "not $n", "got an int"),
      ("n: int", "($n / 2)..3", "got a float and 3"),
      ("n: size", "$n * 2 + 1", "got a size and 1"),
    ])
  func kinds(_ parameter: String, _ expression: String, _ label: String) throws {
    let found = try Bench().check("def f(\(parameter)) { return (\(expression)) }")
    #expect(found.map(\.code) == [.wrongKind])
    #expect(found.first?.primary?.text == label)
  }

  @Test("refuses with the place of the operator and what it got", arguments: faults)
  func refusals(_ fault: Fault) throws {
    let bench = try Bench()
    #expect(try bench.check(fault.source).isEmpty)
    fault.expect(try bench.failure(fault.source).diagnostic)
  }

  @Test(
    "reaches into values",
    arguments: [
      ("let l = [4, [5, 6]]; print $l[0] $l[1][1]", "4 6"), ("print (2..9)[3]", "5"),
      ("let r = train epochs=4; print $r.epochs", "train epochs=4\n4"),
      ("print (tensor 7 8)[1]", "8.0"),
      ("let d = load digits; print $d.train", "load digits seed=1\n5"),
      ("let s = (tensor 1 2) + (tensor 3 4); print $s", "sum"),
    ])
  func access(_ source: String, _ output: String) throws {
    #expect(try Bench.output(of: source) == output + "\n")
  }
}
