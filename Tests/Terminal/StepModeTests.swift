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

@Suite struct StepModeTests {
  /// Goes through three cells with keys that are all there from the start.
  private func steps(_ keys: String, secondsOfEach seconds: Double) throws -> [String] {
    var ends: [Int32] = [0, 0]
    // SAFETY: `pipe` fills two descriptors of an array that has two.
    try #require(unsafe pipe(&ends) == 0)
    defer { close(ends[0]) }
    FileOutput(descriptor: ends[1]).write(keys)
    close(ends[1])
    let sink = RecordingSink()
    let interruption = Interruption()
    let session = try Session(
      settings: SessionSettings(), plugins: [], sink: sink, interruption: interruption)
    var clock = 0.0
    let mode = StepMode(
      descriptor: ends[0], terminal: nil, interruption: interruption, output: Screen(),
      style: StreamStyle(),
      now: {
        clock += seconds
        return clock
      })
    let text = "# %%\n1\n\n# %%\n2\n\n# %%\n3\n"
    let document = try session.prepare(DocumentSource(name: "a.mnl", bytes: Array(text.utf8)))
    _ = session.run(document, steppingWith: mode)
    return sink.events.compactMap { event in
      guard case .cellEnd(let end) = event else { return nil }
      return end.status.rawValue
    }
  }

  @Test("takes keys that were typed ahead of a cell that is done at once")
  func typedAhead() throws {
    #expect(try steps("\ns\n", secondsOfEach: 0) == ["ok", "skipped", "ok"])
  }

  @Test("drops keys that were pressed while a cell took its time")
  func pressedMeanwhile() throws {
    #expect(try steps("\ns\n", secondsOfEach: 10) == ["ok", "pending", "pending"])
  }
}
