import MNLDiagnostics
import MNLNotebook
import Testing

@Suite struct DocumentTests {
  private func document(_ text: String) throws(DocumentFailure) -> Document {
    try Document(named: "a.mnl", bytes: Array(text.utf8))
  }

  @Test("reads title, type and attributes of a marker")
  func marker() throws {
    let text = """
      # %% Train the net name="train" tags=["slow", "stop"] timeout=1800
      train
      """
    let cell = try #require(try document(text).cells.first)
    #expect(cell.title == "Train the net")
    #expect(cell.name == "train")
    #expect(cell.tags == ["slow", "stop"])
    #expect(cell.kind == .code)
    #expect(cell.marker?["timeout"] == .int(1800))
  }

  @Test(
    "takes every form of the marker that the grammar has",
    arguments: [
      ("# %%", "", Cell.Kind.code, 1), ("#%% A", "A", .code, 1), ("# %%% B c", "B c", .code, 2),
      ("# %% [markdown]", "", .markdown, 1), ("# %% T [md] name=\"t\"", "T", .markdown, 1),
      ("# %% [raw]", "", .raw, 1), ("# %% 载入 name=\"载入\"", "载入", .code, 1),
    ])
  func forms(_ line: String, title: String, kind: Cell.Kind, level: Int) throws {
    let cell = try #require(try document(line + "\n1\n").cells.first)
    #expect(cell.title == title)
    #expect(cell.kind == kind)
    #expect(cell.marker?.level == level)
  }

  @Test("takes comments that only look like markers for comments")
  func noMarkers() throws {
    let cells = try document("# %%timeit\n## %% a\n#    text %%\n#% b\n").cells
    #expect(cells.count == 1)
    #expect(cells.first?.marker == nil)
  }

  @Test("numbers the code cells only")
  func numbers() throws {
    let cells = try document("# %% a\n1\n\n# %% [markdown]\n# t\n\n# %% b\n2\n").cells
    #expect(cells.map(\.number) == [1, nil, 2])
  }

  @Test("makes one untitled cell of the lines before the first marker")
  func linesBefore() throws {
    let cells = try document("1 + 1\n\n# %% a\n2\n").cells
    #expect(cells.map(\.title) == ["", "a"])
    #expect(cells.first?.number == 1)
  }

  @Test("makes no cell of blank lines before the first marker")
  func blankLinesBefore() throws {
    #expect(try document("\n\n# %% a\n2\n").cells.map(\.title) == ["a"])
  }

  @Test("makes one cell of a text without markers", arguments: ["", "1", "1\n2\n", "\n"])
  func noCells(_ text: String) throws {
    #expect(try document(text).codeCells.count == 1)
  }

  @Test("leaves the blank line that separates two cells out of the content")
  func source() throws {
    let document = try document("# %% a\n1\n\n\n# %% b\n2\n")
    #expect(document.cells.map { document.file.text(of: $0.source) } == ["1\n\n", "2\n"])
  }

  @Test("keeps places in cells as places in the file")
  func places() throws {
    let document = try document("# %% a\n1\n\n# %% b\nlet x = 2\n")
    let source = try #require(document.cells.last?.source)
    #expect(document.file.position(at: source.lowerBound).line == 5)
    #expect(document.cell(at: source.lowerBound)?.title == "b")
  }

  @Test("finds the title in the header")
  func title() throws {
    let text =
      "#!/usr/bin/env -S mnl run\n# ---\n# jupyter:\n#   title: LSTM on MNIST\n# ---\n\n1\n"
    let document = try document(text)
    #expect(document.title == "LSTM on MNIST")
    #expect(document.cells.count == 1)
  }

  @Test(
    "gives back the same bytes where nothing was edited",
    arguments: [
      "", "\n", "1", "1\n", "# %% a\n1\n\n\n# %% b\n\n", "# %% a\r\n1\r\n\r\n# %% b\r\n2",
      "\u{feff}# %% a\n1\n", "#!/x\n# -*- coding: utf-8 -*-\n# ---\n# a: b\n# ---\n\n# %% t\n1\n",
      "1\n# %% [markdown]\n# x\n#\n# %% [raw]\n# y\n", "\n\n  \n# %% a\n",
    ])
  func sameBytes(_ text: String) throws {
    #expect(try document(text).bytes == Array(text.utf8))
  }

