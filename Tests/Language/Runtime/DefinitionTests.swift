import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// Commands that a script declares.
@Suite struct DefinitionTests {
  @Test(
    "calls",
    arguments: [
      (
        "def f(a: int, b: int = 2) { return $a * 10 + $b }; print (f 1) (f 1 5) (f 1 b=3)",
        "12 15 13"
      ),
      ("def f(a?: int) { if $a == none { return \"no\" }; return $a }; print (f) (f 4)", "no 4"),
      ("def f(first, rest...) { return [$first] + $rest }; print (f 1) (f 1 2 3)", "[1] [1, 2, 3]"),
      ("def f(x: float) { return $x }; print (f 2)", "2.0"),
      ("def f(w: text) { return $w }; print (f word)", "word"),
      (
        "def f(o: optimizer = adam) { return $o }; print (f) (f (adam rate=3))",
        "adam 0.01 adam 3.0"
      ),
      ("def f() { return }; print (f)", "none"), ("def f() { print 1 }; f", "1"),
      (
        "def fact(n: int) { if $n < 2 { return 1 }; return $n * (fact ($n - 1)) }; print (fact 10)",
        "3628800"
      ),
      (
        "def even(n: int) { if $n == 0 { return true }; return (odd ($n - 1)) }\n"
          + "def odd(n: int) { if $n == 0 { return false }; return (even ($n - 1)) }; print (even 10)",
        "true"
      ),
      ("let x = 1; def f() { print $x; let x = 2; set x = 3; print $x }; f; print $x", "1\n3\n1"),
      ("def f() { for i in 1..9 { if $i == 4 { return $i } } }; print (f)", "4"),
      ("def f() { return 1 }; def g() { return (f) }; print (g)", "1"),
    ])
  func calls(_ source: String, _ output: String) throws {
    let bench = try Bench()
    #expect(try bench.check(source).map(\.message) == [])
    try bench.run(source)
    #expect(bench.output == output + "\n")
  }

  @Test("calls the newest def of a name, also from defs that were there before")
  func redefinition() throws {
    let bench = try Bench()
    try bench.run("def f() { return 1 }; def g() { return (f) }; print (g)")
    try bench.run("def f() { return 2 }", "print (g)")
    #expect(bench.output == "1\n2\n")
  }

  @Test("makes current again what was current, when a def returns or fails")
  func currentHandles() throws {
    let bench = try Bench()
    try bench.run("let first = model lstm 5", "def f() { let m = model lstm 9; return $m }")
    try bench.run(
      "let second = f", "def g() { let m = model lstm 7; fail no }", "try { g } catch { }")
    #expect(bench.context.current["model"]?.summary == "5")
  }

  @Test("names the calls on the way to a fault, innermost first")
  func callChain() throws {
    let failure = try Bench().failure("def f() { fail no }; def g() { f }; g")
    #expect(failure.diagnostic.code == .commandFailed)
    #expect(failure.diagnostic.primary?.span.text == "no")
    #expect(failure.diagnostic.calls.map(\.command) == ["f", "g"])
    #expect(failure.diagnostic.calls.map(\.span.text) == ["f", "g"])
  }

  @Test("stops a recursion without end with an ordinary error")
  func endlessRecursion() throws {
    let bench = try Bench()
    let failure = try bench.failure("def f(n: int) { f ($n + 1) }; f 1")
    #expect(failure.status == .failed)
    #expect(failure.diagnostic.code == .callsTooDeep)
    #expect(failure.diagnostic.message == "calls are nested deeper than 200")
    #expect(failure.diagnostic.primary?.span.text == "f ($n + 1)")
    #expect(failure.diagnostic.calls.count == 201)
    try bench.run("try { f 1 } catch e { print $e.code }; print \"goes on\"")
    #expect(bench.output == "E0305\ngoes on\n")
  }

  @Test("recurses 200 deep")
  func deepRecursion() throws {
    let source = "def f(n: int) { if $n == 1 { return 1 }; return 1 + (f ($n - 1)) }; print (f 200)"
    #expect(try Bench.output(of: source) == "200\n")
  }

  @Test("stops a recursion of deeply nested blocks before the stack ends")
  func deeplyNestedRecursion() throws {
    let opening = String(repeating: "if true { ", count: 150)
    let closing = String(repeating: "}", count: 150)
    let failure = try Bench().failure("def f() { \(opening) f \(closing) }; f")
    #expect(failure.diagnostic.code == .callsTooDeep)
    #expect(failure.diagnostic.message.hasSuffix("which is as many as can be"))
  }

  @Test("reports a variable that a def reads before the cell that binds it")
  func unboundGlobal() throws {
    let bench = try Bench()
    let source = "def f() { print $later }; f; let later = 1"
    #expect(try bench.check(source).isEmpty)
    let failure = try bench.failure(source)
    #expect(failure.diagnostic.code == .undefinedVariable)
    #expect(failure.diagnostic.calls.map(\.command) == ["f"])
  }

  @Test("declares a def in the form of every command")
  func declaration() throws {
    let bench = try Bench()
    try bench.run("## Try a size.\n## Slowly.\ndef try-size(units: int 1..9 = 3 ## cells\n) { }")
    let declaration = try #require(bench.interpreter.definitions["try-size"]).declaration
    #expect(declaration.summary == "Try a size")
    #expect(declaration.details == "Slowly.")
    #expect(declaration.parameters.map(\.name) == ["units"])
    #expect(declaration.parameters[0].summary == "cells")
    #expect(declaration.parameters[0].limits == .between(1, 9))
  }
}
