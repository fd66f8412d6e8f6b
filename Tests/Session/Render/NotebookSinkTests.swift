import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRender
import Testing

@Suite struct NotebookSinkTests {
  private let script = """
    # ---
    # title: T
    # ---

    # %% [markdown]
    # Words.

    # %% Train name="train"
    train

    # %% Eval
    evla

    # %% Never
    print 1

    """

  private func sink(_ events: [Event], cells: [Int]? = nil, isClean: Bool = false) throws
    -> NotebookSink
  {
    let document = try Document(named: "a.mnl", bytes: Array(script.utf8))
    var time = 1_700_000_000_000
    let sink = NotebookSink(document, cells: cells, isClean: isClean) {
      time += 500
      return time
    }
    events.forEach(sink.receive)
    return sink
  }

  @Test("keeps outputs, errors and numbers with their cells")
  func outputs() throws {
    let cells = try sink(EventStream.events).notebook.cells
    #expect(cells.map(\.kind) == [.markdown, .code, .code, .code])
    #expect(cells.map(\.executionCount) == [nil, 1, 2, nil])
    #expect(
      cells[1].outputs == [
        .stream(name: "stderr", text: "epoch 1 of 2: loss 0.2500\n"),
        .stream(name: "stdout", text: "done\n"),
        .result(NotebookBundle([.init("text/plain", .text("42"))]), number: 1),
      ])
    guard case .error(let name, let message, let lines)? = cells[2].outputs.first else {
      Issue.record("no error")
      return
    }
    #expect(name == "E0201")
    #expect(message == "unknown command 'evla'")
    #expect(lines.first == "error[E0201]: unknown command 'evla'")
    #expect(cells[3].outputs.isEmpty)
  }

  @Test("says when and how each cell ran, and the run as a whole")
  func times() throws {
    let notebook = try sink(EventStream.events).notebook
    #expect(
      notebook.cells.map(\.run) == [
        nil,
        NotebookRun(
          started: "2023-11-14T22:13:21.000Z", ended: "2023-11-14T22:13:21.500Z", seconds: 12.34,
          status: "ok"),
        NotebookRun(
          started: "2023-11-14T22:13:22.000Z", ended: "2023-11-14T22:13:22.500Z", seconds: 0.004,
          status: "failed"),
        NotebookRun(status: "pending"),
      ])
    let run = try #require(notebook.metadata["mnl"]?["run"])
    #expect(run["params"]?["epochs"] == .text("2"))
    #expect(run["exit"] == .int(1))
    #expect(run["status"] == .text("failed"))
    #expect(run["duration_s"] == .number(12.5))
  }

  @Test("leaves out of a clean notebook all in which two equal runs differ")
  func clean() throws {
    let notebook = try sink(EventStream.events, isClean: true).notebook
    #expect(notebook.cells[1].run == NotebookRun(status: "ok"))
    #expect(
      notebook.metadata["mnl"]?["run"]?.members?.map(\.key) == ["params", "seed", "status", "exit"])
  }

  @Test("is whole at any moment, also in the middle of a cell")
  func middle() throws {
    let cells = try sink(Array(EventStream.events.prefix(6))).notebook.cells
    #expect(cells[1].outputs.last == .stream(name: "stdout", text: "done\n"))
    #expect(cells[1].run == NotebookRun(started: "2023-11-14T22:13:21.000Z"))
    #expect(cells[2].executionCount == nil)
  }

  @Test("gives outputs to the cells that run, where not all do")
  func some() throws {
    let events: [Event] = [
      .cellStart(CellStart(index: 1, name: nil, title: "")), .output("a\n"), .output("b\n"),
      .cellEnd(CellEnd(index: 1, status: .ok, seconds: 1)),
    ]
    let cells = try sink(events, cells: [3]).notebook.cells
    #expect(cells.map(\.outputs.count) == [0, 0, 0, 1])
    #expect(cells[3].outputs == [.stream(name: "stdout", text: "a\nb\n")])
    #expect(cells[3].executionCount == 1)
  }

  @Test("keeps a display as text, picture and data, and escapes what a terminal would obey")
  func displays() throws {
    let images = Images(height: 1, width: 1, pixels: [[0]], captions: ["x"])
    let events: [Event] = [
      .cellStart(CellStart(index: 1, name: nil, title: "")),
      .display(DisplayBundle(text: "\u{1b}[1m", data: [.images(images)])), .output("\u{1b}c"),
    ]
    let outputs = try sink(events).notebook.cells[1].outputs
    guard case .display(let bundle)? = outputs.first else {
      Issue.record("no display")
      return
    }
    #expect(bundle.text == #"\u{1b}[1m"#)
    #expect(
      Set(bundle.data.map(\.key)) == [
        "application/vnd.mnl.images+json", "image/png", "image/svg+xml", "text/plain",
      ])
    #expect(bundle.data["application/vnd.mnl.images+json"]?["captions"] == .list([.text("x")]))
    #expect(outputs.last == .stream(name: "stdout", text: #"\u{1b}c"#))
  }
}
