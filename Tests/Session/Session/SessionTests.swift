import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSession
import Testing

/// Commands that end in every way in which a command can end.
private struct EndingPlugin: Plugin {
  let name = "ending"
  let summary = "Commands for tests"
  let interruption: Interruption

  var commands: [PluginCommand] {
    [
      PluginCommand(CommandDeclaration("say", "Prints a word")) { _, context in
        context.print("word")
        return .none
      },
      PluginCommand(CommandDeclaration("miss", "Is not what was expected")) {
        _, _ throws(CommandFailure) in
        throw CommandFailure(.expectationFailed, "it does not hold")
      },
      PluginCommand(CommandDeclaration("break", "Is a bug")) { _, _ throws(CommandFailure) in
        throw CommandFailure(.internalError, "this is a bug in mnl")
      },
      PluginCommand(CommandDeclaration("vanish", "Loses its reader")) {
        [interruption] _, _ throws(CommandFailure) in
        interruption.outputFailed(32)
        throw .interrupted("interrupted in the middle")
      },
    ]
  }
}

@Suite struct SessionTests {
  private let sink = RecordingSink()
  private let interruption = Interruption()

  private func session() throws -> Session {
    try Session(
      settings: SessionSettings(seed: 5, threads: 2),
      plugins: [EndingPlugin(interruption: interruption)],
      sink: sink, interruption: interruption, now: { 0 })
  }

  /// Runs a text as `mnl run` does; the exit code, and a word for each event.
  private func run(
    _ text: String, overrides: [ParameterOverride] = []
  ) throws -> (code: ExitCode, events: [String]) {
    let session = try session()
    let source = DocumentSource(name: "a.mnl", bytes: Array(text.utf8))
    let code: ExitCode
    do throws(RefusedDocument) {
      code = session.run(try session.prepare(source, overrides: overrides))
    } catch {
      code = session.refuse(error)
    }
    return (code, sink.events.map(word))
  }

  private func word(_ event: Event) -> String {
    switch event {
    case .runStart(let run): "run \(run.cellCount)"
    case .cellStart(let cell): "cell \(cell.index)"
    case .output(let text): "output \(text)"
    case .result(let bundle): "result \(bundle.text)"
    case .display: "display"
    case .progress: "progress"
    case .metric: "metric"
    case .expectation: "expectation"
    case .diagnostic(let diagnostic): diagnostic.code.description
    case .cellEnd(let end): "\(end.status) \(end.index)"
    case .runEnd(let end): "\(end.status) exit \(end.exitCode)"
    }
  }

