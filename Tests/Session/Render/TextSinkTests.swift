import MNLEvents
import MNLRender
import Testing

@Suite struct TextSinkTests {
  private func show(
    _ style: StreamStyle, columns: Int? = nil, progress: ProgressMode = .auto,
    isQuiet: Bool = false, step: Double = 0
  ) -> (output: String, errors: String) {
    let output = MemoryOutput(columns: columns)
    let errors = MemoryOutput(columns: columns)
    let clock = HandClock()
    let sink = TextSink(
      output: .init(output, style), errors: .init(errors, style), progress: progress,
      isQuiet: isQuiet,
      now: {
        clock.time += step
        return clock.time
      })
    sink.cellName = { _ in "cell 2" }
    for event in EventStream.events { sink.receive(event) }
    return (output.text, errors.text)
  }

  private let diagnostic = """
    error[E0201]: unknown command 'evla'
     --> a.mnl:5:1, cell 2
      |
    5 | evla
      | ^^^^
    help: did you mean 'eval'?

    """

  @Test("writes outputs and results to the one stream, and the rest to the other")
  func file() {
    let (output, errors) = show(.file)
    #expect(output == "done\n42\n")
    #expect(
      errors == """
        -- 1: Train
        epoch 1 of 2: loss 0.2500, 12,346 sequences/s
           12.3 s
        -- 2: Eval
        \(diagnostic)   failed after 0.00 s
        1 cell did not run

        """)
  }

  @Test("draws the same for a terminal")
  func terminal() {
    let (output, errors) = show(.terminal, columns: 100)
    #expect(output == "done\n42\n")
    #expect(
      errors == """
        ── 1 · Train
        epoch 1 of 2: loss 0.2500, 12,346 sequences/s
           12.3 s
        ── 2 · Eval
        \(diagnostic)   failed after 0.00 s
        1 cell did not run

        """)
  }

  @Test("leaves titles, times and progress out when quiet")
  func quiet() {
    #expect(show(.file, isQuiet: true).errors == diagnostic)
  }

  @Test("writes no escape and no carriage return to a file", arguments: ProgressMode.allCases)
  func noEscapes(_ mode: ProgressMode) {
    let (output, errors) = show(.file, progress: mode, step: 1)
    #expect(!(output + errors).utf8.contains { $0 == 0x1b || $0 == 0x0d })
  }

  @Test("shows neither title nor time of a text that has only one cell without a name")
  func oneCell() {
    let errors = MemoryOutput()
    let sink = TextSink(output: .init(MemoryOutput(), .file), errors: .init(errors, .file))
    sink.receive(
      .runStart(
        RunStart(source: "-c", title: nil, cellCount: 1, parameters: [], seed: 1, threads: 1)))
    sink.receive(.cellStart(CellStart(index: 1, name: nil, title: "")))
    sink.receive(.cellEnd(CellEnd(index: 1, status: .ok, seconds: 1)))
    sink.receive(.runEnd(RunEnd(status: .ok, exitCode: 0, seconds: 1)))
    #expect(errors.text == "")
  }
}
