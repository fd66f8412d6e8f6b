import MNLDiagnostics
import MNLRuntime
import Testing

@Suite struct WarningTests {
  private func warnings(_ cells: [String]) throws -> [String] {
    let bench = try Bench()
    let found = bench.interpreter.check(try cells.map(Bench.parse), isWhole: true)
    #expect(found.allSatisfy { $0.severity == .warning })
    return found.map { diagnostic in
      let place = diagnostic.primary.map { $0.span.file.text(of: $0.span.range) } ?? ""
      return "\(diagnostic.code) \(place)"
    }
  }

  @Test("warns of parameters that nothing reads, in the order of the text")
  func unread() throws {
    #expect(
      try warnings(["param b: int = 1\nparam a: int = 2\nparam used: int = 3", "print \"{$used}\""])
        == ["E0218 b", "E0218 a"])
  }

  @Test(
    "takes a parameter for read wherever it is read",
    arguments: [
      "print \"{$n}\"", "def f() { print $n }", "let m = [$n]", "if $n > 1 { }",
      "for k in 1..$n { }", "let m = (train epochs=$n).loss",
    ])
  func read(reader: String) throws {
    #expect(try warnings(["param n: int = 1", reader]).isEmpty)
  }

  @Test("does not take a local variable of the same name for it")
  func shadowed() throws {
    #expect(try warnings(["param n: int = 1\nfor n in 1..2 { print $n }"]) == ["E0218 n"])
  }

  @Test("waits at the prompt, where more may come")
  func prompt() throws {
    #expect(try Bench().check("param n: int = 1").isEmpty)
  }

  @Test(
    "warns of the first statement that nothing can reach",
    arguments: [
      ("for k in 1..2 { break; print 1; print 2 }", "print 1"),
      ("for k in 1..2 { continue\n print 1 }", "print 1"),
      ("def f() { return 1; print 2 }", "print 2"),
      ("def f(a: bool) { if $a { return 1 } else { return 2 }; print 3 }", "print 3"),
      (
        "for k in 1..2 { if $k == 1 { if true { break } else { continue } } else { break }; print 4 }",
        "print 4"
      ),
    ])
  func unreachable(script: String, place: String) throws {
    #expect(try warnings([script]) == ["E0219 \(place)"])
  }

  @Test(
    "does not warn where some way leads on",
    arguments: [
      "for k in 1..2 { if $k == 1 { break }; print 1 }",
      "def f(a: bool) { if $a { return 1 } else { print 2 }; print 3 }",
      "for k in 1..2 { for j in 1..2 { break }; print 1 }",
      "for k in 1..2 { try { break } catch { }; print 1 }",
      "for k in 1..2 { print 1; break }",
    ])
  func reachable(script: String) throws {
    #expect(try warnings([script]).isEmpty)
  }
}
