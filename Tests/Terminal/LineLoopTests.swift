import Glibc
import MNLEvents
import MNLRender
import MNLRuntime
import MNLSession
import MNLTerminal
import Testing

private final class Screen: TextOutput {
  let columns: Int? = 80
  var text = ""

  func write(_ text: String) { self.text += text }
}

@Suite struct LineLoopTests {
  /// Feeds a text to a loop through a pipe; what its screen shows, events apart.
  private func loop(_ typed: String) throws -> (code: ExitCode, screen: String, events: [Event]) {
    var ends: [Int32] = [0, 0]
    // SAFETY: `pipe` fills two descriptors of an array that has two.
    try #require(unsafe pipe(&ends) == 0)
    defer { close(ends[0]) }
    FileOutput(descriptor: ends[1]).write(typed)
    close(ends[1])
    let sink = RecordingSink()
    let interruption = Interruption()
    let session = try Session(
      settings: SessionSettings(), plugins: [], sink: sink, interruption: interruption)
    let screen = Screen()
    let reader = LineReader(descriptor: ends[0], interruption: interruption, output: screen)
    let loop = LineLoop(
      session: session, interruption: interruption, terminal: nil, source: reader, notes: screen)
    return (loop.run(), screen.text, sink.events)
  }

  private func results(_ events: [Event]) -> [String] {
    events.compactMap { event in
      guard case .result(let bundle) = event else { return nil }
      return bundle.text
    }
  }

  @Test("runs each line and ends at the end of the input")
  func lines() throws {
    let (code, screen, events) = try loop("1\n2\n")
    #expect(code == .success)
    #expect(screen == "mnl> mnl> mnl> \n")
    #expect(results(events) == ["1", "2"])
  }

  @Test("asks for more lines until an entry is complete")
  func continuation() throws {
    let (_, screen, events) = try loop("let a = [\n1,\n2]\n$a\n")
    #expect(screen == "mnl> ...> ...> mnl> mnl> \n")
    #expect(results(events) == ["[1, 2]"])
  }

  @Test("passes over blank lines")
  func blank() throws {
    let (_, screen, events) = try loop("\n  \n")
    #expect(screen == "mnl> mnl> mnl> \n")
    #expect(events.isEmpty)
  }

  @Test("drops an unfinished cell at the end of the input, and says so")
  func endInsideCell() throws {
    let (code, screen, events) = try loop("if true {\n")
    #expect(code == .success)
    #expect(screen.contains("...> \nthe unfinished cell is dropped"))
    #expect(events.isEmpty)
  }

  @Test("ends at exit and quit", arguments: ["exit", "quit", " exit  "])
  func leave(word: String) throws {
    let (code, screen, events) = try loop("\(word)\n1\n")
    #expect(code == .success)
    #expect(screen == "mnl> ")
    #expect(events.isEmpty)
  }

  @Test("takes exit for a command where there is one, and inside a cell")
  func commandExit() throws {
    #expect(results(try loop("def exit() { return 3 }\nexit\n1\n").events) == ["3", "1"])
    #expect(try loop("if true {\nexit\n}\n1\n").screen.hasSuffix("mnl> mnl> \n"))
  }

  @Test("runs a last line that has no end")
  func noLineEnd() throws {
    #expect(results(try loop("1\n2").events) == ["1", "2"])
  }
}
