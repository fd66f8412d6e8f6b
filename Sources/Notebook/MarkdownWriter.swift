/// The writer of Markdown files (GitHub's dialect): explanations as they are, code in fences.
///
/// The settings of a cell stand behind the language of its fence, where no reader of the page sees
/// them, or in a comment. What a cell is expected to put out, its `#>` lines, is a block below it; if
/// the cell has run, what it did put out is.
package enum MarkdownWriter {
  /// What a fence is called that goes on with the cell before it.
  static let continued = "[continued]"
  /// The block of what is expected of the code before it.
  static let expected = "text expected"
  /// The block of what the cell before it put out.
  static let output = "text output"

  /// The text of a notebook.
  ///
  /// - Complexity: O(n log n) for n bytes.
  package static func text(of notebook: Notebook) -> String {
    var blocks: [String] = []
    if let header = PercentPreamble.header(of: notebook.metadata, keepsExecutable: true) {
      blocks.append((["---"] + HeaderWriter.lines(of: header) + ["---"]).joined(separator: "\n"))
    }
    var follows: Cell.Kind?
    for cell in notebook.cells {
      // What would be read as something else has a fence, too.
      if cell.kind == .markdown, !MarkdownReader.misreads(cell.source) {
        let marker = settings(of: cell)
        if marker != " [markdown]" || follows == .markdown || cell.source.isEmpty {
          blocks.append("<!-- %%\(marker) -->")
        }
        if !cell.source.isEmpty { blocks.append(cell.source) }
      } else {
        blocks += self.blocks(of: cell)
      }
      follows = cell.kind
    }
    return blocks.isEmpty ? "" : blocks.joined(separator: "\n\n") + "\n"
  }

  /// What stands behind `# %%` on the marker of a cell.
  private static func settings(of cell: NotebookCell) -> String {
    let text = String(PercentWriter.marker(of: cell).dropFirst(4))
    // Would end the comment; inside of a text of JSON this is the same.
    return text.split(separator: "-->", omittingEmptySubsequences: false)
      .joined(separator: "--\\u003e")
  }

  private static func blocks(of cell: NotebookCell) -> [String] {
    let settings = settings(of: cell)
    let info = "mnl" + (settings.hasPrefix("%") ? " " : "") + settings
    guard cell.kind == .code, cell.outputs.isEmpty else {
      return [fence(lines: cell.source.isEmpty ? [] : [cell.source], info)]
        + cell.outputs.compactMap(block)
    }
    var blocks: [String] = []
    for part in ExpectedOutput.parts(of: cell.source) {
      blocks.append(fence(lines: part.code, blocks.isEmpty ? info : "mnl " + continued))
      if let lines = part.expected { blocks.append(fence(lines: lines, expected)) }
    }
    return blocks
  }

  private static func block(of output: NotebookOutput) -> String? {
    switch output {
    case .stream(_, let text):
      fence(lines: [text.hasSuffix("\n") ? String(text.dropLast()) : text], self.output)
    case .display(let bundle), .result(let bundle, _):
      bundle.data["text/markdown"]?.text ?? bundle.text.map { fence(lines: [$0], self.output) }
    case .error(_, _, let lines): fence(lines: lines, self.output)
    case .other: nil
    }
  }

  /// Lines between two fences that do not occur in them.
  private static func fence(lines: [String], _ info: String) -> String {
    let sign: Character = info.contains("`") ? "~" : "`"
    var longest = 2
    for line in NotebookCell.lines(of: lines.joined(separator: "\n")) {
      let marks = line.drop { $0 == " " || $0 == "\t" }.prefix { $0 == sign }
      longest = max(longest, marks.count)
    }
    let marks = String(repeating: sign, count: longest + 1)
    return "\(marks)\(info)\n" + lines.map { $0 + "\n" }.joined() + marks
  }
}