  @Test("reads CRLF like LF")
  func crlf() throws {
    let document = try document("# %% a name=\"n\"\r\n1\r\n\r\n# %% b\r\n2\r\n")
    #expect(document.cells.map(\.title) == ["a", "b"])
    #expect(document.cells.first?.name == "n")
  }

  @Test(
    "refuses what cannot be read, with code and line",
    arguments: [
      ("1\n  # %% a\n", 704, 2, "a cell marker must start in the first column"),
      ("#   %% a\n", 701, 1, "a cell marker has at most one blank before '%%'"),
      ("# %% a = b\n", 701, 1, "a title cannot contain '='"),
      ("# %% a[1]\n", 701, 1, "a title cannot contain '['"),
      ("# %% [code]\n", 701, 1, "unknown cell type '[code]'"),
      ("# %% [md\n", 701, 1, "a cell type without its ']'"),
      (
        "# %% a name=train\n", 701, 1,
        "expected a JSON value: a text in double quotes, a number, true, false, null, [ or {"
      ),
      ("# %% a name=\"x\n", 701, 1, "a text without its closing quote"),
      ("# %% a name=3\n", 701, 1, "the name of a cell must be a text of one line"),
      ("# %% a tags=[\"x\", \"x\"]\n", 701, 1, "the tag 'x' stands here twice"),
      ("# %% a tags=[\"x,y\"]\n", 701, 1, "the tag 'x,y' contains a comma"),
      ("# %% a x=1 x=2\n", 701, 1, "the key 'x' stands here twice"),
      ("# %% a x=01\n", 701, 1, "'01' is not a JSON number"),
      ("# %% a name=\"x\"\n1\n# %% b name=\"x\"\n", 703, 3, "two cells are named 'x'"),
      ("# ---\n# a: b\n1\n", 702, 1, "the header has no closing '# ---'"),
      ("# ---\n# a: &x b\n# ---\n", 702, 2, "a header cannot hold an anchor"),
      ("# ---\n# a: [1, 2]\n# ---\n", 702, 2, "a header cannot hold a list in brackets"),
      ("# ---\n# a: |\n#   x\n# ---\n", 702, 2, "a header cannot hold a block text"),
      ("# ---\n# a: 1\n#    b: 2\n# ---\n", 702, 3, "unexpected indentation"),
      ("# ---\n# a\n# ---\n", 702, 2, "expected 'key: value'"),
      ("# ---\n# a: 1\n# a: 2\n# ---\n", 702, 3, "the key 'a' stands here twice"),
      ("# ---\n# a: b: c\n# ---\n", 702, 2, "a text with ': ' in it needs quotes"),
      ("1\n2\0\n", 102, 2, "expected text in UTF-8, found NUL at offset 3"),
    ])
  func faults(_ text: String, code: Int, line: Int, message: String) throws {
    let failure = #expect(throws: DocumentFailure.self) { try document(text) }
    let diagnostic = try #require(failure?.diagnostics.first)
    #expect(diagnostic.message == message)
    #expect(diagnostic.code.rawValue == code)
    let span = try #require(diagnostic.primary?.span)
    #expect(span.file.line(at: span.range.lowerBound) == line)
  }

  @Test("names the first byte that is not UTF-8")
  func malformed() throws {
    let failure = #expect(throws: DocumentFailure.self) {
      try Document(named: "a", bytes: [0x31, 0x0A, 0xC3, 0xA9, 0xFF, 0x0A])
    }
    #expect(
      failure?.diagnostics.map(\.message) == [
        "expected text in UTF-8, found the byte 0xFF at offset 4"
      ])
    #expect(failure?.diagnostics.first?.code == .malformedText)
  }

  @Test("reports the faults of several markers in the order of the text")
  func several() throws {
    let failure = #expect(throws: DocumentFailure.self) {
      try document("# %% [x]\n1\n  # %% b\n# %% c d=\n")
    }
    let lines = failure?.diagnostics.compactMap { diagnostic in
      diagnostic.primary.map { $0.span.file.line(at: $0.span.range.lowerBound) }
    }
    #expect(lines == [1, 3, 4])
  }

  @Test("warns of a tag that is nearly one with a meaning, and leaves all others alone")
  func tags() throws {
    let document = try document("# %% tags=[\"mine\", \"slwo\", \"slow\"]\n1\n")
    let warnings = document.warnings
    #expect(warnings.map(\.code) == [.misspeltTag])
    #expect(warnings.map(\.message) == ["the tag 'slwo' has no meaning"])
    #expect(warnings.map(\.help) == ["did you mean `slow`?"])
  }
}
