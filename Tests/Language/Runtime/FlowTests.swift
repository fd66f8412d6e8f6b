import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// How statements run: scopes, branches, loops, `try`, and what is shown.
@Suite struct FlowTests {
  @Test(
    "runs",
    arguments: [
      ("if false { print 1 } else if true { print 2 } else { print 3 }", "2"),
      ("if false { print 1 } else { print 3 }", "3"),
      ("for i in 1..3 { print $i }", "1\n2\n3"), ("for i in 3..1 { print $i }; print 0", "0"),
      ("for x in [\"a\", 2] { print $x }", "a\n2"),
      ("for x in (tensor 7 8) { print $x }", "7.0\n8.0"),
      ("for i in 1..9 { if $i == 3 { break }; if $i == 1 { continue }; print $i }", "2"),
      ("for i in 1..2 { for j in 1..9 { if $j == 2 { break }; print $i $j } }", "1 1\n2 1"),
      ("let n = 0; while $n < 3 { set n = $n + 1 }; print $n", "3"),
      ("let n = 0; while true { set n = $n + 1; if $n > 4 { break } }; print $n", "5"),
      ("let x = 1; if true { let x = 2; set x = 3 }; print $x", "1"),
      ("let x = 1; if true { set x = 3 }; print $x", "3"),
      (
        "if true { let x = 1; if true { let x = 2; set x = 3; print $x }; print $x }", "3\n1"
      ),
      ("let x = 1; for i in 1..2 { print $x; let x = $i * 10; print $x }", "1\n10\n1\n20"),
      ("let i = 5; for i in 1..2 { }; print $i", "5"),
      (
        "for i in 9223372036854775806..9223372036854775807 { print $i }",
        "9223372036854775806\n9223372036854775807"
      ),
      (
        "try { fail \"no\" help=\"yes\"; print 1 } catch e { print $e.code $e.message $e.help }",
        "E0301 no yes"
      ),
      ("try { print (1 / 0) } catch e { print $e.code $e.help }", "E0303 none"),
      ("try { fail no } catch { print 2 }", "2"),
      ("for i in 1..3 { try { if $i == 2 { break } } catch { }; print $i }", "1"),
    ])
  func statements(_ source: String, _ output: String) throws {
    let bench = try Bench()
    #expect(try bench.check(source).map(\.message) == [])
    try bench.run(source)
    #expect(bench.output == output + "\n")
  }

  @Test("shows values of expressions and commands at the top level only")
  func results() throws {
    let bench = try Bench()
    try bench.run(
      "let r = train; 1 + 1; adam; print 1; \"text\"; if true { 5; adam }; $r.loss; (echo none)")
    #expect(bench.results == ["2", "adam 0.01", "text", "0.333333", "none"])
  }