  @Test("runs the cells in their order")
  func order() throws {
    let (code, events) = try run("# %% a\nlet x = 1\n\n# %% [markdown]\n# t\n\n# %% b\n$x + 1\n")
    #expect(code == .success)
    #expect(
      events == ["run 2", "cell 1", "ok 1", "cell 2", "result 2", "ok 2", "ok exit 0"])
  }

  @Test("stops at the first cell that fails; the others are pending")
  func failure() throws {
    let (code, events) = try run("# %% a\n1 div 0\n\n# %% b\nsay\n\n# %% c\nsay\n")
    #expect(code == .failed)
    #expect(
      events == [
        "run 3", "cell 1", "E0303", "failed 1", "pending 2", "pending 3", "failed exit 1",
      ])
  }

  @Test(
    "ends with the code of what happened",
    arguments: [("say", ExitCode.success), ("miss", .unexpected), ("break", .internalError)])
  func codes(_ command: String, code: ExitCode) throws {
    // `break` is a word of the language, so it is called by its owner's name.
    #expect(try run("ending.\(command)").code == code)
  }

  @Test("falls silent when nobody reads any more")
  func silence() throws {
    let (code, events) = try run("# %% a\nvanish\n\n# %% b\nsay\n")
    #expect(code == .readerGone)
    #expect(
      events == ["run 2", "cell 1", "unread 1", "pending 2", "unread exit 141"])
  }

  @Test("runs nothing where a later cell has a mistake")
  func checked() throws {
    let (code, events) = try run("# %% a\nsay\n\n# %% b\nsya\n")
    #expect(code == .unusable)
    #expect(events == ["run 0", "E0201", "failed exit 2"])
  }

  @Test("tells before the first cell what the check warns of")
  func warned() throws {
    let (code, events) = try run("def say() { }\n1")
    #expect(code == .success)
    #expect(events == ["run 1", "E0214", "cell 1", "result 1", "ok 1", "ok exit 0"])
  }

  @Test("shows the mistakes of syntax of all cells together")
  func syntax() throws {
    let (code, events) = try run("# %% a\nlet = 1\n\n# %% b\n1 +\n")
    #expect(code == .unusable)
    #expect(events == ["run 0", "E0105", "E0105", "failed exit 2"])
  }

  @Test("gives parameters the values from outside")
  func overrides() throws {
    let (code, events) = try run(
      "param n: int = 1\n$n", overrides: [ParameterOverride(name: "n", text: "4")])
    #expect(code == .success)
    #expect(events.contains("result 4"))
    guard case .runStart(let start) = sink.events.first else {
      Issue.record("the first event starts the run")
      return
    }
    #expect(start.parameters.map { "\($0.name)=\($0.value)" } == ["n=4"])
    #expect(start.seed == 5)
    #expect(start.threads == 2)
  }

  @Test("names the cell of a place by its name, else by its number")
  func cellNames() throws {
    let session = try session()
    let text = "# %% a name=\"first\"\n$x\n\n# %% b\n$y\n"
    let refused = #expect(throws: RefusedDocument.self) {
      try session.prepare(DocumentSource(name: "a.mnl", bytes: Array(text.utf8)))
    }
    let spans = refused?.diagnostics.compactMap { $0.primary?.span } ?? []
    #expect(spans.map { session.cellName(of: $0) } == ["cell 'first'", "cell 2"])
  }

  @Test("keeps what entries of the prompt bind, whatever fails in between")
  func prompt() throws {
    let session = try session()
    for entry in ["let a = 7\n", "let = 3\n", "$b\n", "1 div 0\n", "$a\n"] {
      #expect(session.submit(entry) == .done)
    }
    let shown = sink.events.map(word).filter { $0.hasPrefix("E") || $0.hasPrefix("result") }
    #expect(shown == ["E0105", "E0208", "E0303", "result 7"])
  }

  @Test("asks for more where an entry ends inside something open")
  func incomplete() throws {
    let session = try session()
    #expect(session.submit("if true {\n") == .incomplete)
    #expect(sink.events.isEmpty)
    #expect(Session.wantsMore("if true {\n"))
    #expect(!Session.wantsMore("if true {\n}\n"))
    #expect(!Session.wantsMore("let = {\n"))
  }

  @Test("says before an entry runs that it is complete, also of one that is wrong")
  func accepted() throws {
    let session = try session()
    for (entry, isAccepted) in [("if true {\n", false), ("1\n", true), ("let = 3\n", true)] {
      var calls: [Int] = []
      let before = sink.events.count
      _ = session.submit(entry) { calls.append(sink.events.count - before) }
      #expect(calls == (isAccepted ? [0] : []))
    }
  }

  @Test("knows the commands of plugins and of the session")
  func commands() throws {
    let session = try session()
    #expect(session.hasCommand(named: "status"))
    #expect(!session.hasCommand(named: "greet"))
    _ = session.submit("def greet() { 1 }\n")
    #expect(session.hasCommand(named: "greet"))
  }

  @Test("refuses plugins that clash")
  func clash() {
    #expect(throws: PluginClash.self) {
      try Session(
        settings: SessionSettings(), plugins: [SessionPlugin(help: HelpIndex(Registry()))],
        sink: sink, interruption: interruption)
    }
  }

  @Test("tells with `status` what the session works on")
  func status() throws {
    let (code, events) = try run("let s = status\n$s.seed\n$s.threads\n$s.version")
    #expect(code == .success)
    #expect(
      events.filter { $0.hasPrefix("result") }
        == ["result 5", "result 2", "result \(Version.current)"])
  }
}
