import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// What is found in a whole document before its first cell runs.
@Suite struct CheckerTests {
  static let faults = [
    Fault("E0208", "print $x", at: "$x", "nothing binds '$x'"),
    Fault(
      "E0208", "let hidden = 5; print $hiden", at: "$hiden", "nothing binds '$hiden'",
      help: "did you mean `$hidden`?"),
    Fault(
      "E0208", "if true { let x = 1 }; print $x", at: "$x", "nothing binds '$x'",
      help: "it ended with its block: bind it before the block, and `set` it there"),
    Fault(
      "E0208", "for epoch in 1..3 { }; print $epoch", at: "$epoch", "nothing binds '$epoch'",
      help: "it ended with its block: bind it before the block, and `set` it there"),
    Fault("E0208", "print \"a {$x:.2}\"", at: "$x", "nothing binds '$x'"),
    Fault("E0208", "set x = 1", at: "x", "nothing binds '$x'"),
    Fault("E0208", "let x = $x + 1", at: "$x", "nothing binds '$x'"),
    Fault(
      "E0208", "let best = 0; def f() { set best = 1 }", at: "best",
      "a 'def' cannot set '$best', which is bound outside of it",
      help: "return the new value, or bind one of its own: `let best = …`"),
    Fault(
      "E0202", "print (train epoch=3)", at: "epoch", "'train' has no parameter 'epoch'",
      help: "did you mean `epochs`?"),
    Fault(
      "E0202", "print \"{(train epoch=3)}\"", at: "epoch",
      "'train' has no parameter 'epoch'", help: "did you mean `epochs`?"),
    Fault(
      "E0213", "let r = train; print $r.los", at: "los", "this record has no field 'los'",
      help: "did you mean `loss`?"),
    Fault(
      "E0213", "print (train).accuracy", at: "accuracy", "this record has no field 'accuracy'",
      help: "its fields are `loss`, `epochs`"),
    Fault(
      "E0213", "let d = load digits; print $d.trian", at: "trian",
      "this data has no field 'trian'", help: "did you mean `train`?"),
    Fault(
      "E0213", "let k = \"digits\"; let d = load $k; print $d.trian", at: "trian",
      "this data has no field 'trian'", help: "did you mean `train`?"),
    Fault(
      "E0213", "try { } catch e { print $e.massage }", at: "massage",
      "this record has no field 'massage'", help: "did you mean `message`?"),
    Fault(
      "E0302", "let n = 5; print $n.length", at: "length", "only records and handles have fields",
      label: "of an int"),
    Fault(
      "E0302", "let n = 5; print $n[0]", at: "0",
      "only lists, ranges and handles with elements have an index", label: "of an int"),
    Fault(
      "E0302", "if 1 { }", at: "1", "a condition must be true or false", label: "got 1",
      help: "compare it with something, as in `$x > 0`"),
    Fault(
      "E0302", "while \"a\" { }", at: "\"a\"", "a condition must be true or false",
      label: "got the text \"a\"", help: "compare it with something, as in `$x > 0`"),
    Fault(
      "E0302", "for x in 5 { }", at: "5",
      "'for' goes through a range, a list or a handle with elements", label: "got 5",
      help: "write a range, `1..5`"),
    Fault(
      "E0302", "print 0.5..2", at: "0.5..2", "a range goes from one int to another",
      label: "got 0.5 and 2"),
    Fault(
      "E0302", "let n = \"a\"; for i in 1..$n { }", at: "1..$n",
      "a range goes from one int to another", label: "got 1 and the text \"a\""),
    Fault(
      "E0208", "if true { if true { let inner = 1 }; print $inner }", at: "$inner",
      "nothing binds '$inner'",
      help: "it ended with its block: bind it before the block, and `set` it there"),
    Fault(
      "E0201", "f; def f() { }", at: "f", "unknown command 'f'",
      help: "move its `def` above this line"),
    Fault(
      "E0210", "def f() { }; def f() { }", at: "f", "the def 'f' is declared twice",
      label: "declared before", help: "give one of them another name"),
    Fault(
      "E0210", "def f(a, a) { }", at: "a", "the parameter 'a' is declared twice",
      label: "declared before", help: "give one of them another name"),
    Fault(
      "E0210", "param n = 1; param n = 2", at: "n", "the param 'n' is declared twice",
      label: "declared before", help: "give one of them another name"),
    Fault(
      "E0211", "param n: int 1..5 = 9", at: "9",
      "the default contradicts the declaration: n must be from 1 to 5", label: "got 9"),
    Fault(
      "E0211", "param n: int = 1.5", at: "1.5",
      "the default contradicts the declaration: n must be an int", label: "got 1.5"),
    Fault(
      "E0211", "param n: int = six", at: "six", "the default of 'n' must be an int",
      label: "is the word six"),
    Fault(
      "E0211", "param n: int 5..1 = 5", at: "5..1", "these limits leave no value"),
    Fault(
      "E0211", "param n: text 1..5", at: "1..5",
      "limits belong to numbers, durations and sizes, not to text", help: "leave the limits out"),
    Fault(
      "E0211", "param n: duration 1..5 = 2s", at: "1..5",
      "the limits of a duration must be such values too: '1' is not"),
    Fault(
      "E0211", "param n: a|b|a = a", at: "a", "the choice 'a' stands here twice",
      help: "leave one of them out"),
    Fault(
      "E0211", "def f(a..., b) { }", at: "b",
      "'a' takes the remaining values, so nothing may follow it",
      help: "make `a...` the last parameter"),
    Fault(
      "E0212", "param n: itn = 5", at: "itn", "unknown type 'itn'", help: "did you mean `int`?"),
    Fault(
      "E0212", "def f(d: date) { }", at: "date", "unknown type 'date'",
      help: "did you mean `data`?"),
    Fault(
      "E0205", "param n: int", at: "n: int", "the parameter 'n' has no value",
      help: "give it one with `--set n=…`"),
    Fault(
      "E0215", "use tset", at: "tset", "there is no module 'tset'", help: "did you mean `test`?"),
    Fault(
      "E0214", "def test.train() { }", at: "test.train",
      "'test.train' is the full name of a command of the plugin 'test'",
      help: "give the `def` another name"),
    Fault(
      "E0203", "def f(n: int 1..5) { }; f 9", at: "9", "n must be from 1 to 5", label: "got 9"),
    Fault(
      "E0204", "def f(n: int) { train to=$n }", at: "to=$n", "to must be a path",
      label: "got an int"),
  ]

