import MNLEvents
import MNLNotebook

/// The writer of a notebook as one page that needs nothing else: no script, no other file, no network.
struct HTMLWriter {
  private let notebook: Notebook
  private let name: String
  private let files: (String) -> [UInt8]?

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - name: What the page is called if the notebook has no title.
  ///   - files: Reads a file beside the notebook, for the pictures in its texts.
  init(_ notebook: Notebook, named name: String, files: @escaping (String) -> [UInt8]?) {
    self.notebook = notebook
    self.name = name
    self.files = files
  }

  /// The page.
  ///
  /// - Complexity: O(n log n) for n bytes.
  var text: String {
    let title = HTMLText.escaping(VisibleText.escapingLine(notebook.title ?? name))
    var lines = [
      "<!DOCTYPE html>", "<html>", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<meta name=\"color-scheme\" content=\"light dark\">",
      // Whatever slipped through: the browser runs nothing and loads nothing.
      "<meta http-equiv=\"Content-Security-Policy\""
        + " content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">",
      "<title>\(title)</title>", "<style>", HTMLStyle.text, "</style>", "</head>", "<body>",
      "<main>",
    ]
    if !beginsWithHeading { lines.append("<h1>\(title)</h1>") }
    for cell in notebook.cells where !cell.tags.contains("remove-cell") {
      if let element = element(of: cell) { lines.append(element) }
    }
    return (lines + summary + ["</main>", "</body>", "</html>"]).joined(separator: "\n") + "\n"
  }

  /// Whether the first explanation has a title of its own.
  private var beginsWithHeading: Bool {
    guard let first = notebook.cells.first, first.kind == .markdown else { return false }
    return first.source.hasPrefix("# ")
  }

  /// How the run went, if there was one.
  private var summary: [String] {
    guard let run = notebook.metadata["mnl"]?["run"] else { return [] }
    var parts: [String] = []
    if let status = run["status"]?.text, status != "ok" { parts.append(status) }
    for parameter in run["params"]?.members ?? [] {
      parts.append("\(parameter.key)=\(parameter.value.text ?? "")")
    }
    if let seed = run["seed"]?.text { parts.append("seed \(seed)") }
    if let seconds = run["duration_s"]?.number { parts.append(DecimalText.elapsed(seconds)) }
    if let started = run["started"]?.text { parts.append(started) }
    let words = parts.map { "<span>\(HTMLText.terminal($0))</span>" }.joined(separator: " ")
    return parts.isEmpty ? [] : ["<footer class=\"run\">\(words)</footer>"]
  }

  private func element(of cell: NotebookCell) -> String? {
    let id = cell.name.map { " id=\"\(HTMLText.escaping(VisibleText.escapingLine($0)))\"" } ?? ""
    switch cell.kind {
    case .markdown:
      let html = MarkdownHTML.html(of: cell.source) { address in
        EmbeddedImage(address: address, attachments: cell.attachments, read: files)
      }
      return "<section class=\"text\"\(id)>\n\(html)</section>"
    case .raw:
      guard !cell.source.isEmpty else { return nil }
      return "<section class=\"raw\"\(id)><pre>\(HTMLText.terminal(cell.source))</pre></section>"
    case .code:
      let parts = [heading(of: cell), code(of: cell), outputs(of: cell)].compactMap { $0 }
      guard !parts.isEmpty else { return nil }
      return "<section class=\"code\"\(id)>\n\(parts.joined(separator: "\n"))\n</section>"
    }
  }

  private func heading(of cell: NotebookCell) -> String? {
    var parts: [String] = []
    if !cell.title.isEmpty { parts.append("<h2>\(HTMLText.terminal(cell.title))</h2>") }
    var facts: [String] = []
    if let count = cell.executionCount { facts.append("[\(count)]") }
    if let run = cell.run {
      if let status = run.status, status != "ok" { facts.append(status) }
      if let seconds = run.seconds { facts.append(DecimalText.elapsed(seconds)) }
    }
    if !facts.isEmpty {
      let words = HTMLText.terminal(facts.joined(separator: " \u{b7} "))
      parts.append("<span class=\"facts\">\(words)</span>")
    }
    return parts.isEmpty ? nil : "<header>\(parts.joined(separator: " "))</header>"
  }

  private func code(of cell: NotebookCell) -> String? {
    guard !cell.source.isEmpty, !cell.tags.contains("remove-input") else { return nil }
    let html = "<pre class=\"source\"><code>\(CodeHTML.html(of: cell.source))</code></pre>"
    return cell.tags.contains("hide-input") ? folded(html, "code") : html
  }

  private func folded(_ html: String, _ words: String) -> String {
    "<details><summary>\(words)</summary>\n\(html)\n</details>"
  }

  // MARK: Outputs

  private func outputs(of cell: NotebookCell) -> String? {
    guard !cell.tags.contains("remove-output") else { return nil }
    let parts = cell.outputs.flatMap(elements)
    guard !parts.isEmpty else { return nil }
    let html = "<div class=\"outputs\">\n\(parts.joined(separator: "\n"))\n</div>"
    return cell.tags.contains("hide-output") ? folded(html, "output") : html
  }

  private func elements(of output: NotebookOutput) -> [String] {
    switch output {
    case .stream(let name, let text):
      let kind = name == "stderr" ? "notes" : "printed"
      return ["<pre class=\"\(kind)\">\(HTMLText.terminal(text))</pre>"]
    case .display(let bundle), .result(let bundle, _): return elements(of: bundle)
    case .error(let name, let message, let lines):
      let text = lines.isEmpty ? "\(name): \(message)" : lines.joined(separator: "\n")
      return ["<pre class=\"error\">\(HTMLText.terminal(text))</pre>"]
    case .other: return []
    }
  }

  /// The picture, the tables and the words of a bundle; its text if it has neither of the first.
  private func elements(of bundle: NotebookBundle) -> [String] {
    let words = VisibleText.escaping(bundle.text ?? "")
    var parts: [String] = []
    if let image = EmbeddedImage(bundle.data) {
      parts.append("<p>\(image.html(words: words, isFigure: true))</p>")
    }
    parts += Self.tables(of: .object(bundle.data))
    if parts.isEmpty, let markdown = bundle.data["text/markdown"]?.text {
      parts.append(MarkdownHTML.html(of: markdown, image: { _ in nil }))
    }
    if parts.isEmpty, !words.isEmpty {
      parts.append("<pre class=\"result\">\(HTMLText.terminal(words))</pre>")
    }
    return parts
  }

  private static func tables(of bundle: JSONValue) -> [String] {
    if let table = bundle["application/vnd.mnl.table+json"].flatMap({ TableHTML($0) }) {
      return [table.html]
    }
    let parts = bundle["application/vnd.mnl.report+json"]?["parts"]?.list ?? []
    return parts.flatMap { part in words(of: part).map { [$0] } ?? tables(of: part) }
  }

  /// The text of a part of a report that is nothing but text.
  private static func words(of part: JSONValue) -> String? {
    guard case .object(let members) = part, members.count == 1,
      let text = part["text/plain"]?.text, !text.isEmpty
    else { return nil }
    return "<pre class=\"result\">\(HTMLText.terminal(VisibleText.escaping(text)))</pre>"
  }
}
