import MNLDiagnostics
import MNLRuntime
import MNLSyntax
import MNLTestSupport
import Testing

@Suite struct ForeseenShapeTests {
  /// What the check says of a cell; nothing runs.
  private func check(_ cell: String, on bench: Workbench) throws -> [Diagnostic] {
    bench.interpreter.check([try Parser.parse(SourceFile(name: "test", text: cell))])
  }

  private func check(_ cell: String) throws -> [Diagnostic] { try check(cell, on: try Workbench()) }

  @Test(
    "finds shapes that cannot be before anything runs",
    arguments: [
      "reshape (constant [1, 2, 3]) [2, 2]",
      "let x = placeholder [none, 784]; reshape $x [-1, 5, 28]",
      "let x = placeholder [none, 784]; let w = variable (truncated-normal [100, 10]); $x @ $w",
      "matmul (constant [[1, 2]]) (constant [[3, 4]])",
      "(constant [1, 2]) + (constant [1, 2, 3])",
      "let a = constant [1, 2]; let b = constant [1, 2, 3]; print ($a < $b)",
      "concatenate (constant [[1]]) (constant [[1], [2]])",
      "mean (constant [1, 2]) axis=1",
      "softmax (constant 1)",
      "constant [1, 2, 3] shape=[2, 2]",
      "dynamic-rnn (lstm-cell 8) (placeholder [none, 28])",
      "let r = dynamic-rnn (gru-cell 8) (placeholder [none, 4, 3]); reshape $r.state.h [-1, 5]",
      "let w = variable [1, 2]; minimize adam ($w * 2)",
      "let sizes = [2, 2]; reshape (constant [1, 2, 3]) $sizes",
      "def broken(x: int) { return (reshape (constant [1, 2, 3]) [2, 2]) }",
      "for i in 1..3 { let y = reshape (constant [1, 2, 3]) [2, 2] }",
    ])
  func misfits(cell: String) throws {
    #expect(try check(cell).map(\.code) == [.shapeMismatch])
  }

  @Test(
    "finds indices that are out of range",
    arguments: [
      "(constant [1, 2])[2]", "let x = constant [[1, 2], [3, 4]]; $x[1][2]",
      "let list = [1, 2]; let i = 5; print $list[$i]",
    ])
  func indices(cell: String) throws {
    #expect(try check(cell).map(\.code) == [.indexOutOfRange])
  }

  @Test("finds a variable that is beyond the limits of a parameter")
  func limits() throws {
    #expect(try check("let units = 0; lstm-cell $units").map(\.code) == [.outOfRange])
  }

  @Test("says nothing that follows from a mistake")
  func followUps() throws {
    let found = try check(
      "let a = reshape (constant [1, 2, 3]) [2, 2]; let b = $a @ $a; reshape $b [7]")
    #expect(found.count == 1)
  }

  @Test(
    "says nothing of what it cannot know, and of what no run reaches",
    arguments: [
      "def f(x: tensor) { return (reshape $x [2, 2]) }",
      "let x = constant [1, 2, 3]; set x = (constant [1, 2, 3, 4]); reshape $x [2, 2]",
      "let n = 3; if $n == 4 { let y = reshape (constant [1, 2, 3]) [2, 2] }",
      "let n = 0; if $n > 0 and $n < 9 { let c = lstm-cell $n }",
      "let list = []; if (length $list) > 0 and $list[0] > 1 { print 1 }",
      "if true { print 1 } else { let y = reshape (constant [1, 2, 3]) [2, 2] }",
      "while false { let y = reshape (constant [1, 2, 3]) [2, 2] }",
      "for i in [] { let y = reshape (constant [1, 2, 3]) [2, 2] }",
      "try { reshape (constant [1, 2, 3]) [2, 2] } catch e { print $e.code }",
      "let x = run (constant [1, 2, 3]); reshape $x [2, 2]",
      "let c = lstm-cell 4; if false { dynamic-rnn $c (placeholder [none, 2, 3]) }; "
        + "dynamic-rnn $c (placeholder [none, 2, 5])",
      "let x = placeholder [none, 28, 28]; (dynamic-rnn (lstm-cell 100) $x).state.h",
    ])
  func silence(cell: String) throws {
    #expect(try check(cell).map(\.message) == [])
  }

  @Test("knows the shapes of tensors that earlier cells have made")
  func laterCells() throws {
    let bench = try Workbench()
    try bench.run("let x = placeholder [none, 784]; let w = variable [[1, 2]]")
    #expect(try check("$x @ $w", on: bench).map(\.code) == [.shapeMismatch])
    #expect(try check("reshape $x [-1, 28, 28]", on: bench).isEmpty)
  }

  @Test("asks for no memory that only a run would need")
  func largeTensors() throws {
    #expect(try check("let x = constant 0 shape=[20000, 20000]; $x @ $x").isEmpty)
  }

  @Test("changes nothing in the graph of the session")
  func pureCheck() throws {
    let bench = try Workbench()
    _ = try check("let a = placeholder [none, 2] name=images; let b = variable 1", on: bench)
    try bench.run("let a = placeholder [none, 2] name=images")
    #expect(try bench.value("a").printed.contains("'images'"))
  }

  @Test("agrees with the run on random programs of literal shapes", arguments: 0..<6)
  func agreement(seed: UInt64) throws {
    var programs = ShapePrograms(random: SeededGenerator(seed: seed))
    var refused = 0
    for _ in 0..<150 {
      let program = programs.next()
      let found = try check(program).first.map { "\($0.code): \($0.message)" }
      let failure = try Self.failure(of: program)
      #expect(found == failure, "\(program)")
      refused += failure == nil ? 0 : 1
    }
    #expect((20...130).contains(refused), "\(refused): programs that hardly tell anything")
  }

  /// What stops a program that runs unchecked: nothing in a `try` is complained about before.
  private static func failure(of program: String) throws -> String? {
    let bench = try Workbench()
    try bench.run(
      """
      let failure = none
      try {
        \(program)
      } catch e {
        set failure = "{$e.code}: {$e.message}"
      }
      """)
    guard case .text(let failure) = try bench.value("failure") else { return nil }
    return failure
  }
}
