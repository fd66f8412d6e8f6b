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
  }

  @Test("goes on in the next line within cells of words")
  func wrappedCells() {
    let table = Table(
      columns: [.init("field"), .init("value"), .init("validation loss")],
      rows: [
        [.text("data"), .text("digits: 110 train, 10 validation, 24 test"), .int(1)],
        [.text("all"), .text(String(repeating: "word ", count: 40)), .int(2)],
      ])
    #expect(
      draw(DisplayBundle(text: "", data: [.table(table)]), style: .ascii, columns: 42) == """
        field  value               validation loss
        -----  ------------------  ---------------
        data   digits: 110 train,                1
               10 validation, 24
               test
        all    word word word                    2
               word word word
               word word word
               word word word ...

        """)
  }

  @Test(
    "writes a row that does not fit as a list, and more rows in blocks", arguments: [20, 30, 40])
  func manyColumns(width: Int) {
    let columns = (0..<12).map { Table.Column("column\($0)") }
    for count in [1, 2] {
      let many = Table(
        columns: columns, rows: (0..<count).map { row in (0..<12).map { .int(100 * row + $0) } })
      let lines = draw(
        DisplayBundle(text: "", data: [.table(many)]), style: .ascii, columns: width
      ).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= width })
      for column in 0..<12 {
        #expect(lines.contains { $0.contains("column\(column)") }, "\(column)")
      }
      #expect(lines.count(where: \.isEmpty) > 1 || count == 1)
    }
    let row = Table(columns: columns, rows: [(0..<12).map { .int($0) }])
    #expect(
      draw(DisplayBundle(text: "", data: [.table(row)]), style: .ascii, columns: width)
        .hasPrefix("column0   0\ncolumn1   1\n"))
  }

  @Test("writes a title above a table, and courses in it")
  func trends() {
    let table = Table(
      title: "two numbers", columns: [.init("name"), .init("course")],
      rows: [[.text("loss"), .trend([3, 2, 1])], [.text("none"), .trend([])]])
    #expect(
      draw(DisplayBundle(text: "", data: [.table(table)]), style: .terminal, columns: 80) == """
        two numbers
        name  course
        ────  ──────
        loss  █▅▁
        none

        """)
  }

  @Test("breaks text at its blanks for a terminal, and leaves it alone elsewhere")
  func wrappedText() {
    let bundle = DisplayBundle(text: "trained lstm 8 on digits: epochs 1 to 2\n  next")
    #expect(
      draw(bundle, style: .terminal, columns: 20)
        == "trained lstm 8 on\n  digits: epochs 1\n  to 2\n  next\n")
    #expect(draw(bundle) == "trained lstm 8 on digits: epochs 1 to 2\n  next\n")
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
        true / predicted   a   b
        ----------------  --  --
        a                  5   0
        b                 12   3

        """)
  }

  private func confusion(_ names: [String], _ values: [[Double]]) -> DisplayBundle {
    DisplayBundle(
      text: "matrix",
      data: [
        .matrix(
          Matrix(
            rowTitle: "true", rowNames: names, columnTitle: "predicted", columnNames: names,
            values: values, shading: .rowShare))
      ])
  }

  @Test("shades the cells of a matrix by blocks where there are no colours")
  func blocks() {
    #expect(
      draw(
        confusion(["a", "b"], [[96, 4], [0, 0]]), style: .terminal, columns: 80) == """
          true / predicted   a   b
          ────────────────  ──  ──
          a                 96█  4▒
          b                  0   0

          """)
  }

  @Test("shades the cells of a matrix by colours, zeros not at all")
  func colours() {
    let lines = draw(
      confusion(["a", "b"], [[96, 4], [0, 7]]), style: .colorful, columns: 80
    ).split(separator: "\n")
    #expect(
      lines[2] == "a                \u{1b}[38;5;16;48;5;159m 96 \u{1b}[0m"
        + "\u{1b}[38;5;255;48;5;19m  4 \u{1b}[0m")
    #expect(
      lines[3] == "b                  \u{1b}[2m0\u{1b}[0m "
        + "\u{1b}[38;5;16;48;5;159m  7 \u{1b}[0m")
  }

  @Test("numbers the columns of a matrix whose names are too long")
  func longNames() {
    let names = ["a rather long name", "another long name", "2"]
    #expect(
      draw(
        confusion(names, [[1, 2, 3], [4, 5, 6], [7, 8, 9]]), style: .ascii, columns: 40) == """
          true / predicted      0  1  2
          --------------------  -  -  -
          0 a rather long name  1  2  3
          1 another long name   4  5  6
          2                     7  8  9

          """)
  }

  @Test("draws a matrix by shades alone where its numbers do not fit, and never beyond the window")
  func wideMatrix() {
    for count in [30, 70, 300] {
      let names = (0..<count).map { "class \($0)" }
      let values = (0..<count).map { row in (0..<count).map { $0 == row ? 900.0 : 0 } }
      for style in [StreamStyle.ascii, .terminal] {
        let lines = draw(confusion(names, values), style: style, columns: 80)
          .split(separator: "\n")
        #expect(lines.count == count + 2)
        #expect(lines.last?.contains("class 0") == true)
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines[1].hasSuffix(style.usesUnicode ? "█" : "@"))
      }
    }
  }

  @Test("draws a matrix without rows, and one with numbers that are none")
  func oddMatrices() {
    #expect(draw(confusion([], []), style: .ascii, columns: 80).hasPrefix("true / predicted"))
    let lines = draw(confusion(["a"], [[.nan]]), style: .colorful, columns: 80)
    #expect(lines.contains("nan"))
  }

  @Test("draws the parts of a report one below the other for a terminal, else its text")
  func report() {
    let bundle = DisplayBundle(
      text: "in short",
      data: [
        .report([
          DisplayBundle(text: "heading"), DisplayBundle(text: "", data: [.table(table)]),
          DisplayBundle(text: "end"),
        ])
      ])
    #expect(draw(bundle) == "in short\n")
    #expect(
      draw(bundle, style: .ascii, columns: 80) == """
        heading

        layer    parameters  time (s)
        -------  ----------  --------
        lstm          51600      1.25
        softmax        1010

        end

        """)
  }

  @Test("draws images as half blocks, in ASCII where the locale is not UTF-8")
  func images() {
    let images = Images(
      height: 2, width: 3, pixels: [[255, 255, 0, 255, 0, 0], [0, 0, 0, 255, 255, 255]],
      captions: ["one", "a long caption"])
    let bundle = DisplayBundle(text: "2 images", data: [.images(images)])
    #expect(draw(bundle) == "2 images\n@=   ===\none  ...\n", "in ASCII for a file")
    #expect(draw(bundle, style: .terminal, columns: 80) == "█▀   ▄▄▄\none  a …\n")
    #expect(draw(bundle, style: .ascii, columns: 80) == "@=   ===\none  ...\n")
    #expect(
      draw(bundle, style: .colorful, columns: 80).hasPrefix(
        "\u{1b}[38;5;255;48;5;255m▀\u{1b}[38;5;"))
  }

  @Test("draws compact curves as a row each, with their ends")
  func compactCurves() {
    let curves = Curves(
      axis: "confidence",
      series: [
        .init(name: "examples", x: [1, 2], y: [12, 9876]),
        .init(name: "loss", x: [1, 2, 3], y: [2, 1.5, 1]),
      ], isCompact: true)
    let bundle = DisplayBundle(text: "loss 2 to 1", data: [.curves(curves)])
    #expect(draw(bundle) == "loss 2 to 1\n")
    #expect(
      draw(bundle, style: .terminal, columns: 80)
        == "examples  ▁█  12 → 9,876\nloss      █▅▁  2.0000 → 1.0000\n")
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
