import MNLDiagnostics
import MNLRuntime
import MNLSyntax
import Testing

@Suite struct ModuleTests {
  private static let shelf = [
    "sums": """
    ## Doubles a number.
    ##
    ## Further words.
    ## > print (twice 4)  # Eight
    ## See also: print, thrice
    def twice(n: int ## the number
    ) { return ($n * 2) }
    ## Three times a number.
    def thrice(n: int) { return ((twice $n) + $n) }
    """,
    "user": "use sums\ndef six() { return (thrice 2) }",
    "faulty": "def a() { prnt 1 }",
    "broken": "def a( {",
    "loose": "print 1\ndef a() { }",
    "a": "use b", "b": "use c", "c": "use a", "own": "use own",
    "rival": "def twice(n: int) { return $n }", "plugin-like": "def train() { }",
    "./test.mnl": "def a() { }",
    "reader": "def f() { return $outside }",
  ]

  private func bench() throws -> Bench { try Bench(modules: Self.shelf) }

  private func faults(_ text: String) throws -> [Diagnostic] { try bench().check(text) }

  @Test("brings the commands of a module, by their names and by their full names")
  func names() throws {
    let bench = try bench()
    try bench.run("use sums\nprint (twice 2) (sums.twice 3) (thrice 1)")
    #expect(bench.output == "4 6 3\n")
  }

  @Test("finds nothing wrong with a text that calls the commands of a module")
  func checked() throws {
    #expect(try faults("use sums\nprint (twice 2) (sums.thrice n=1)").isEmpty)
  }

  @Test("checks the arguments of the commands of a module")
  func arguments() throws {
    let faults = try faults("use sums\ntwice no")
    #expect(faults.map(\.code.description) == ["E0204"])
  }

  @Test("brings what a module declares and not what it uses itself")
  func usesOfModules() throws {
    let bench = try bench()
    try bench.run("use user\nprint (six)")
    #expect(bench.output == "6\n")
    #expect(try faults("use user\ntwice 2").map(\.code.description) == ["E0201"])
  }

  @Test("lets a module call its own commands, whatever else has their names")
  func ownNames() throws {
    let bench = try bench()
    try bench.run("use sums\ndef twice(n: int) { return 0 }\nprint (thrice 5) (twice 5)")
    #expect(bench.output == "15 0\n")
  }

  @Test("keeps the variables of the session from a module")
  func variables() throws {
    let faults = try faults("let outside = 1\nuse reader")
    #expect(faults.map(\.message) == ["nothing binds '$outside'"])
    #expect(faults.first?.primary?.span.file.name == "reader.mnl")
  }

  @Test("uses a module once, however often it is asked for")
  func twice() throws {
    #expect(try faults("use sums\nuse sums\nuse user\nprint (twice 1)").isEmpty)
  }

  @Test("notes that a `def` takes the place of a command of a module")
  func shadowing() throws {
    let fault = try #require(try faults("use sums\ndef twice() { }").first)
    #expect(fault.severity == .warning)
    #expect(fault.message == "this 'def' takes the place of 'twice' of 'sums'")
    #expect(fault.help == "`sums.twice` still calls the command of the module")
  }

  @Test(
    "refuses a module whose commands have the names of others",
    arguments: [
      ("use sums\nuse rival", "the module 'rival' declares the command 'twice'", "'sums'"),
      ("use plugin-like", "the module 'plugin-like' declares the command 'train'", "'test'"),
      (
        "def twice() { }\nuse sums", "the module 'sums' declares the command 'twice'", "`def` above"
      ),
    ])
  func clash(text: String, message: String, owner: String) throws {
    let faults = try faults(text)
    #expect(faults.map(\.code.description) == ["E0214"])
    #expect(faults[0].message.hasPrefix(message))
    #expect(faults[0].message.hasSuffix(owner))
  }

  @Test("refuses a module that has the name of a plugin")
  func nameOfPlugin() throws {
    #expect(
      try faults("use \"./test.mnl\"").map(\.message)
        == ["the module 'test' has the name of a plugin"])
  }

  @Test("names where a module was looked for, and the nearest one that there is")
  func missing() throws {
    let fault = try #require(try faults("use sms").first)
    #expect(fault.code == .unknownModule)
    #expect(fault.notes == ["it is not in the shelf"])
    #expect(fault.help == "did you mean `sums`?")
  }

  @Test("says nothing of commands that are unknown because their module is missing")
  func followUps() throws {
    #expect(try faults("use nosuch\ntwice 2\nprnt 1").map(\.code.description) == ["E0215"])
  }

  @Test("shows a fault of a module in the module's text, and says where it is used")
  func faulty() throws {
    let faults = try faults("use faulty\nuse faulty")
    #expect(faults.map(\.message) == ["unknown command 'prnt'"])
    #expect(faults[0].primary?.span.file.name == "faulty.mnl")
    #expect(faults[0].notes == ["the module 'faulty' is used in test.mnl:1:5"])
  }

  @Test("shows what cannot be read of a module")
  func broken() throws {
    let fault = try #require(try faults("use broken").first)
    #expect(fault.primary?.span.file.name == "broken.mnl")
  }

  @Test("refuses a statement in a module that does something")
  func loose() throws {
    #expect(try faults("use loose").map(\.message) == ["a module holds `def` and `use` only"])
  }

  @Test(
    "refuses modules that use each other in a circle",
    arguments: [
      ("use a", "the module 'a' uses itself: a, b, c, a"),
      ("use own", "the module 'own' uses itself: own, own"),
    ])
  func circle(text: String, message: String) throws {
    let faults = try faults(text)
    #expect(faults.map(\.code) == [.circularModules])
    #expect(faults[0].message == message)
  }

  @Test("says which module brings a command that is unknown")
  func bringing() throws {
    let fault = try #require(try faults("thrice 1").first)
    #expect(fault.help == "the module 'sums' brings it: `use sums`")
  }

  @Test("explains a module and its commands, before they are used")
  func help() throws {
    let registry = Registry()
    try registry.register(TestPlugin())
    let index = HelpIndex(
      registry, modules: ModuleLibrary(Shelf(texts: Self.shelf), registry: registry))
    let module = try index.page(on: ["sums"]).text
    #expect(module.hasPrefix("sums: About sums"))
    #expect(module.contains("thrice"))
    let command = try index.page(on: ["sums.twice"]).text
    #expect(command.hasPrefix("twice: Doubles a number\n"))
    #expect(command.contains("Further words."))
    #expect(command.contains("print (twice 4)"))
    #expect(command.contains("see also: print, thrice"))
    #expect(command.hasSuffix("Full name: sums.twice, with `use sums` before it."))
    #expect(try index.page(on: ["sums.twice.n"]).text.hasPrefix("twice.n: the number"))
    #expect(try index.page(on: ["search", "doubles"]).text.contains("sums.twice"))
  }
}
