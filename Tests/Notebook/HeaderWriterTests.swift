import MNLNotebook
import Testing

/// Headers as PyYAML writes them, which wrote the expected lines of these tests.
@Suite struct HeaderWriterTests {
  private func header(_ title: String) throws -> [String] {
    let notebook = Notebook(
      metadata: [
        .init("jupytext", .object([.init("notebook_metadata_filter", .text("title"))])),
        .init("title", .text(title)),
      ], cells: [])
    let text = try PercentWriter.text(of: notebook, named: "a.mnl")
    let document = try Document(named: "a.mnl", bytes: Array(text.utf8))
    #expect(document.header?["jupyter"]?["title"] == .text(title))
    return text.split(separator: "\n").dropFirst(4).dropLast().map(String.init)
  }

  @Test("folds a long text at a blank beyond column 80, and reads it as it was")
  func plain() throws {
    let words = Array(repeating: "seven77", count: 14).joined(separator: " ")
    #expect(
      try header(words) == [
        "#   title: seven77 seven77 seven77 seven77 seven77 seven77 seven77 seven77 seven77 seven77",
        "#     seven77 seven77 seven77 seven77",
      ])
  }

  @Test("folds a long text in single quotes")
  func quoted() throws {
    let words = "it's: " + Array(repeating: "seven77", count: 12).joined(separator: " ")
    #expect(
      try header(words) == [
        "#   title: 'it''s: seven77 seven77 seven77 seven77 seven77 seven77 seven77 seven77 seven77",
        "#     seven77 seven77 seven77'",
      ])
  }

  @Test("folds a long text of other letters in double quotes")
  func escaped() throws {
    #expect(
      try header("Ein über und über langer Titel, so daß er sich über die Zeile dehnen wird, ja")
        == [
          #"#   title: "Ein \xFCber und \xFCber langer Titel, so da\xDF er sich \xFCber die Zeile\"#,
          #"#     \ dehnen wird, ja""#,
        ])
  }

  @Test(
    "quotes a text that would be read as something else",
    arguments: [
      ("true", "'true'"), ("12", "'12'"), ("1.5", "'1.5'"), ("null", "'null'"), ("~", "'~'"),
      ("- a", "'- a'"), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("it's", "it's"), ("a:b", "a:b"),
      ("'a", "'''a'"), ("", "''"), ("2026-01-31", "'2026-01-31'"), ("ä\t", #""\xE4\t""#),
      ("#1", "'#1'"),
    ])
  func quoting(title: String, written: String) throws {
    #expect(try header(title) == ["#   title: " + written])
  }
}
