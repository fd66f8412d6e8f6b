import FoundationEssentials
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSession
import Testing

/// A model as the prompt sees it.
private final class Model: Handle, @unchecked Sendable {
  let kind = "model"
  let summary = "net"
  let name: String
  var accuracy: Double?

  init(_ name: String) { self.name = name }

  func field(_ field: String) throws(CommandFailure) -> Value? {
    switch field {
    case "name": .text(name)
    case "epochs": .int(3)
    case "accuracy": accuracy.map { .float($0) } ?? Value.none
    default: nil
    }
  }
}

/// Makes models, and measures them.
private struct ModelPlugin: Plugin {
  let name = "models"
  let summary = "Models for tests"
  let kinds = [KindDeclaration("model", "A model")]

  var commands: [PluginCommand] {
    [
      PluginCommand(
        CommandDeclaration(
          "make", "Makes a model current", parameters: [ParameterDeclaration("name", .text, "")])
      ) { arguments, context in
        context.current["model"] = Model(arguments.text("name"))
        return .none
      },
      PluginCommand(CommandDeclaration("measure", "Measures it")) { _, context in
        (context.current["model"] as? Model)?.accuracy = 0.5
        return .none
      },
    ]
  }
}

@Suite struct SessionCellTests {
  private let sink = RecordingSink()

  private func session() throws -> Session {
    try Session(
      settings: SessionSettings(), plugins: [ModelPlugin()], sink: sink,
      interruption: Interruption(), now: { 0 })
  }

  /// Types cells in a folder of their own, which `body` may look into.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func type(_ cells: [String], in session: Session) {
    for cell in cells { _ = session.submit(cell) }
  }

  private var results: [String] {
    sink.events.compactMap { if case .result(let bundle) = $0 { bundle.text } else { nil } }
  }

  private var diagnostics: [Diagnostic] {
    sink.events.compactMap { if case .diagnostic(let diagnostic) = $0 { diagnostic } else { nil } }
  }

  @Test("saves the cells that succeeded, without those about the session")
  func save() throws {
    try inFolder { folder in
      let path = folder + "/a.mnl"
      let session = try session()
      type(["let a = 1", "1 div 0", "let = 3", "status", "$a + 1; help status", "$b"], in: session)
      type(["session save '\(path)'"], in: session)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text == "# %%\nlet a = 1\n\n# %%\n$a + 1\n")
    }
  }

  @Test("saves what was declared anew once, as it was last")
  func declaredAnew() throws {
    try inFolder { folder in
      let path = folder + "/a.mnl"
      let session = try session()
      type(["def f() { return 1 }", "(f)", "def f() { return 2 }"], in: session)
      type(["session save '\(path)'"], in: session)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text == "# %%\ndef f() { return 2 }\n\n# %%\n(f)\n")
    }
  }

  @Test("replaces a file only when told to")
  func overwrite() throws {
    try inFolder { folder in
      let path = folder + "/a.mnl"
      let session = try session()
      type(["1", "session save '\(path)'", "2", "session save '\(path)'"], in: session)
      #expect(diagnostics.map(\.code) == [.unwritableFile])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "# %%\n1\n")
      type(["session save '\(path)' cells=3 overwrite=true"], in: session)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "# %%\n2\n")
    }
  }

  @Test("logs cells as they end, those that fail as comments, until it is told to stop")
  func log() throws {
    try inFolder { folder in
      let path = folder + "/log.mnl"
      let session = try session()
      type(["1", "session log on to='\(path)'", "2"], in: session)
      type(["1 div 0", "session log off", "3"], in: session)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text == "# %%\n2\n\n# %%\n# did not succeed:\n# 1 div 0\n\n")
    }
  }

  @Test("runs cells again, which then count as cells of that call")
  func rerun() throws {
    try inFolder { folder in
      let session = try session()
      type(["let a = 1", "set a = $a + 1", "$a", "rerun 2..3"], in: session)
      #expect(results == ["2", "3"])
      type(["session save '\(folder)/a.mnl' cells=4"], in: session)
      #expect(
        try String(contentsOfFile: folder + "/a.mnl", encoding: .utf8)
          == "# %%\nset a = $a + 1\n\n# %%\n$a\n")
    }
  }

  @Test("stops running cells again at the first that fails")
  func rerunOfFault() throws {
    let session = try session()
    type(["1 div 0", "7", "rerun 1..2"], in: session)
    #expect(results == ["7"])
    #expect(diagnostics.map(\.code) == [.arithmetic, .arithmetic])
  }

  @Test("has nothing to run again where no cell has the number")
  func rerunOfNothing() throws {
    let session = try session()
    type(["rerun 5", "rerun 1"], in: session)
    #expect(diagnostics.map(\.code) == [.nothingCurrent, .nothingCurrent])
  }

  @Test("says in the prompt what is current")
  func prompt() throws {
    let session = try session()
    #expect(session.prompt(columns: 80) == "mnl> ")
    type(["make 'lstm 8'", "measure"], in: session)
    #expect(session.prompt(columns: 80) == "mnl lstm-8 e3 50.0%> ")
    #expect(session.prompt(columns: 20) == "mnl> ")
    type(["session set prompt='cell model'"], in: session)
    #expect(session.prompt(columns: 80) == "mnl [4] lstm-8> ")
  }

  @Test("tells the accuracy of the current model alone")
  func accuracyOfAnother() throws {
    let session = try session()
    type(["make one", "measure", "make two"], in: session)
    #expect(session.prompt(columns: 80) == "mnl two e3> ")
    type(["(status).accuracy == none"], in: session)
    #expect(results == ["true"])
  }

  @Test("keeps the end of the prompt to itself, whatever a name holds")
  func hostileName() throws {
    let session = try session()
    type(["make \"a> \\u{1b}[2Jb\""], in: session)
    #expect(session.prompt(columns: 80) == "mnl a-2Jb e3> ")
  }

  @Test("starts although the file that prepares it is broken, and names it")
  func brokenStartFile() throws {
    let session = try session()
    session.runStartFile(named: "init.mnl") { () throws(SourceFailure) in Array("let = 1".utf8) }
    #expect(diagnostics.map(\.code) == [.unexpectedToken])
    #expect(diagnostics.allSatisfy { $0.notes.contains { $0.contains("init.mnl") } })
    type(["6 * 7"], in: session)
    #expect(results == ["42"])
  }

  @Test("starts with what the file that prepares it binds")
  func startFile() throws {
    let session = try session()
    session.runStartFile(named: "init.mnl") { () throws(SourceFailure) in
      Array("let a = 41".utf8)
    }
    type(["$a + 1"], in: session)
    #expect(results == ["42"])
  }
}
