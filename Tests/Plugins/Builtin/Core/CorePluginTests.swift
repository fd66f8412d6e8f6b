import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax
import Testing

/// The commands of the language itself.
@Suite struct CorePluginTests {
  private let sink = RecordingSink()

  /// What the check finds in a text.
  private func mistakes(in text: String) throws -> [Diagnostic] {
    let registry = Registry()
    try registry.register(CorePlugin())
    let context = CommandContext(settings: SessionSettings(), sink: sink, isInterrupted: { false })
    let script = try Parser.parse(SourceFile(name: "test.mnl", text: text))
    return Interpreter(registry: registry, context: context, contentOfPath: { _ in .unknown })
      .check([script])
  }

  private func run(
    _ text: String, settings: SessionSettings = SessionSettings()
  ) throws -> CommandContext {
    let registry = Registry()
    try registry.register(CorePlugin())
    try registry.verify()
    let context = CommandContext(settings: settings, sink: sink, isInterrupted: { false })
    let script = try Parser.parse(SourceFile(name: "test.mnl", text: text))
    let interpreter = Interpreter(
      registry: registry, context: context, contentOfPath: { _ in .unknown })
    #expect(interpreter.check([script]).map(\.message) == [])
    try interpreter.run(script)
    return context
  }

  private var shown: [String] {
    sink.events.compactMap { event in
      switch event {
      case .output(let text): text
      case .result(let bundle): bundle.text
      default: nil
      }
    }
  }

  @Test(
    "prints values with blanks between them",
    arguments: [
      ("print 1 \"a\" [2.5]", "1 a [2.5]\n"), ("print", "\n"), ("print none", "none\n"),
    ])
  func printing(_ source: String, _ output: String) throws {
    _ = try run(source)
    #expect(shown == [output])
  }

  @Test("prints no line that is longer than a text may be")
  func longLine() throws {
    let failure = #expect(throws: RunFailure.self) {
      try run("let t = '0123456789abcdef'; for k in 1..21 { set t = \"{$t}{$t}\" }; print $t $t")
    }
    #expect(failure?.diagnostic.code == .valueTooLarge)
    #expect(shown == [])
  }

  @Test(
    "measures",
    arguments: [
      ("length [1, 2]", "2"), ("length \"größer\"", "6"), ("length 3..7", "5"),
      ("length 7..3", "0"),
    ])
  func lengths(_ source: String, _ length: String) throws {
    _ = try run(source)
    #expect(shown == [length])
  }

  @Test("does not measure a number")
  func lengthOfNumber() throws {
    let mistakes = try mistakes(in: "length 5")
    #expect(mistakes.map(\.code) == [.wrongKind])
    #expect(mistakes.first?.primary?.span.text == "5")
    #expect(mistakes.first?.primary?.text == "got 5")
  }

  @Test("says why a range of every whole number cannot be counted")
  func lengthOfEverything() throws {
    let mistakes = try mistakes(in: "length -9223372036854775808..9223372036854775807")
    #expect(mistakes.map(\.code) == [.arithmetic])
  }

  @Test("tells of an expectation that holds, and goes on")
  func expectationHolds() throws {
    _ = try run("expect (1 < 2) \"order\"; print 1")
    guard case .expectation(let found)? = sink.events.first else {
      Issue.record("no expectation")
      return
    }
    #expect(found.holds)
    #expect(found.text == "order")
    #expect(found.condition == "1 < 2")
    #expect(shown == ["1\n"])
  }

  @Test("stops at an expectation that does not hold, also inside of 'try'")
  func expectationFails() throws {
    let failure = #expect(throws: RunFailure.self) {
      try run("try { expect (2 < 1) \"order\" } catch { print 1 }")
    }
    #expect(failure?.status == .unexpected)
    #expect(failure?.diagnostic.code == .expectationFailed)
    #expect(failure?.diagnostic.message == "expected: order")
    #expect(failure?.diagnostic.primary?.span.text == "(2 < 1)")
    #expect(sink.events.count == 1)
  }

  @Test("uses the condition where there is no text")
  func expectationWithoutText() throws {
    let failure = #expect(throws: RunFailure.self) { try run("expect (2 < 1)") }
    #expect(failure?.diagnostic.message == "expected: 2 < 1")
  }

  @Test("fails with the words and the help of the script")
  func failing() throws {
    let failure = #expect(throws: RunFailure.self) {
      try run("fail \"no data\" help=\"load some\"")
    }
    #expect(failure?.status == .failed)
    #expect(failure?.diagnostic.code == .commandFailed)
    #expect(failure?.diagnostic.message == "no data")
    #expect(failure?.diagnostic.help == "load some")
  }

  @Test("sets the seed")
  func seeding() throws {
    #expect(try run("seed 7").settings.seed == 7)
    #expect(sink.events.isEmpty)
  }

  @Test("leaves a seed from the command line alone and says so")
  func fixedSeed() throws {
    let settings = SessionSettings(seed: 3, isSeedFixed: true)
    #expect(try run("seed 7", settings: settings).settings.seed == 3)
    guard case .diagnostic(let diagnostic)? = sink.events.first else {
      Issue.record("no warning")
      return
    }
    #expect(diagnostic.severity == .warning)
    #expect(
      diagnostic.message == "the seed stays 3, because `--seed` beats the command `seed`")
  }

  @Test("gives every command a summary and examples that run")
  func examples() throws {
    for command in CorePlugin().commands {
      #expect(!command.declaration.summary.isEmpty)
      #expect(!command.declaration.examples.isEmpty)
      for example in command.declaration.examples { _ = try run(example.code) }
    }
  }
}
