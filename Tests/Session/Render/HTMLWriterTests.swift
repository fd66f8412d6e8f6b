import Foundation
import MNLNotebook
import MNLRender
import Testing

@Suite struct HTMLWriterTests {
  private func page(
    _ cells: NotebookCell..., metadata: [JSONValue.Member] = [],
    files: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws -> String {
    try NotebookWriter(version: "1", files: files).text(
      of: Notebook(metadata: metadata, cells: cells), as: .html, named: "lesson")
  }

  /// The body of a page that has one cell of explanations.
  private func markdown(
    _ text: String, attachments: [JSONValue.Member] = [],
    files: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws -> String {
    let page = try page(NotebookCell(.markdown, text, attachments: attachments), files: files)
    let start = try #require(page.range(of: "<section class=\"text\">\n"))
    return String(page[start.upperBound...]).replacing(
      "</section>\n</main>\n</body>\n</html>\n", with: "")
  }

  @Test("is one page with a title, that loads and runs nothing")
  func whole() throws {
    let page = try page(
      NotebookCell(.code, "print 1"), metadata: [.init("title", .text("A <b> title"))])
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html>\n"))
    #expect(page.contains("<title>A &lt;b&gt; title</title>"))
    #expect(page.contains("<h1>A &lt;b&gt; title</h1>"))
    #expect(
      page.contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\""))
    #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("@import"))
    #expect(try self.page().contains("<h1>lesson</h1>"))
  }

  @Test("renders explanations as GitHub does")
  func dialect() throws {
    let html = try markdown(
      "# T\n\n~~no~~ **yes** https://example.org\n\n| a | b |\n|---|--:|\n| 1 | `2` |\n\n- [x] done\n"
    )
    for part in [
      "<h1>T</h1>", "<del>no</del> <strong>yes</strong>",
      "<a href=\"https://example.org\">https://example.org</a>", "<th align=\"right\">b</th>",
      "<td align=\"right\"><code>2</code></td>",
      "<input type=\"checkbox\" checked=\"\" disabled=\"\"",
    ] {
      #expect(html.contains(part), "\(part) in \(html)")
    }
  }

  @Test(
    "leaves of HTML in a text what is harmless",
    arguments: [
      ("a <b onclick=\"x()\">b</b> <br/> c", "<p>a <b>b</b> <br> c</p>"),
      ("<script>alert(1)</script>", ""), ("<style>p { color: red }</style>", ""),
      ("a <script>x</script>", "<p>a x</p>"), ("<div>\nx < y\n</div>", "x &lt; y"),
      ("<!-- secret --> x", "x"), ("<iframe src=\"https://e.org\"></iframe>", ""),
      ("<a href=\"javascript:x()\">y</a>", "<p>y</p>"),
      ("[y](javascript:x)", "<p><a href=\"\">y</a></p>"),
      (
        "<details><summary>S</summary>\n\nx\n\n</details>",
        "<details><summary>S</summary>\n<p>x</p>\n</details>"
      ),
      (
        "<img src=\"https://e.org/x.png\" alt=\"w\" onerror=\"x()\">",
        "<a href=\"https://e.org/x.png\">[w]</a>"
      ),
      ("<SCRIPT\n>x</SCRIPT\n>", ""), ("<b", "<p>&lt;b</p>"),
    ])
  func harmless(text: String, expected: String) throws {
    let html = try markdown(text).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(html == expected)
  }

  @Test("holds pictures of the notebook and of files beside it, and names all others")
  func pictures() throws {
    let inside = [
      JSONValue.Member("a b.png", .object([.init("image/png", .text("AAEC"))]))
    ]
    let files = { (path: String) -> [UInt8]? in path == "look at.svg" ? Array("<svg/>".utf8) : nil }
    let html = try markdown(
      """
      ![one *two*](attachment:a%20b.png) ![s](look%20at.svg) ![gone](no.png) ![](/etc/passwd)

      | ![t](attachment:a%20b.png) | ![r](https://e.org/r.png) |
      |---|---|
      """, attachments: inside, files: files)
    #expect(html.contains("<img alt=\"one two\" src=\"data:image/png;base64,AAEC\">"))
    #expect(html.contains("<img alt=\"s\" src=\"data:image/svg+xml;base64,PHN2Zy8+\">"))
    #expect(html.contains("<em>[gone]</em> <em>[/etc/passwd]</em>"))
    #expect(html.split(separator: "data:image/png;base64,AAEC").count == 3)
    #expect(!html.contains("src=\"https"))
  }

