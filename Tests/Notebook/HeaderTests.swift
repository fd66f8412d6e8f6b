import MNLNotebook
import Testing

@Suite struct HeaderTests {
  private func header(_ lines: String...) throws -> HeaderValue? {
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
    #expect(mnl?["format"]?.scalar == "1")
    #expect(mnl?["requires"] == .list([.scalar("data-mnist"), .scalar("nn-rnn")]))
    #expect(header?["jupyter"]?["kernelspec"]?["name"]?.scalar == "mnl")
    #expect(header?["jupyter"]?["title"]?.scalar == "An LSTM")
  }

  @Test("removes quotes and their escapes")
  func quotes() throws {
    let header = try header("a: 'it''s: # 1'", "b: \"x\\n\\u00e9\"", "'c d': e")
    #expect(header?["a"]?.scalar == "it's: # 1")
    #expect(header?["b"]?.scalar == "x\né")
    #expect(header?["c d"]?.scalar == "e")
  }

  @Test("reads lists of mappings and lists that are indented")
  func lists() throws {
    let header = try header("authors:", "- name: A", "  mail: a@b", "- name: B", "x:", "  - 1")
    #expect(
      header?["authors"]
        == .list([
          .mapping([
            .init(key: "name", value: .scalar("A")), .init(key: "mail", value: .scalar("a@b")),
          ]),
          .mapping([.init(key: "name", value: .scalar("B"))]),
        ]))
    #expect(header?["x"] == .list([.scalar("1")]))
  }

  @Test("takes a key without a value for an empty text")
  func empty() throws {
    let header = try header("a:", "", "b: 1")
    #expect(header?["a"]?.scalar == "")
    #expect(header?["b"]?.scalar == "1")
  }

  @Test("reads a colon without a blank behind it as part of the text")
  func colons() throws {
    #expect(try header("a: http://x:1/y")?["a"]?.scalar == "http://x:1/y")
  }
}
