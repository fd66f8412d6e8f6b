import MNLDiagnostics
import MNLRender
import Testing

@Suite struct DiagnosticRendererTests {
  private func render(
    _ diagnostic: Diagnostic, style: StreamStyle = .file, width: Int = 100, cell: String? = nil
  ) -> String {
    DiagnosticRenderer(style: style, width: width, cellName: { _ in cell }).render(diagnostic)
  }

  @Test("draws the form of the design")
  func form() {
    let lines = String(repeating: "\n", count: 11) + "train epochs=6 rate=-0.001\n"
    let file = SourceFile(name: "lstm.mnl", text: lines)
    let diagnostic = Diagnostic(
      .outOfRange, "rate must be above 0", at: file.span(of: "rate=-0.001"), label: "got -0.001",
      help: "leave `rate` out to use the default, 0.001")
    #expect(
      render(diagnostic, cell: "cell 'train'") == """
        error[E0203]: rate must be above 0
          --> lstm.mnl:12:16, cell 'train'
           |
        12 | train epochs=6 rate=-0.001
           |                ^^^^^^^^^^^ got -0.001
        help: leave `rate` out to use the default, 0.001

        """)
  }

  @Test("says what has no place in two lines")
  func noPlace() {
    let diagnostic = Diagnostic(
      .unreadableSource, "'x.mnl' cannot be read: no such file", severity: .warning, help: "try y")
    #expect(
      render(diagnostic) == """
        warning[E0113]: 'x.mnl' cannot be read: no such file
        help: try y

        """)
  }

  @Test("breaks what it says at blanks where a person looks at it, and nowhere else")
  func narrow() {
    let diagnostic = Diagnostic(
      .unreadableSource, "a file of some length cannot be read", notes: ["there is none of it"],
      help: "write the name of another one")
    let person = StreamStyle(isTerminal: true, canRedraw: true)
    #expect(
      render(diagnostic, style: person, width: 24) == """
        error[E0113]: a file of
          some length cannot be
          read
        note: there is none of
          it
        help: write the name of
          another one

        """)
    #expect(render(diagnostic, width: 24).split(separator: "\n").count == 3)
  }

  @Test("puts carets below wide and combining characters and behind tabs")
  func wide() {
    let file = SourceFile(name: "a", text: "\tlet 数据 = \"e\u{301}\" + 1")
    #expect(
      render(Diagnostic(.wrongKind, "m", at: file.span(of: "+"))) == """
        error[E0302]: m
         --> a:1:16
          |
        1 |     let 数据 = "e\u{301}" + 1
          |                    ^

        """)
    #expect(
      render(Diagnostic(.wrongKind, "m", at: file.span(of: "数据"))).contains("|         ^^^^\n"))
  }

  @Test("draws a caret behind the last character where the text ends")
  func endOfText() {
    let file = SourceFile(name: "a", text: "if true {")
    let diagnostic = Diagnostic(.unexpectedEnd, "m", at: SourceSpan(file, 9..<9), label: "here")
    #expect(render(diagnostic).hasSuffix("1 | if true {\n  |          ^ here\n"))
  }

  @Test("brackets several lines at their left")
  func severalLines() {
    let file = SourceFile(name: "a", text: "x\nfor i in 1..3 {\n  y\n}\nz")
    let span = file.span(of: "for i in 1..3 {\n  y\n}")
    #expect(
      render(Diagnostic(.wrongKind, "m", at: span, label: "this loop")) == """
        error[E0302]: m
         --> a:2:1
          |
        2 | / for i in 1..3 {
        3 | |   y
        4 | | }
          | |_^ this loop

        """)
  }

  @Test("leaves out the middle of many lines")
  func manyLines() {
    let text = (1...20).map { "line \($0)" }.joined(separator: "\n")
    let file = SourceFile(name: "a", text: text)
    #expect(
      render(Diagnostic(.wrongKind, "m", at: SourceSpan(file, 0..<text.utf8.count))) == """
        error[E0302]: m
          --> a:1:1
           |
        1  | / line 1
        2  | | line 2
        3  | | line 3
        ...| |
        19 | | line 19
        20 | | line 20
           | |_^

        """)
  }

  @Test("cuts a long line to the window, with the place in it")
  func longLine() {
    let file = SourceFile(name: "a", text: String(repeating: "a", count: 500) + "!" + "b")
    let text = render(Diagnostic(.wrongKind, "m", at: file.span(of: "!")), width: 40)
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    let place = lines.last?.firstIndex(of: "^").map { $0.utf16Offset(in: lines[4]) }
    #expect(place != nil)
    #expect(lines[3].firstIndex(of: "!").map { $0.utf16Offset(in: lines[3]) } == place)
    #expect(lines[3].contains("| ...aaa"))
  }

  @Test("shows a line of a mebibyte in time and in the window")
  func hugeLine() {
    let file = SourceFile(name: "a", text: String(repeating: "a", count: 1 << 20))
    let span = SourceSpan(file, (1 << 19)..<(1 << 19) + 1)
    let lines = render(Diagnostic(.wrongKind, "m", at: span), width: 80).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test("writes the calls innermost first and leaves out the middle of an endless recursion")
  func calls() {
    let file = SourceFile(name: "a", text: "f")
    var diagnostic = Diagnostic(.callsTooDeep, "m")
    diagnostic.calls = (0..<2).map { .init(command: "f\($0)", span: SourceSpan(file, 0..<1)) }
    #expect(
      render(diagnostic) == """
        error[E0305]: m
          in 'f0', called at a:1:1
          in 'f1', called at a:1:1

        """)
    diagnostic.calls = (0..<200).map { .init(command: "f\($0)", span: SourceSpan(file, 0..<1)) }
    let lines = render(diagnostic).split(separator: "\n")
    #expect(lines.count == 8)
    #expect(lines[5] == "  ... 194 more calls ...")
  }

  @Test("never writes an escape that stands in the source or in a message")
  func escapes() {
    let file = SourceFile(name: "a\u{1b}", text: "x \u{1b}[31m y")
    let diagnostic = Diagnostic(
      .unexpectedCharacter, "found '\u{1b}'", at: file.span(of: "y"), label: "\u{9b}")
    let text = render(diagnostic)
    #expect(!text.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x9b })
    #expect(text.contains("1 | x \\u{1b}[31m y\n"))
  }

  @Test("does not echo bytes that are no text")
  func garbage() {
    let file = SourceFile(name: "a", bytes: (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) })
    let text = render(Diagnostic(.malformedText, "m", at: SourceSpan(file, 10..<11)))
    #expect(text.utf8.count < 200)
  }

  @Test("colours for terminals that can, and only what is ours")
  func colors() {
    let file = SourceFile(name: "a", text: "x")
    let text = render(
      Diagnostic(.wrongKind, "m", at: SourceSpan(file, 0..<1), help: "h"), style: .colorful)
    let esc = "\u{1b}["
    #expect(
      text == """
        \(esc)1;31merror[E0302]\(esc)0m\(esc)1m: m\(esc)0m
        \(esc)1;34m -->\(esc)0m a:1:1
        \(esc)1;34m  |\(esc)0m
        \(esc)1;34m1 |\(esc)0m x
        \(esc)1;34m  |\(esc)0m \(esc)1;31m^\(esc)0m
        \(esc)1;36mhelp\(esc)0m: h

        """)
  }
}
