import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// Which plugins are taken, and how their commands are found.
@Suite struct RegistryTests {
  struct Small: Plugin {
    var name: String
    let summary = "A plugin"
    var kinds: [KindDeclaration] = []
    var declarations: [CommandDeclaration] = []

    var commands: [PluginCommand] {
      declarations.map { PluginCommand($0) { _, _ in .none } }
    }
  }

  @Test("finds commands of one and two words, also by their owners")
  func lookup() throws {
    let registry = Registry()
    try registry.register(TestPlugin())
    #expect(registry.command("train")?.owner == "test")
    #expect(registry.command("test.train")?.declaration.name == "train")
    #expect(registry.command("load digits")?.declaration.name == "load digits")
    #expect(registry.command("test.load digits")?.declaration.name == "load digits")
    #expect(registry.command("load") == nil)
    #expect(registry.owner(of: "load mnist") == "test")
    #expect(registry.owner(of: "load nothing") == nil)
    #expect(registry.family("load")?.secondWords == ["digits", "mnist"])
    #expect(registry.kinds.map(\.name) == ["data", "model", "optimizer", "tensor"])
    #expect(registry.commands.count == TestPlugin().commands.count)
  }

  /// A command whose name is a word, and one of that word and another.
  private struct Relatives: Plugin {
    let name = "relatives"
    let summary = "A plugin"

    var commands: [PluginCommand] {
      [
        PluginCommand(
          CommandDeclaration(
            "keep", "One word", parameters: [ParameterDeclaration("what", .text, "Anything")])
        ) { arguments, context in
          context.print("keep \(arguments.text("what"))")
          return .none
        },
        PluginCommand(CommandDeclaration("keep all", "Two words")) { _, context in
          context.print("both words")
          return .none
        },
      ]
    }
  }

  @Test(
    "calls a command of two words before one of its first word",
    arguments: [("keep all", "both words\n"), ("keep some", "keep some\n")])
  func longestMatch(source: String, output: String) throws {
    let (registry, sink) = (Registry(), RecordingSink())
    try registry.register(Relatives())
    let context = CommandContext(
      settings: SessionSettings(), sink: sink, isInterrupted: { false })
    try Interpreter(registry: registry, context: context, contentOfPath: { _ in .unknown })
      .run(try Bench.parse(source))
    guard case .output(let printed)? = sink.events.first else {
      Issue.record("nothing was printed")
      return
    }
    #expect(printed == output)
  }

  @Test("refuses two owners of one command and names both")
  func clashingCommands() throws {
    let registry = Registry()
    try registry.register(
      Small(name: "one", declarations: [CommandDeclaration("load digits", "")]))
    let clash = #expect(throws: PluginClash.self) {
      try registry.register(
        Small(
          name: "two",
          declarations: [CommandDeclaration("new", ""), CommandDeclaration("load digits", "")]))
    }
    #expect(clash?.code == .clashingCommands)
    #expect(clash?.message == "plugins 'one' and 'two' both declare the command 'load digits'")
    #expect(registry.command("new") == nil)
    #expect(registry.plugins.count == 1)
  }

  @Test("refuses two owners of one kind and names both")
  func clashingKinds() throws {
    let registry = Registry()
    try registry.register(Small(name: "one", kinds: [KindDeclaration("model", "")]))
    let clash = #expect(throws: PluginClash.self) {
      try registry.register(Small(name: "two", kinds: [KindDeclaration("model", "")]))
    }
    #expect(clash?.message == "plugins 'one' and 'two' both declare the kind 'model'")
  }

  @Test("refuses a second plugin of the same name, and a kind with the name of a plain type")
  func clashingNames() throws {
    let registry = Registry()
    try registry.register(Small(name: "one"))
    #expect(throws: PluginClash.self) { try registry.register(Small(name: "one")) }
    #expect(throws: PluginClash.self) {
      try registry.register(Small(name: "two", kinds: [KindDeclaration("list", "")]))
    }
  }

  @Test(
    "refuses a declaration that contradicts itself",
    arguments: [
      (
        [
          ParameterDeclaration(
            "n", .int, "", limits: .between(1, 5), presence: .defaulted(.int(9)))
        ], "the default 9 contradicts the declaration: n must be from 1 to 5"
      ),
      (
        [ParameterDeclaration("n", .int, "", presence: .defaulted(.text("a")))],
        "the default the text \"a\" contradicts the declaration: n must be an int"
      ),
      (
        [ParameterDeclaration("n", .text, "", limits: .above(0))],
        "'n' has limits, but text is not a number, duration or size"
      ),
      (
        [ParameterDeclaration("n", .int, "", limits: .between(5, 1))],
        "the limits of 'n' leave no value"
      ),
      (
        [ParameterDeclaration("n", .int, ""), ParameterDeclaration("n", .int, "")],
        "parameter 'n' is declared twice"
      ),
      (
        [
          ParameterDeclaration("n", .int, "", presence: .variadic(atLeast: 0)),
          ParameterDeclaration("m", .int, ""),
        ], "'n' takes the remaining values but is not the last positional one"
      ),
    ])
  func contradictions(_ parameters: [ParameterDeclaration], _ message: String) throws {
    let clash = #expect(throws: PluginClash.self) {
      try Registry().register(
        Small(name: "p", declarations: [CommandDeclaration("c", "", parameters: parameters)]))
    }
    #expect(clash?.code == .contradictoryDeclaration)
    #expect(clash?.message == "command 'c' of plugin 'p': \(message)")
  }

  @Test("finds kinds that nobody declares, once all plugins are there")
  func unknownKinds() throws {
    let registry = Registry()
    let user = CommandDeclaration(
      "use-it", "", parameters: [ParameterDeclaration("m", .kind("model"), "")])
    try registry.register(Small(name: "user", declarations: [user]))
    let clash = #expect(throws: PluginClash.self) { try registry.verify() }
    #expect(clash?.code == .unknownType)
    try registry.register(Small(name: "maker", kinds: [KindDeclaration("model", "")]))
    try registry.verify()
  }
}