  @Test("finds each mistake and nothing else", arguments: faults)
  func mistakes(_ fault: Fault) throws {
    let diagnostics = try Bench().check(fault.source)
    #expect(diagnostics.count == 1)
    fault.expect(try #require(diagnostics.first))
  }

  @Test(
    "finds nothing in code that is right, or that only the run can judge",
    arguments: [
      "let x = 1; let x = \"now text\"; print $x", "let x = 1; if true { set x = 2 }; print $x",
      "let x = none; for i in 1..3 { set x = (train) }; print $x.loss",
      "let x = (echo 1); print $x.field $x[0]; train epochs=$x; if $x { }",
      "def a() { b }; def b() { a }", "def f() { print $later }; let later = 1; f",
      "def f(n: int = 3, rest...) { print $n $rest[0] }; f 1 2 3",
      "param n: int 1..5 = 3 ## how many\ntrain epochs=$n",
      "param d: mnist|digits = mnist\nload $d", "param o: optimizer = adam\ntrain optimizer=$o",
      "param name = word", "param maybe?: int\nprint $maybe",
      "for x in (tensor 1 2) { print $x }", "use test", "try { fail no } catch { }",
      "let r = train; def f() { print $r.anything }",
      "let n = 1; set n = \"a\"; print ($n + 1)", "def f(n) { return ($n + 1) }; f 1",
      "def f(n?: int, m: int = none) { return ($n + [1] == $m) }",
      "try { print (1 + \"a\"); if 3 { }; for x in 1 { }; print (1)[0] (0.5..2) } catch { }",
      "let x = 0; if $x != 0 { print (1 / $x) }", "if false { print (1 + \"a\") }",
      "def f(a: tensor, b: tensor) { return (($a + $b) < 1) }",
      "let o = (adam); print ($o == none) ($o in [1]) \"{$o:>8}\"",
      "for x in [1, \"a\"] { print ($x + 1) }", "let l = []; for x in $l { print ($x + 1) }",
    ])
  func soundCode(_ source: String) throws {
    #expect(try Bench().check(source).map(\.message) == [])
  }

  @Test("reports independent mistakes together, in the order of the text and of the cells")
  func severalMistakes() throws {
    let diagnostics = try Bench().check(
      "def f() { trian }\nprint $y", "train epochs=0 rate=0", "wibble $z\nf 1")
    #expect(
      diagnostics.map(\.code.description) == [
        "E0201", "E0208", "E0203", "E0203", "E0201", "E0208", "E0206",
      ])
  }

