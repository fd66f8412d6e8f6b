import MNLDiagnostics
import MNLRuntime
import Testing

@Suite struct HelpTests {
  /// A plugin with a command of one word and two of two.
  private struct Kitchen: Plugin {
    let name = "kitchen"
    let summary = "Pots and pans"
    let commands: [PluginCommand]

    init() {
      let stir = CommandDeclaration(
        "stir", "Moves what is in the pot",
        details:
          "Not too fast.\n\nAlways with a wooden spoon, where the pot is one that may scratch.",
        parameters: [
          ParameterDeclaration("pot", .text, "Which pot"),
          .option(
            "speed", .float, "How fast", limits: .between(0, 5), default: .float(1.5),
            unit: "turns a second"),
          ParameterDeclaration(
            "spices", .choice(["salt", "pepper"]), "What goes in",
            presence: .variadic(atLeast: 0)),
        ],
        returns: .record([.init("taste", .value(.float), "How it tastes")]),
        examples: [.init("stir red speed=2", "Twice as fast")], seeAlso: ["cook rice"])
      commands = [
        stir, CommandDeclaration("cook rice", "Boils rice"),
        CommandDeclaration("cook eggs", "Boils eggs"),
      ].map { PluginCommand($0) { _, _ in .none } }
    }
  }

  private let index: HelpIndex

  init() throws {
    let registry = Registry()
    try registry.register(Kitchen())
    index = HelpIndex(registry)
  }

  private func text(_ topic: String) throws -> String {
    try index.page(on: topic.split(separator: " ").map(String.init)).text
  }

  @Test("shows all that is declared of a command")
  func command() throws {
    #expect(
      try text("stir") == """
        stir: Moves what is in the pot

          stir pot [speed=FLOAT] [spices...]

        Not too fast.

        Always with a wooden spoon, where the pot is one that may scratch.

        parameters
          pot  text, must be given
              Which pot
          speed  float, from 0 to 5, in turns a second, default 1.5
              How fast
          spices  salt|pepper, any number
              What goes in

        returns a record
          taste  float  How it tastes

        examples
          stir red speed=2  Twice as fast

        see also: cook rice

        Full name: kitchen.stir.
        """)
  }

  @Test("finds a command by its full name", arguments: ["kitchen.stir", "stir"])
  func fullName(topic: String) throws {
    #expect(try text(topic).hasPrefix("stir: Moves"))
  }

  @Test("explains a parameter", arguments: ["stir.speed", "kitchen.stir.speed"])
  func parameter(topic: String) throws {
    #expect(
      try text(topic) == """
        stir.speed: How fast

        It takes: float, from 0 to 5, in turns a second, default 1.5.

        see also: stir
        """)
  }

  @Test("lists the commands that begin with a word")
  func family() throws {
    let page = try text("cook")
    #expect(page.contains("cook eggs  Boils eggs\n  cook rice  Boils rice"))
    #expect(try text("cook rice").hasPrefix("cook rice: Boils rice"))
  }

  @Test("lists the commands of a plugin")
  func plugin() throws {
    #expect(try text("kitchen").hasPrefix("kitchen: Pots and pans\n\ncommands\n  stir"))
  }

  @Test("names every plugin and first word in the overview, within a screen")
  func overview() throws {
    let page = try text("")
    #expect(page.contains("kitchen  stir cook\n"))
    #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count <= 24)
  }

  @Test("puts what is called so before what only speaks of it")
  func search() throws {
    let page = try text("search boils")
    #expect(page.contains("cook rice  Boils rice\n  cook eggs  Boils eggs"))
    #expect(try text("search POT move").contains("stir"))
  }

  @Test("explains every error, in small letters, too", arguments: ["E0203", "e0203"])
  func error(code: String) throws {
    let page = try text("error \(code)")
    #expect(page.hasPrefix("E0203: a value that is not allowed\n\n"))
    #expect(try text("error").contains("E0203  a value that is not allowed"))
  }

  @Test("explains the words of statements by the page on the language", arguments: ["use", "def"])
  func statements(word: String) throws {
    #expect(try text(word) == text("language"))
  }

  @Test("fits the language on a screen of 80 columns")
  func language() throws {
    #expect(try text("language").split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("explains a `def` by its comments")
  func definition() throws {
    let bench = try Bench()
    try bench.run("## Doubles\ndef twice(n: int ## What\n) { return ($n * 2) }")
    index.definitions = { bench.interpreter.definitions }
    #expect(try text("twice").hasSuffix("A `def` of this session."))
    #expect(try text("twice.n").hasPrefix("twice.n: What"))
  }

  @Test(
    "says that there is no such topic, and names the nearest",
    arguments: [
      ("stirr", "there is no help on 'stirr'", "did you mean `help stir`?"),
      ("cook rise", "there is no help on 'cook rise'", "did you mean `help cook rice`?"),
      ("zzzzzz", "there is no help on 'zzzzzz'", "search for it: help search zzzzzz"),
      ("error E9999", "there is no error 'E9999'", "see all errors: help error"),
      ("search qqq", "nothing has to do with 'qqq'", "see all commands: help"),
      ("search", "there is nothing to search for", "name it: help search loss"),
    ])
  func unknown(topic: String, message: String, help: String) throws {
    do throws(CommandFailure) {
      _ = try index.page(on: topic.split(separator: " ").map(String.init))
      Issue.record("there is a page on \(topic)")
    } catch {
      #expect(error.message == message)
      #expect(error.help == help)
    }
  }

  @Test("writes the handbook with a heading for each command")
  func handbook() {
    for heading in ["## kitchen\n\nPots and pans.", "### `stir`", "### `cook rice`"] {
      #expect(index.handbook.contains(heading))
    }
  }
}
