import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSession
import Testing

/// Commands with parameters of every sort.
private struct SamplePlugin: Plugin {
  let name = "sample"
  let summary = "Commands for tests"
  let kinds = [KindDeclaration("rule", "A rule")]

  var commands: [PluginCommand] {
    [
      command("load digits", [.option("seed", .int, "", default: .int(1))]),
      command("load mnist", [.option("seed", .int, "", default: .int(1))]),
      command(
        "train",
        [
          .option("epochs", .int, "", limits: .from(1), default: .int(6)),
          .option("rule", .kind("rule"), "", default: .none),
          .option("order", .choice(["random", "sorted"]), "", default: .text("random")),
          .option("verbose", .bool, "", default: .bool(false)),
        ]),
      command("adam", [], returns: .value(.kind("rule"))),
      command("sgd", [], returns: .value(.kind("rule"))),
      command("show", [ParameterDeclaration("what", .choice(["loss", "weights"]), "")]),
    ]
  }

  private func command(
    _ name: CommandName, _ parameters: [ParameterDeclaration], returns: ReturnType = .nothing
  ) -> PluginCommand {
    PluginCommand(CommandDeclaration(name, "Does it", parameters: parameters, returns: returns)) {
      _, _ in .none
    }
  }
}

@Suite struct SessionCompletionTests {
  private func session() throws -> Session {
    try Session(
      settings: SessionSettings(), plugins: [SamplePlugin()], sink: RecordingSink(),
      interruption: Interruption())
  }

  /// What is offered at the end of a text.
  private func labels(_ text: String, in session: Session? = nil) throws -> [String] {
    try (session ?? self.session()).completion(text, at: text.utf8.count).candidates.map(\.label)
  }

  @Test(
    "offers what may stand there",
    arguments: [
      ("tr", ["train", "try"]), ("load ", ["digits", "mnist"]), ("load d", ["digits"]),
      ("train ep", ["epochs="]), ("train epochs=3 ", ["order=", "rule=", "verbose="]),
      ("train rule=", ["adam", "sgd"]), ("train order=s", ["sorted"]),
      ("train verbose=", ["false", "true"]), ("show l", ["loss"]), ("show loss ", []),
      ("let r = lo", ["load"]), ("if true { tra", ["train"]), ("1; load m", ["mnist"]),
      ("train rule=(ad", ["adam"]), ("# tr", []), ("print 'tr", []), ("help tra", ["train"]),
      ("help train.ep", ["epochs"]), ("train nothing=", []), ("train rule=(", ["adam", "sgd"]),
      ("b", []), ("for i in [1] { b", ["break"]), ("def f() { retu", ["return"]), ("retu", []),
      ("def f() { us", []), ("let new = 1; if $", ["$new"]), ("for new in [$", []),
      ("for new in [1] { train epochs=$", ["$new"]),
      ("def f(a: text, b: int) { show $a; $", ["$a", "$b"]),
      ("def f(a: text, b: int) { train epochs=$", ["$b"]),
    ] as [(String, [String])])
  func candidates(text: String, expected: [String]) throws {
    let found = try labels(text)
    #expect(found == expected)
  }

  @Test("offers variables only where their values fit")
  func variables() throws {
    let session = try session()
    _ = session.submit("let count = 3; let word = \"a\"")
    #expect(try labels("$", in: session) == ["$count", "$word"])
    #expect(try labels("train epochs=$", in: session) == ["$count"])
    #expect(try labels("show \"a {$c} {$w", in: session) == ["$word"])
    #expect(try labels("let text = \"{$count + $", in: session) == ["$count", "$word"])
    for text in ["show \"$w", "show '{$w", "show \"{{$w", "show \"{$c} $w"] {
      #expect(try labels(text, in: session).isEmpty)
    }
  }

  @Test("replaces the word at the cursor and leaves what follows")
  func replacement() throws {
    let found = try session().completion("load di more", at: 7)
    #expect(found.replaced == 5..<7)
    #expect(found.candidates.map(\.text) == ["digits "])
  }

  @Test("reminds of the parameters after the name of a command")
  func reminder() throws {
    let hint = try session().completion("train ", at: 6).hint
    #expect(hint == "train [epochs=6] [rule=none] [order=random] [verbose=false]")
  }

  @Test("says something or nothing of any text, wherever the cursor is")
  func survivesAnyText() throws {
    let session = try session()
    for text in [
      "", "(", ")", "'", "\"{", "$", "a=", "=", "let", "let x =", "[1, ", "{}}", "\u{e9}$",
    ] {
      for cursor in 0...text.utf8.count { _ = session.completion(text, at: cursor) }
    }
  }
}
