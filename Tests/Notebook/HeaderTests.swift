import MNLNotebook
import Testing

@Suite struct HeaderTests {
  private func header(_ lines: String...) throws -> JSONValue? {
    let text = (["# ---"] + lines.map { $0.isEmpty ? "#" : "# " + $0 } + ["# ---", "1"])
      .joined(separator: "\n")
    return try Document(named: "a.mnl", bytes: Array(text.utf8)).header
  }

  @Test("reads the canonical header, unknown keys included")
  func canonical() throws {
    let header = try header(
      "jupyter:", "  jupytext:",
      "    notebook_metadata_filter: title,mnl,-jupytext.text_representation", "  kernelspec:",
      "    name: mnl", "  mnl:", "    format: 1", "    requires:", "    - data-mnist",
      "    - nn-rnn",
      "  title: An LSTM")
    let mnl = header?["jupyter"]?["mnl"]
    #expect(mnl?["format"] == .int(1))
    #expect(mnl?["requires"] == .list([.text("data-mnist"), .text("nn-rnn")]))
    #expect(header?["jupyter"]?["kernelspec"]?["name"]?.text == "mnl")
    #expect(header?["jupyter"]?["title"]?.text == "An LSTM")
  }

  @Test("removes quotes and their escapes")
  func quotes() throws {
    let header = try header("a: 'it''s: # 1'", "b: \"x\\n\\u00e9\"", "'c d': e")
    #expect(header?["a"]?.text == "it's: # 1")
    #expect(header?["b"]?.text == "x\né")
    #expect(header?["c d"]?.text == "e")
  }

  @Test("reads lists of mappings and lists that are indented")
  func lists() throws {
    let header = try header("authors:", "- name: A", "  mail: a@b", "- name: B", "x:", "  - 1")
    #expect(
      header?["authors"]
        == .list([
          .object([
            .init("name", .text("A")), .init("mail", .text("a@b")),
          ]),
          .object([.init("name", .text("B"))]),
        ]))
    #expect(header?["x"] == .list([.int(1)]))
  }

  @Test("takes a key without a value for nothing")
  func empty() throws {
    let header = try header("a:", "", "b: 1")
    #expect(header?["a"] == .null)
    #expect(header?["b"] == .int(1))
  }

  @Test("reads a colon without a blank behind it as part of the text")
  func colons() throws {
    #expect(try header("a: http://x:1/y")?["a"]?.text == "http://x:1/y")
  }
}
