import MNLEvents
import MNLRender
import Testing

@Suite struct ProgressTests {
  /// A sink on a stream of some style, and the clock that it looks at.
  private final class Bench {
    let clock = HandClock()
    let output = MemoryOutput()
    let errors: MemoryOutput
    let sink: TextSink

    init(_ style: StreamStyle, columns: Int? = nil, mode: ProgressMode = .auto) {
      let errors = MemoryOutput(columns: columns)
      let clock = clock
      self.errors = errors
      sink = TextSink(
        output: .init(output, style), errors: .init(errors, style), progress: mode,
        now: { clock.time })
    }

    func report(_ done: Int, at seconds: Double, left: Double = 75, isFinal: Bool = false) {
      clock.time = 100 + seconds
      sink.receive(
        .progress(
          Progress(
            id: "train", label: "epoch 2 of 6", done: done, total: 100, unit: "sequences",
            rate: 15000, secondsLeft: left, metrics: [("loss", 0.123456), ("accuracy", 0.9)],
            isFinal: isFinal)))
    }
  }

  @Test("draws the bar from half a second on, at most ten times a second")
  func timing() {
    let bench = Bench(.terminal, columns: 100)
    for (done, seconds) in [(0, 0.0), (1, 0.49), (2, 0.5), (3, 0.55), (4, 0.61)] {
      bench.report(done, at: seconds)
    }
    #expect(bench.errors.text.split(separator: "\r").map { $0.contains("2 %") } == [true, false])
  }

  @Test("draws label, bar, measurements, speed and time left")
  func bar() {
    let bench = Bench(.terminal, columns: 120)
    bench.report(0, at: 0)
    bench.report(50, at: 1)
    #expect(
      bench.errors.text
        == "\repoch 2 of 6  ████████████░░░░░░░░░░░░  50 %  loss 0.1235  accuracy 0.9000"
        + "  15,000 sequences/s  1:15 left\u{1b}[K")
  }

  @Test("fits any window", arguments: [1, 10, 20, 30, 40, 60, 80])
  func narrow(_ columns: Int) {
    let bench = Bench(.ascii, columns: columns)
    bench.report(0, at: 0)
    bench.report(50, at: 1)
    let line = bench.errors.text.dropFirst().dropLast(3)
    #expect(line.count <= max(1, columns - 3))
    if columns >= 30 { #expect(line.hasPrefix("epoch 2 of 6")) }
  }

  @Test("removes the bar before anything else is written")
  func clearing() {
    let bench = Bench(.ascii, columns: 40)
    bench.report(0, at: 0)
    bench.report(50, at: 1)
    bench.sink.receive(.output("x\n"))
    #expect(bench.errors.text.hasSuffix("\u{1b}[K\r\u{1b}[K"))
    let before = bench.errors.text
    bench.sink.receive(.output("y\n"))
    #expect(bench.errors.text == before)
  }

  @Test("leaves a line when an epoch is done")
  func final() {
    let bench = Bench(.ascii, columns: 100)
    bench.report(0, at: 0)
    bench.report(100, at: 0.2, isFinal: true)
    #expect(
      bench.errors.text
        == "epoch 2 of 6: loss 0.1235, accuracy 0.9000, 15,000 sequences/s, 1:15 left\n")
  }

  @Test("says nothing of the time left when the last epoch is done")
  func nothingLeft() {
    let bench = Bench(.ascii, columns: 100)
    bench.report(100, at: 0.2, left: 0, isFinal: true)
    #expect(
      bench.errors.text == "epoch 2 of 6: loss 0.1235, accuracy 0.9000, 15,000 sequences/s\n")
  }

  @Test(
    "lets the time left and the speed give way where the line would not fit",
    arguments: [
      (73, "epoch 2 of 6: loss 0.1235, accuracy 0.9000, 15,000 sequences/s, 1:15 left\n"),
      (72, "epoch 2 of 6: loss 0.1235, accuracy 0.9000, 15,000 sequences/s\n"),
      (60, "epoch 2 of 6: loss 0.1235, accuracy 0.9000\n"),
      (40, "epoch 2 of 6: loss 0.1235, accuracy\n  0.9000\n"),
      (20, "epoch 2 of 6: loss\n  0.1235, accuracy\n  0.9000\n"),
    ])
  func narrowFinal(columns: Int, line: String) {
    let bench = Bench(.ascii, columns: columns)
    bench.report(100, at: 0.2, isFinal: true)
    #expect(bench.errors.text == line)
  }

  @Test("writes a plain line every ten seconds where nothing can be redrawn")
  func lines() {
    let bench = Bench(.file)
    for seconds in stride(from: 0.0, through: 25, by: 1) { bench.report(Int(seconds), at: seconds) }
    #expect(
      bench.errors.text == """
        epoch 2 of 6: 10 %, loss 0.1235, accuracy 0.9000, 15,000 sequences/s, 1:15 left
        epoch 2 of 6: 20 %, loss 0.1235, accuracy 0.9000, 15,000 sequences/s, 1:15 left

        """)
  }

  @Test("draws no bar where the terminal is dumb, and none when not asked to")
  func modes() {
    var dumb = StreamStyle.terminal
    dumb.canRedraw = false
    for (style, mode) in [(dumb, ProgressMode.bar), (.terminal, .lines), (.terminal, .none)] {
      let bench = Bench(style, columns: 80, mode: mode)
      bench.report(0, at: 0)
      bench.report(50, at: 5)
      #expect(bench.errors.text == "")
    }
  }
}
