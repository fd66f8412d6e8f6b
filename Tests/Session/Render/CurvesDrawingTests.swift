import MNLEvents
import MNLRender
import Testing

@Suite struct CurvesDrawingTests {
  private func draw(_ curves: Curves, _ style: StreamStyle, columns: Int) -> [String] {
    let output = MemoryOutput(columns: columns)
    let sink = TextSink(output: .init(output, style), errors: .init(MemoryOutput(), .file))
    sink.receive(.display(DisplayBundle(text: "as text", data: [.curves(curves)])))
    return output.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .dropLast()
  }

  private let loss = Curves(
    axis: "epoch",
    series: [
      .init(name: "loss", x: [1, 2, 3, 4], y: [2, 1, 0.5, 0.25]),
      .init(name: "validation loss", x: [1, 2, 3, 4], y: [1.8, 1.2, 0.9, 1]),
    ])

  @Test("draws axes with round numbers, a legend, and lines of Braille")
  func braille() {
    let lines = draw(loss, .terminal, columns: 40)
    #expect(lines[0] == "━━ loss   ╍╍ validation loss   by epoch")
    #expect(lines[1].hasPrefix("2 ┤⠭"))
    #expect(lines[lines.count - 3].hasPrefix("0 ┤"))
    #expect(lines[lines.count - 2] == "  └┬───────────┬───────────┬───────────┬")
    #expect(lines[lines.count - 1] == "   1           2           3           4")
  }

  @Test("draws in ASCII, a letter for each line")
  func ascii() {
    let lines = draw(loss, .ascii, columns: 30)
    #expect(lines[0] == "* loss   o validation loss")
    #expect(lines[1] == "by epoch")
    #expect(lines[2].hasPrefix("2 +ooo"))
    #expect(lines.joined().utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    #expect(lines.joined().contains("o"))
  }

  @Test("gives each line a colour and no dashes where there are colours")
  func colours() {
    let lines = draw(loss, .colorful, columns: 60)
    #expect(lines[0].contains("\u{1b}[38;5;32m━━\u{1b}[0m loss"))
    #expect(lines[0].contains("\u{1b}[38;5;166m━━\u{1b}[0m validation loss"))
    #expect(lines[2...].contains { $0.contains("\u{1b}[38;5;166m") })
  }

  @Test("stays within any window, and writes text where there is none", arguments: 1...50)
  func widths(columns: Int) {
    for style in [StreamStyle.terminal, .ascii] {
      #expect(draw(loss, style, columns: columns).allSatisfy { $0.count <= columns })
    }
    #expect(draw(loss, .file, columns: columns) == ["as text"])
  }

  @Test(
    "draws whatever numbers there are",
    arguments: [
      [], [5], [5, 5, 5], [0, 0], [.nan, 1], [1, .infinity, 2], [-1e300, 1e300], [1e-300, 2e-300],
      [1e15, 1e15 + 1], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude], [1e-12, 3],
    ] as [[Double]])
  func extremes(_ values: [Double]) {
    let curves = Curves(
      axis: "step",
      series: [.init(name: "x", x: values.indices.map(Double.init), y: values)])
    for columns in [12, 40, 80] {
      let lines = draw(curves, .terminal, columns: columns)
      #expect(!lines.isEmpty)
      #expect(lines.allSatisfy { $0.count <= columns })
    }
  }

  @Test("marks the vertical axis evenly", arguments: [30, 50, 70, 80, 100])
  func even(columns: Int) {
    let curves = Curves(
      axis: "step", series: [.init(name: "x", x: [1, 2], y: [0, 4])])
    let rows = draw(curves, .terminal, columns: columns).indices.filter {
      draw(curves, .terminal, columns: columns)[$0].contains("┤")
    }
    #expect(Set(zip(rows, rows.dropFirst()).map { $1 - $0 }).count == 1, "\(rows)")
  }

  @Test("leaves room on the axis for what is still to come")
  func span() {
    var begun = loss
    begun.span = 1...10
    #expect(draw(begun, .terminal, columns: 60).last?.hasSuffix("10") == true)
  }
}
