import MNLEvents
import MNLRender
import Testing

@Suite struct NestedProgressTests {
  /// A sink on a terminal, and the clock that it looks at.
  private final class Bench {
    let clock = HandClock()
    let errors: MemoryOutput
    let sink: TextSink

    init(columns: Int = 60, rows: Int = 24, hasTitle: Bool = false) {
      let errors = MemoryOutput(columns: columns, rows: rows)
      let clock = clock
      self.errors = errors
      sink = TextSink(
        output: .init(MemoryOutput(), .ascii), errors: .init(errors, .ascii), hasTitle: hasTitle,
        now: { clock.time })
    }

    func report(
      _ id: String, at seconds: Double, done: Int = 50, display: DisplayBundle? = nil,
      isFinal: Bool = false
    ) -> String {
      clock.time = 100 + seconds
      let before = errors.text.count
      sink.receive(
        .progress(
          Progress(
            id: id, label: id, done: done, total: 100, unit: "rounds", display: display,
            isFinal: isFinal)))
      return String(errors.text.dropFirst(before))
    }
  }

  private let bar = "############------------  50 %"

  @Test("draws a line for each piece of work, the inner one below the outer one")
  func lines() {
    let bench = Bench()
    _ = bench.report("loop", at: 0)
    #expect(bench.report("loop", at: 1) == "\rloop  \(bar)\u{1b}[K")
    #expect(bench.report("train.1", at: 1.2) == "", "work of less than half a second has no line")
    #expect(
      bench.report("train.1", at: 2)
        == "\rloop  \(bar)\u{1b}[K\r\ntrain.1  \(bar)\u{1b}[K")
    #expect(
      bench.report("train.1", at: 3)
        == "\r\u{1b}[1Aloop  \(bar)\u{1b}[K\r\ntrain.1  \(bar)\u{1b}[K")
  }

  @Test("takes inner work for done when the outer one goes on")
  func outer() {
    let bench = Bench()
    for (id, time) in [("loop", 0.0), ("train.1", 0.1), ("train.1", 1)] {
      _ = bench.report(id, at: time)
    }
    #expect(bench.report("loop", at: 2) == "\r\u{1b}[1Aloop  \(bar)\u{1b}[K\u{1b}[J")
    #expect(bench.report("train.1", at: 2.2) == "", "it began anew")
  }

  @Test("forgets work that is over without leaving a line")
  func over() {
    let bench = Bench()
    _ = bench.report("load", at: 0)
    _ = bench.report("load", at: 1)
    #expect(bench.report("load", at: 1.05, done: 100) == "\r\u{1b}[K")
    _ = bench.report("train.1", at: 2)
    #expect(bench.report("train.1", at: 3) == "\rtrain.1  \(bar)\u{1b}[K")
  }

  @Test("removes all lines before one that stays")
  func final() {
    let bench = Bench()
    for (id, time) in [("loop", 0.0), ("train.1", 0.1), ("train.1", 1)] {
      _ = bench.report(id, at: time)
    }
    #expect(
      bench.report("train.1", at: 1.1, isFinal: true) == "\r\u{1b}[1A\u{1b}[Jtrain.1\n")
    #expect(
      bench.report("train.2", at: 1.3).hasSuffix("\r\ntrain.2  \(bar)\u{1b}[K"),
      "the next epoch is the same work")
  }

  @Test(
    "draws a picture above the lines, as high as the window allows", arguments: [40, 24, 12, 6])
  func picture(rows: Int) {
    let curves = Curves(axis: "epoch", series: [.init(name: "loss", x: [1, 2], y: [2, 1])])
    let chart = DisplayBundle(text: "", data: [.curves(curves)])
    let both = DisplayBundle(text: "", data: [.report([chart, chart])])
    let bench = Bench(rows: rows)
    _ = bench.report("train.1", at: 0, display: both)
    let drawn = bench.report("train.1", at: 1, display: both)
    let lines = drawn.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count < rows)
    #expect(lines.last == "train.1  \(bar)\u{1b}[K" || rows == 6)
    #expect(drawn.contains("* loss") == (rows > 6))
  }

  @Test("keeps the picture below a line that stays")
  func pictureStays() {
    let chart = DisplayBundle(
      text: "",
      data: [
        .curves(Curves(axis: "epoch", series: [.init(name: "loss", x: [1, 2], y: [2, 1])]))
      ])
    let bench = Bench()
    _ = bench.report("train.1", at: 0, display: chart)
    let drawn = bench.report("train.1", at: 1, display: chart, isFinal: true)
    #expect(drawn.hasPrefix("train.1\n\r* loss"))
    #expect(!drawn.contains("%"), "it has no bar any more")
    bench.sink.receive(.output("next\n"))
    #expect(bench.errors.text.hasSuffix("A\u{1b}[J"))
  }

  @Test("draws the picture below a line at most ten times a second, however many lines there are")
  func fastLines() {
    let chart = DisplayBundle(
      text: "",
      data: [
        .curves(Curves(axis: "epoch", series: [.init(name: "loss", x: [1, 2], y: [2, 1])]))
      ])
    let bench = Bench()
    _ = bench.report("train.0", at: 0, display: chart)
    let drawn = (0..<20).map { epoch in
      bench.report(
        "train.\(epoch)", at: 1 + Double(epoch) / 100, display: chart, isFinal: true)
    }
    #expect(drawn.count(where: { $0.contains("* loss") }) == 2)
    #expect(drawn.allSatisfy { $0.contains("train.") })
  }

  @Test("keeps the title of the terminal and brings it back, if it is asked to show work there")
  func title() {
    let bench = Bench(hasTitle: true)
    _ = bench.report("load", at: 0)
    #expect(
      bench.report("load", at: 1).hasSuffix("\u{1b}[22;2t\u{1b}]2;mnl: load, 50 %\u{7}"))
    bench.sink.receive(.cellEnd(CellEnd(index: 1, status: .ok, seconds: 1)))
    #expect(bench.errors.text.hasSuffix("\u{1b}[23;2t"))
    let plain = Bench()
    _ = plain.report("load", at: 0)
    #expect(!plain.report("load", at: 1).contains("]2;"))
  }
}
