import MNLEvents
import MNLRender
import MNLTestSupport
import Testing

/// Whatever a plugin sends is drawn: odd sizes, odd numbers, odd names, in any window.
@Suite struct DrawingFuzzTests {
  /// What a plugin may send, drawn by chance.
  private struct Random {
    var generator: SeededGenerator

    mutating func number() -> Double {
      let odd: [Double] = [
        0, -0.0, 1, -1, 0.5, 1e-300, 1e300, -1e308, .infinity, .nan, 1e15, 123456.789, 7,
      ]
      return odd.randomElement(using: &generator) ?? 0
    }

    mutating func numbers(_ most: Int) -> [Double] {
      (0..<Int.random(in: 0...most, using: &generator)).map { _ in number() }
    }

    mutating func name() -> String {
      let odd = [
        "", "loss", "数据集", "a very long name indeed", "\u{1b}[31m", "a\nb", "e\u{301}", "👍🏽",
        "two words", "x\ty", "🇩🇪",
      ]
      return odd.randomElement(using: &generator) ?? ""
    }

    mutating func names(_ most: Int) -> [String] {
      (0..<Int.random(in: 0...most, using: &generator)).map { _ in name() }
    }

    mutating func data() -> DisplayData {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        return .curves(
          Curves(
            title: name(), axis: name(),
            series: (0..<Int.random(in: 0...5, using: &generator)).map { _ in
              Curves.Series(name: name(), x: numbers(9), y: numbers(9))
            }, isCompact: Bool.random(using: &generator)))
      case 1:
        let shadings: [Matrix.Shading] = [.range, .rowShare, .unit, .signed]
        return .matrix(
          Matrix(
            title: name(), rowTitle: name(), rowNames: names(5), columnTitle: name(),
            columnNames: names(40),
            values: (0..<Int.random(in: 0...6, using: &generator)).map { _ in numbers(40) },
            shading: shadings.randomElement(using: &generator) ?? .range))
      case 2:
        return .images(
          Images(
            height: Int.random(in: 0...5, using: &generator),
            width: Int.random(in: 0...40, using: &generator),
            pixels: (0..<Int.random(in: 0...4, using: &generator)).map { _ in
              Array(repeating: 200, count: Int.random(in: 0...200, using: &generator))
            }, captions: names(5)))
      default:
        let columns = names(8).map {
          Table.Column($0, unit: Bool.random(using: &generator) ? "s" : "")
        }
        return .table(
          Table(
            title: name(), columns: columns,
            rows: (0..<Int.random(in: 0...4, using: &generator)).map { _ in
              (0..<Int.random(in: 0...9, using: &generator)).map { _ in cell() }
            }))
      }
    }

    mutating func cell() -> Table.Cell {
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: .empty
      case 1: .text(name() + " " + name())
      case 2: .int(Int.random(in: .min ... .max, using: &generator))
      case 3: .number(number(), digits: Int.random(in: -1...12, using: &generator))
      default: .trend(numbers(60))
      }
    }
  }

  @Test(
    "draws anything in any window, as text, as SVG and as PNG", arguments: 0..<40 as Range<UInt64>)
  func anything(seed: UInt64) {
    var random = Random(generator: SeededGenerator(seed: seed))
    for _ in 0..<50 {
      let data = random.data()
      let bundle = DisplayBundle(
        text: random.name(),
        data: [
          Bool.random(using: &random.generator)
            ? data
            : .report([
              DisplayBundle(text: "", data: [data]), DisplayBundle(text: "", data: [random.data()]),
            ])
        ])
      for style in [StreamStyle.terminal, .ascii, .colorful, .file] {
        let output = MemoryOutput(columns: Int.random(in: 1...130, using: &random.generator))
        TextSink(output: .init(output, style), errors: .init(MemoryOutput(), .file))
          .receive(.display(bundle))
        #expect(style.usesColor || !output.text.contains("\u{1b}"), "\(bundle)")
      }
      let json = MemoryOutput()
      JSONLinesSink(output: json).receive(.display(bundle))
      #expect(json.text.split(separator: "\n").count == 1)
      for format in PictureFormat.allCases { _ = Picture.bytes(of: bundle, as: format) }
    }
  }
}
