import MNLDiagnostics
import MNLRuntime
import Testing

/// Files that must exist are looked for before anything runs.
@Suite struct PathTests {
  static let disk: [String: PathContent] = [
    "here": .file, "data": .folder, "/home/ada/here": .file, "secret/model": .unknown,
  ]

  @Test(
    "what must exist and does not is found by the check",
    arguments: [
      Fault("E0216", "read nope", at: "nope", "there is no file 'nope'"),
      Fault("E0216", "read file='no/pe'", at: "file='no/pe'", "there is no file 'no/pe'"),
      Fault("E0216", "read ~/nope", at: "~/nope", "there is no file '/home/ada/nope'"),
      Fault("E0216", "read data", at: "data", "'data' is a folder, expected a file"),
      Fault("E0216", "read folder=nope", at: "folder=nope", "there is no folder 'nope'"),
      Fault(
        "E0216", "read folder=here", at: "folder=here", "'here' is a file, expected a folder"),
      Fault("E0216", "read nope; write nope", at: "nope", "there is no file 'nope'"),
      Fault("E0216", "def f() { write m }; read nope; f", at: "nope", "there is no file 'nope'"),
    ])
  func missing(_ fault: Fault) throws {
    let found = try Bench(disk: Self.disk).check(fault.source)
    #expect(found.count == 1)
    if let first = found.first { fault.expect(first) }
  }

  @Test(
    "what is there, may be written before, or only the run knows is no fault",
    arguments: [
      "read here", "read ~/here", "read folder=data", "read secret/model", "read",
      "write nope; read nope", "write ./nope; read nope", "if false { write nope }; read nope",
      "let path = 'x'; write $path; read nope", "let path = 'nope'; read $path",
      "let name = 'nope'; read \"{$name}\"", "def f() { write nope }; f; read nope",
      "def f(path) { write $path }; f 'nope'; read nope",
    ])
  func allowed(_ source: String) throws {
    #expect(try Bench(disk: Self.disk).check(source).isEmpty)
  }

  @Test(
    "in a block or a def, which may be there for want of the file, only the run can tell",
    arguments: [
      "try { read nope } catch { }", "if false { read nope }", "for k in 1..0 { read nope }",
      "def f() { read nope }",
    ])
  func blocks(_ source: String) throws {
    #expect(try Bench(disk: Self.disk).check(source).isEmpty)
  }

  @Test("a def that an earlier entry declared may have written any file")
  func earlierDefinition() throws {
    let bench = try Bench()
    try bench.run("def keep() { write nope }")
    #expect(try bench.check("keep; read nope").isEmpty)
  }

  @Test("a cell before it wrote the file, so the next cell does not look for it")
  func laterCell() throws {
    let bench = try Bench()
    #expect(try bench.check("write nope", "read nope").isEmpty)
    try bench.run("write nope", "read nope")
  }

  @Test("a role needs a path")
  func contradiction() throws {
    struct Odd: Plugin {
      let name = "odd"
      let summary = "Contradicts itself"
      let commands = [
        PluginCommand(
          CommandDeclaration(
            "odd", "Odd",
            parameters: [ParameterDeclaration("text", .text, "which", pathRole: .readsFile)])
        ) { _, _ in .none }
      ]
    }
    let clash = #expect(throws: PluginClash.self) { try Registry().register(Odd()) }
    #expect(clash?.message.contains("says what is done with its path, but text is none") == true)
  }
}
