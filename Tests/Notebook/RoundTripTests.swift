import MNLNotebook
import MNLTestSupport
import Testing

/// What holds for every file, tried on many that chance makes, the same ones each time.
@Suite struct RoundTripTests {
  /// Pieces of lines that are near to what means something in a document.
  private static let pieces = [
    "# %%", "#%%", "# %%%", " # %%", "#  %%", "# %%x", " Title", " [markdown]", " [raw]", " [md]",
    " name=\"a\"", " name=\"b\"", " tags=[\"slow\"]", " x=1.5", " x={\"a\": null}", "#", "# ",
    "# text",
    "#text", "print 1", "  ", "\t", "if true {", "}", "#> 1", "# ---", "# jupyter:", "#   title: x",
    "#!/usr/bin/env mnl", "# -*- coding: utf-8 -*-", "\"ä\"", "\u{FEFF}", "=", "[", "\u{2028}",
  ]

  private static func pick<Element>(_ list: [Element], _ generator: inout SeededGenerator)
    -> Element
  {
    list[Int.random(in: list.indices, using: &generator)]
  }

  private static func randomText(_ generator: inout SeededGenerator) -> String {
    let ends = pick([["\n"], ["\r\n"], ["\n", "\r\n", "\r", "\n\n", "\n\n\n"]], &generator)
    var text = Int.random(in: 0..<20, using: &generator) == 0 ? "\u{FEFF}" : ""
    for _ in 0..<Int.random(in: 0...14, using: &generator) {
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        text += pick(pieces, &generator)
      }
      text += pick(ends, &generator)
    }
    return text
  }

  /// The cells with their settings in the order of the canonical form.
  private static func sorted(_ cells: [NotebookCell]) -> [NotebookCell] {
    cells.map { cell in
      var cell = cell
      cell.metadata.sort { $0.key < $1.key }
      return cell
    }
  }

  @Test("a file that is read and written without a change has the same bytes")
  func sameBytes() {
    var generator = SeededGenerator(seed: 7)
    var read = 0
    for _ in 0..<10_000 {
      let bytes = Array(Self.randomText(&generator).utf8)
      guard let document = try? Document(named: "a.mnl", bytes: bytes) else { continue }
      read += 1
      #expect(document.bytes == bytes)
    }
    #expect(read > 1000)
  }

  @Test("what the canonical form of a file is read as is written the same again")
  func canonicalForm() throws {
    var generator = SeededGenerator(seed: 8)
    var written = 0
    for _ in 0..<4000 {
      let bytes = Array(Self.randomText(&generator).utf8)
      guard let document = try? Document(named: "a.mnl", bytes: bytes),
        let text = try? PercentWriter.text(of: Notebook(document), named: "a.mnl")
      else { continue }
      written += 1
      let again = Notebook(try Document(named: "a.mnl", bytes: Array(text.utf8)))
      #expect(Self.sorted(again.cells) == Self.sorted(Notebook(document).cells))
      #expect(try PercentWriter.text(of: again, named: "a.mnl") == text)
    }
    #expect(written > 400)
  }

  @Test("a notebook is the same after a trip through .ipynb, and so are the bytes of a second one")
  func throughJupyter() throws {
    var generator = SeededGenerator(seed: 9)
    let writer = JupyterWriter(version: "1")
    var travelled = 0
    for _ in 0..<4000 {
      let bytes = Array(Self.randomText(&generator).utf8)
      guard let document = try? Document(named: "a.mnl", bytes: bytes) else { continue }
      travelled += 1
      let notebook = Notebook(document)
      let there = writer.text(of: notebook)
      let back = try NotebookImport(named: "", bytes: Array(there.utf8), format: .jupyter).notebook
      #expect(back.cells.map(\.source) == notebook.cells.map(\.source))
      #expect(writer.text(of: back) == there)
    }
    #expect(travelled > 400)
  }

  @Test("a notebook is the same after a trip through Markdown, if no explanation looks like a cell")
  func throughMarkdown() throws {
    var generator = SeededGenerator(seed: 10)
    var travelled = 0
    for _ in 0..<4000 {
      let bytes = Array(Self.randomText(&generator).utf8)
      guard let document = try? Document(named: "a.mnl", bytes: bytes),
        let text = try? PercentWriter.text(of: Notebook(document), named: "a.mnl"),
        // The blank lines at the ends of an explanation are the fences' own there.
        !Notebook(document).cells.contains(where: { cell in
          cell.kind == .markdown && (cell.source.first == "\n" || cell.source.last == "\n")
        })
      else { continue }
      travelled += 1
      let page = MarkdownWriter.text(of: Notebook(document))
      let back = try NotebookImport(named: "", bytes: Array(page.utf8), format: .markdown).notebook
      let again = try PercentWriter.text(of: back, named: "a.mnl")
      #expect(again == text)
    }
    #expect(travelled > 400)
  }
}
