import MNLEvents
import MNLRender
import Testing

@Suite struct PictureTests {
  private func svg(_ bundle: DisplayBundle) throws -> String {
    String(decoding: try #require(Picture.bytes(of: bundle, as: .svg)), as: UTF8.self)
  }

  private let curves = DisplayData.curves(
    Curves(
      axis: "epoch", series: [.init(name: "loss <&\u{1b}\">", x: [1, 2, 3], y: [2, .nan, 1])]))

  @Test("draws curves as SVG, with names that XML would misread spelled out")
  func lines() throws {
    let text = try svg(DisplayBundle(text: "", data: [curves]))
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" "))
    #expect(text.hasSuffix("</svg>\n"))
    #expect(text.contains(">loss &lt;&amp;\\u{1b}&quot;&gt;</text>"))
    #expect(text.contains(">epoch</text>"))
    #expect(text.split(separator: "<circle").count == 3, "a dot on both sides of the gap")
  }

  @Test("goes on in the next line with the names of many lines")
  func legend() throws {
    let series = (0..<6).map {
      Curves.Series(name: "a model with a long name \($0)", x: [1, 2], y: [1, 2])
    }
    let text = try svg(
      DisplayBundle(text: "", data: [.curves(Curves(axis: "epoch", series: series))]))
    for top in [28, 46, 64] {
      #expect(text.split(separator: " y=\"\(top)\" text-anchor=\"start\"").count == 3)
    }
  }

  @Test("draws all parts of a report one below the other")
  func report() throws {
    let matrix = DisplayData.matrix(
      Matrix(
        rowTitle: "true", rowNames: ["a"], columnTitle: "predicted", columnNames: ["a"],
        values: [[7]], shading: .rowShare))
    let part = DisplayBundle(text: "", data: [curves])
    let text = try svg(
      DisplayBundle(
        text: "", data: [.report([part, DisplayBundle(text: "", data: [matrix]), part])]))
    #expect(text.split(separator: "<g ").count == 4)
    #expect(text.contains(">7</text>"))
    #expect(text.contains(">true / predicted</text>"))
  }

  @Test("makes a PNG file of images: its header, sizes and chunks")
  func png() throws {
    let images = Images(
      height: 28, width: 28, pixels: Array(repeating: Array(repeating: 9, count: 784), count: 10),
      captions: [])
    let bytes = try #require(
      Picture.bytes(of: DisplayBundle(text: "", data: [.images(images)]), as: .png))
    #expect(bytes.prefix(8).elementsEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    // Eight images of 112 pixels in a row with gaps of 4, two rows.
    #expect(bytes[16..<24].elementsEqual([0, 0, 0x03, 0x9C, 0, 0, 0, 0xE4]))
    #expect(bytes[24..<29].elementsEqual([8, 0, 0, 0, 0]))
    #expect(bytes.suffix(8).elementsEqual([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]))
  }

  @Test("is nothing where there is nothing to draw")
  func nothing() {
    let table = DisplayData.table(Table(columns: [.init("a")], rows: []))
    let empty = DisplayData.images(Images(height: 0, width: 0, pixels: [], captions: []))
    for data in [table, empty] {
      for format in PictureFormat.allCases {
        #expect(Picture.bytes(of: DisplayBundle(text: "", data: [data]), as: format) == nil)
      }
    }
    #expect(Picture.bytes(of: DisplayBundle(text: "", data: [curves]), as: .png) == nil)
  }

  @Test("knows a format by the ending of a path")
  func formats() {
    #expect(PictureFormat(path: "a/loss.SVG") == .svg)
    #expect(PictureFormat(path: "x.y/d.png") == .png)
    for path in ["loss", "loss.gif", "png", ""] { #expect(PictureFormat(path: path) == nil) }
  }
}
