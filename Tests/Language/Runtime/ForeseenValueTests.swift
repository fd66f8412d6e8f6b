import MNLDiagnostics
import MNLRuntime
import Testing

/// What the check says of values that are known before the run, against what the run does.
@Suite struct ForeseenValueTests {
  @Test("agrees with the run on random programs of literals", arguments: 0..<8)
  func agreement(seed: UInt64) throws {
    var programs = ValuePrograms(seed: seed, hasUnknown: false)
    var refused = 0
    for _ in 0..<250 {
      let program = programs.next()
      let found = try Bench().check(program).map(Self.words)
      let failure = try Self.failure(of: program)
      // A division by zero and numbers that are too large are left to the run.
      if failure?.hasPrefix("E0303") == true { continue }
      #expect(failure.map(found.contains) ?? found.isEmpty, "\(found) in \(program)")
      refused += failure == nil ? 0 : 1
    }
    #expect((50...200).contains(refused), "\(refused): programs that hardly tell anything")
  }

  @Test("never refuses what runs, where some values are known to the run alone", arguments: 0..<8)
  func noFalseAlarm(seed: UInt64) throws {
    var programs = ValuePrograms(seed: 100 + seed, hasUnknown: true)
    var refused = 0
    for _ in 0..<250 {
      let program = programs.next()
      guard let found = try Bench().check(program).first else { continue }
      refused += 1
      #expect(try Self.failure(of: program) != nil, "\(found.message) in \(program)")
    }
    #expect(refused > 25, "\(refused): programs that hardly tell anything")
  }

  @Test("keeps no text and no list that grows with each line")
  func growth() throws {
    let line = "let t = \"{$t}{$t}\"; let l = $l + $l\n"
    let text = "let t = \"ab\"; let l = [1, 2]\n" + String(repeating: line, count: 60)
    #expect(try Bench().check(text).isEmpty)
  }

  private static func words(_ diagnostic: Diagnostic) -> String {
    // The run stops at the first mistake, and the check finds those behind it, too.
    "\(diagnostic.code): \(diagnostic.message) \(diagnostic.help ?? "none")"
  }

  /// What stops a program that runs unchecked: nothing in a `try` is complained about before.
  private static func failure(of program: String) throws -> String? {
    let bench = try Bench()
    try bench.run(
      """
      let failure = none
      try {
        \(program)
      } catch e {
        set failure = "{$e.code}: {$e.message} {$e.help}"
      }
      """)
    guard case .text(let failure)? = bench.interpreter.variables["failure"] else { return nil }
    return failure
  }
}