  @Test("colours code, and shows it as it is")
  func code() throws {
    let page = try page(NotebookCell(.code, "let a = (adam rate=1e-3) # <x>\n#> 1"))
    #expect(
      page.contains(
        "<span class=\"k\">let</span> a = (<span class=\"f\">adam</span> <span class=\"p\">rate</span>="
          + "<span class=\"n\">1e-3</span>) <span class=\"c\"># &lt;x&gt;</span>\n"
          + "<span class=\"e\">#&gt; 1</span></code>"))
  }

  @Test("shows outputs: text, tables, pictures, errors")
  func outputs() throws {
    var cell = NotebookCell(.code, "x", metadata: [.init("title", .text("Run"))])
    cell.executionCount = 3
    cell.run = NotebookRun(seconds: 12.34, status: "failed")
    let table = JSONValue.object([
      .init("columns", .list([.object([.init("title", .text("n<")), .init("unit", .text("s"))])])),
      .init("rows", .list([.list([.number(0.25)]), .list([.null])])),
    ])
    cell.outputs = [
      .stream(name: "stdout", text: "<1>\n"),
      .stream(name: "stderr", text: "\u{1b}[31mred\u{1b}[0m"),
      .result(
        NotebookBundle([
          .init("text/plain", .text("t")), .init("application/vnd.mnl.table+json", table),
        ]), number: 3),
      .display(
        NotebookBundle([
          .init("text/plain", .text("a \"drawing\"")), .init("image/svg+xml", .text("<svg/>")),
        ])),
      .display(
        NotebookBundle([.init("text/html", .text("<script>")), .init("text/plain", .text("<p>"))])),
      .error(name: "E0201", message: "no", lines: ["error[E0201]: no"]),
    ]
    let page = try page(cell)
    for part in [
      "<header><h2>Run</h2> <span class=\"facts\">[3] · failed · 12.3 s</span></header>",
      "<pre class=\"printed\">&lt;1&gt;\n</pre>", "<pre class=\"notes\">red</pre>",
      "<th class=\"number\">n&lt; (s)</th>", "<td class=\"number\">0.2500</td>", "<td></td>",
      "<img class=\"figure\" alt=\"a &quot;drawing&quot;\" src=\"data:image/svg+xml;base64,PHN2Zy8+\">",
      "<pre class=\"result\">&lt;p&gt;</pre>", "<pre class=\"error\">error[E0201]: no</pre>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("<script"))
  }

  @Test("shows the words of a report between its tables, once")
  func report() throws {
    let table = JSONValue.object([
      .init("columns", .list([.object([.init("title", .text("n")), .init("unit", .text(""))])])),
      .init("rows", .list([.list([.int(1)])])),
    ])
    let parts = JSONValue.list([
      .object([
        .init("text/plain", .text("n\n1")), .init("application/vnd.mnl.table+json", table),
      ]),
      .object([.init("text/plain", .text("what may go wrong: <all>"))]),
    ])
    var cell = NotebookCell(.code, "summary")
    cell.outputs = [
      .display(
        NotebookBundle([
          .init("text/plain", .text("n\n1\n\nwhat may go wrong: <all>")),
          .init("application/vnd.mnl.report+json", .object([.init("parts", parts)])),
        ]))
    ]
    let page = try page(cell)
    #expect(page.contains("<pre class=\"result\">what may go wrong: &lt;all&gt;</pre>"))
    #expect(page.contains("<td class=\"number\">1</td>"))
    #expect(page.split(separator: "what may go wrong").count == 2)
  }

  @Test("honours the tags that hide and remove")
  func tags() throws {
    func cell(_ tag: String) -> NotebookCell {
      var cell = NotebookCell(
        .code, "source-\(tag)", metadata: [.init("tags", .list([.text(tag)]))])
      cell.outputs = [.stream(name: "stdout", text: "output-\(tag)")]
      return cell
    }
    let page = try page(
      cell("remove-cell"), cell("remove-input"), cell("remove-output"), cell("hide-input"),
      cell("hide-output"))
    for gone in ["remove-cell", "source-remove-input", "output-remove-output"] {
      #expect(!page.contains(gone))
    }
    #expect(page.contains("output-remove-input") && page.contains("source-remove-output"))
    #expect(page.split(separator: "<details>").count == 3)
  }

  @Test("says how the run went as a whole")
  func run() throws {
    let run = JSONValue.object([
      .init("params", .object([.init("epochs", .text("2"))])), .init("seed", .text("1")),
      .init("status", .text("failed")), .init("duration_s", .number(75)),
    ])
    let page = try page(metadata: [.init("mnl", .object([.init("run", run)]))])
    #expect(
      page.contains(
        "<footer class=\"run\"><span>failed</span> <span>epochs=2</span> <span>seed 1</span>"
          + " <span>1 min 15 s</span></footer>"))
  }
}