  @Test("shows a record as a table of two columns")
  func recordResult() throws {
    let bench = try Bench()
    try bench.run("train epochs=12")
    let bundle = try #require(
      bench.sink.events.compactMap { event -> DisplayBundle? in
        if case .result(let bundle) = event { bundle } else { nil }
      }.first)
    #expect(bundle.text == "loss    0.333333\nepochs  12")
    guard case .table(let table)? = bundle.data.first else {
      Issue.record("no table")
      return
    }
    #expect(table.columns.map(\.title) == ["field", "value"])
    #expect(
      table.rows == [[.text("loss"), .number(1 / 3, digits: 6)], [.text("epochs"), .int(12)]])
  }

  @Test("keeps variables from cell to cell, and what was bound before an error")
  func cells() throws {
    let bench = try Bench()
    try bench.run("let a = 1")
    #expect(throws: RunFailure.self) { try bench.run("let b = 2; fail no; let c = 3") }
    try bench.run("print $a $b")
    #expect(bench.output == "1 2\n")
    #expect(try bench.failure("print $c").diagnostic.code == .undefinedVariable)
  }

  @Test("does not let 'try' catch what is expected, nor Ctrl-C")
  func uncatchable() throws {
    let bench = try Bench()
    let unexpected = try bench.failure("try { expect (1 > 2) } catch { print 1 }")
    #expect(unexpected.status == .unexpected)
    #expect(unexpected.diagnostic.code == .expectationFailed)
    #expect(unexpected.diagnostic.message == "expected (1 > 2)")
    let interrupted = try bench.failure("try { stop } catch { print 1 }")
    #expect(interrupted.status == .interrupted)
    #expect(interrupted.diagnostic.message == "interrupted in epoch 3")
    #expect(bench.output == "")
  }

  @Test(
    "looks for Ctrl-C at every statement and every round of a loop",
    arguments: [
      "while true { }", "for i in 1..9223372036854775807 { }", "print 1; print 2; print 3",
    ])
  func interruption(_ source: String) throws {
    let bench = try Bench()
    bench.interruption.after = 2
    let failure = try bench.failure(source)
    #expect(failure.status == .interrupted)
    #expect(failure.diagnostic.code == .interrupted)
    #expect(bench.interruption.looks == 3)
  }

  @Test("tells how far the outermost loop is, at most ten times a second")
  func progress() throws {
    let bench = try Bench()
    bench.interruption.delay = .milliseconds(30)
    let start = ContinuousClock.now
    try bench.run("for epoch in 1..10 { for i in 1..1 { } }")
    let took = (ContinuousClock.now - start) / .seconds(1)
    let reports = bench.sink.events.compactMap { event -> Progress? in
      if case .progress(let progress) = event { progress } else { nil }
    }
    #expect(!reports.isEmpty)
    #expect(Double(reports.count) <= took * 10)
    for report in reports {
      #expect(report.id == "loop")
      #expect(report.total == 10)
      #expect(report.label == "for epoch: \(report.done + 1) of 10")
    }
  }

  @Test("lets the loop inside of a round refine the report of the outermost loop")
  func nestedProgress() throws {
    let bench = try Bench()
    bench.interruption.delay = .milliseconds(15)
    try bench.run("for epoch in 1..2 { for step in 1..10 { }; for other in 1..3 { } }")
    let reports = bench.sink.events.compactMap { event -> Progress? in
      if case .progress(let progress) = event { progress } else { nil }
    }
    #expect(reports.count >= 2)
    #expect(reports.allSatisfy { $0.total == 20 })
    #expect(reports.contains { $0.label == "for epoch: 1 of 2" && (1...9).contains($0.done) })
    #expect(reports.map(\.done) == reports.map(\.done).sorted())
  }

  @Test("says in which round of which loop it was interrupted")
  func interruptedRound() throws {
    let bench = try Bench()
    let command = try bench.failure("for epoch in 1..6 { if $epoch == 2 { stop } }")
    #expect(command.diagnostic.message == "interrupted in epoch 3")
    #expect(command.diagnostic.notes == ["in round 2 of 6 of 'for epoch'"])
    bench.interruption.looks = 0
    bench.interruption.after = 4
    let between = try bench.failure("for epoch in 1..3 { for step in 1..9 { } }")
    #expect(between.diagnostic.message == "interrupted in this loop")
    #expect(
      between.diagnostic.notes == [
        "in round 2 of 9 of 'for step'", "in round 1 of 3 of 'for epoch'",
      ])
  }

  @Test(
    "ends lists that are nested without an end, before anything goes through them",
    arguments: [
      "let l = []; for i in 1..9999 { set l = [$l] }",
      "def f(x...) { return $x }; let l = f 1; while true { set l = f $l }",
    ])
  func nestedLists(_ source: String) throws {
    let failure = try Bench().failure(source)
    #expect(failure.diagnostic.code == .listTooDeep)
    #expect(failure.diagnostic.message == "lists are nested deeper than 200")
  }

  @Test("prints and compares lists that are nested as deeply as they may be")
  func deepLists() throws {
    let bench = try Bench()
    try bench.run("let l = []; for i in 1..199 { set l = [$l] }; print ($l == $l) $l")
    #expect(bench.output.hasPrefix("true [[["))
  }

  @Test(
    "runs what is nested nearly as deeply as the parser allows",
    arguments: [
      ("if true { ", "print 1", "}", 190), ("for i in 1..1 { ", "print 1", "}", 190),
      ("try { ", "print 1", "} catch { }", 190), ("echo (", "echo 1", ")", 90),
    ])
  func deepNesting(_ opening: String, _ core: String, _ closing: String, _ depth: Int) throws {
    let source =
      String(repeating: opening, count: depth) + core + String(repeating: closing, count: depth)
    let bench = try Bench()
    #expect(try bench.check(source).map(\.message) == [])
    try bench.run(source)
    #expect(bench.output == "1\n" || bench.results == ["1"])
  }
}
