import MNLEvents
import MNLRender
import Testing

@Suite struct ColorDepthTests {
  @Test(
    "takes the number of colours from the environment",
    arguments: [
      (["TERM": "xterm"], ColorDepth.sixteen), (["TERM": "linux"], .sixteen), ([:], .sixteen),
      (["TERM": "xterm-256color"], .palette), (["TERM": "screen-256color"], .palette),
      (["TERM": "xterm-kitty"], .palette),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .full),
      (["TERM": "xterm", "COLORTERM": "24bit"], .full), (["TERM": "xterm-direct"], .full),
      (["TERM": "xterm", "COLORTERM": "yes"], .sixteen),
    ])
  func depths(environment: [String: String], depth: ColorDepth) {
    let style = StreamStyle(descriptor: -1, color: .always, environment: environment)
    #expect(style.colors == depth)
    #expect(StreamStyle(descriptor: -1, color: .never, environment: environment).colors == .none)
  }

  @Test("draws the greys of an image in every depth")
  func images() {
    let images = Images(height: 2, width: 1, pixels: [[0, 200]], captions: [])
    let drawn = ColorDepth.allCases.map { depth in
      let output = MemoryOutput(columns: 80)
      let style = StreamStyle(
        isTerminal: true, canRedraw: true, colors: depth, usesUnicode: true)
      let sink = TextSink(output: .init(output, style), errors: .init(MemoryOutput(), .file))
      sink.receive(.display(DisplayBundle(text: "", data: [.images(images)])))
      return output.text
    }
    #expect(
      drawn == [
        "▄\n", "\u{1b}[30;47m▀\u{1b}[0m\n", "\u{1b}[38;5;16;48;5;250m▀\u{1b}[0m\n",
        "\u{1b}[38;2;0;0;0;48;2;200;200;200m▀\u{1b}[0m\n",
      ])
  }
}
