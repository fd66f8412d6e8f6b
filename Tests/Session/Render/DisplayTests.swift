import MNLEvents
import MNLRender
import Testing

@Suite struct DisplayTests {
  private func draw(
    _ bundle: DisplayBundle, style: StreamStyle = .file, columns: Int? = nil
  ) -> String {
    let output = MemoryOutput(columns: columns)
    let sink = TextSink(output: .init(output, style), errors: .init(MemoryOutput(), .file))
    sink.receive(.display(bundle))
    return output.text
  }

  private let table = Table(
    columns: [.init("layer"), .init("parameters"), .init("time", unit: "s")],
    rows: [
      [.text("lstm"), .int(51600), .number(1.25, digits: 2)],
      [.text("softmax"), .int(1010), .empty],
    ])

  @Test("draws a table with numbers at the right")
  func fileTable() {
    #expect(
      draw(DisplayBundle(text: "t", data: [.table(table)])) == """
        layer    parameters  time (s)
        -------  ----------  --------
        lstm          51600      1.25
        softmax        1010

        """)
  }

  @Test("fits a table into the window")
  func narrowTable() {
    let wide = Table(
      columns: [.init("name"), .init("text"), .init("n")],
      rows: [[.text("数据"), .text(String(repeating: "x", count: 100)), .int(7)]])
    #expect(
      draw(DisplayBundle(text: "", data: [.table(wide)]), style: .terminal, columns: 30) == """
        name  text                   n
        ────  ─────────────────────  ─
        数据  xxxxxxxxxxxxxxxxxxxx…  7

        """)
    let many = Table(
      columns: (0..<20).map { .init("column\($0)") }, rows: [(0..<20).map { .int($0) }])
    let lines = draw(DisplayBundle(text: "", data: [.table(many)]), style: .ascii, columns: 30)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 30 })
    #expect(lines.first?.hasSuffix("...") == true)
  }

  @Test("draws a matrix for a terminal and writes its text to a file")
  func matrix() {
    let matrix = Matrix(
      rowTitle: "true", rowNames: ["a", "b"], columnTitle: "predicted", columnNames: ["a", "b"],
      values: [[5, 0], [12, 3]])
    let bundle = DisplayBundle(text: "2 by 2", data: [.matrix(matrix)])
    #expect(draw(bundle) == "2 by 2\n")
    #expect(
      draw(bundle, style: .ascii, columns: 80) == """
        true / predicted   a  b
        ----------------  --  -
        a                  5  0
        b                 12  3

        """)
  }

  @Test("draws images as half blocks, in ASCII where the locale is not UTF-8")
  func images() {
    let images = Images(
      height: 2, width: 3, pixels: [[255, 255, 0, 255, 0, 0], [0, 0, 0, 255, 255, 255]],
      captions: ["one", "a long caption"])
    let bundle = DisplayBundle(text: "2 images", data: [.images(images)])
    #expect(draw(bundle) == "2 images\n")
    #expect(draw(bundle, style: .terminal, columns: 80) == "█▀   ▄▄▄\none  a …\n")
    #expect(draw(bundle, style: .ascii, columns: 80) == "@=   ===\none  ...\n")
    #expect(
      draw(bundle, style: .colorful, columns: 80).hasPrefix(
        "\u{1b}[38;5;255;48;5;255m▀\u{1b}[38;5;"))
  }

  @Test("draws curves as lines of blocks for a terminal")
  func curves() {
    let curves = Curves(
      axis: "epoch", series: [.init(name: "loss", x: [1, 2, 3], y: [2, 1.5, 1])])
    let bundle = DisplayBundle(text: "loss 2 to 1", data: [.curves(curves)])
    #expect(draw(bundle) == "loss 2 to 1\n")
    #expect(draw(bundle, style: .terminal, columns: 80) == "loss  █▅▁  2.0000 → 1.0000\n")
  }

  @Test("spells out escapes of whoever printed them")
  func escapes() {
    #expect(draw(DisplayBundle(text: "a\u{1b}[1mb\tc\r")) == "a\\u{1b}[1mb\tc\\u{d}\n")
  }

  @Test("shows nothing where there is nothing")
  func empty() {
    #expect(draw(DisplayBundle(text: "")) == "")
  }
}