  @Test("reports a name that nothing binds once, and nothing that follows from a mistake")
  func noFollowUps() throws {
    let diagnostics = try Bench().check(
      "print $x\nprint $x", "let r = evall\nprint $r.loss\ntrain epochs=$r", "set x = 1")
    #expect(diagnostics.map(\.code.description) == ["E0208", "E0201"])
  }

  @Test("shows ten mistakes and says how many more there are")
  func manyMistakes() throws {
    let cell = (1...13).map { "print $x\($0)" }.joined(separator: "\n")
    let diagnostics = try Bench().check(cell)
    #expect(diagnostics.count == 10)
    #expect(diagnostics.last?.notes == ["3 more errors are not shown"])
    #expect(diagnostics.dropLast().allSatisfy { $0.notes.isEmpty })
  }

  @Test("warns where a def takes the place of a command, which its owner's name still reaches")
  func shadowing() throws {
    let bench = try Bench()
    let source = "def train(n: int) { print \"mine\" $n }"
    let diagnostic = try #require(try bench.check(source).first)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.code == .clashingCommands)
    #expect(diagnostic.message == "this 'def' takes the place of the command 'train'")
    #expect(diagnostic.help == "`test.train` still calls the command of the plugin")
    try bench.run(source + "; train 3; test.train epochs=2; let r = 1")
    #expect(bench.output == "mine 3\ntrain epochs=2\n")
  }

  @Test("checks a cell against what earlier ones have left, as the prompt needs")
  func followsTheSession() throws {
    let bench = try Bench()
    try bench.run("let n = 5; def f(a: int) { return $a }", "let r = train")
    #expect(try bench.check("print $n (f 1) $r.loss").isEmpty)
    #expect(try bench.check("print $r.los").map(\.code) == [.unknownField])
    #expect(try bench.check("train to=$n").map(\.code) == [.wrongType])
    #expect(try bench.check("f \"x\"").map(\.code) == [.wrongType])
    #expect(try bench.check("def f() { }").isEmpty)
  }

  @Test("leaves the session as it is")
  func checkChangesNothing() throws {
    let bench = try Bench()
    _ = try bench.check("let n = 5; def f() { }; print 1")
    #expect(bench.interpreter.variables.isEmpty)
    #expect(bench.interpreter.definitions.isEmpty)
    #expect(bench.sink.events.isEmpty)
  }

  @Test("refuses to run any of a cell in which something is wrong")
  func wholeCellFirst() throws {
    let bench = try Bench()
    let failure = try bench.failure("print 1; trian")
    #expect(failure.diagnostic.code == .unknownCommand)
    #expect(bench.output == "")
  }
}
