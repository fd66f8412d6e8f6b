import MNLDiagnostics

/// The writer of `.mnl` files, in the canonical form: the one that stock Jupytext gives back byte for
/// byte after a trip through `.ipynb`.
package enum PercentWriter {
  /// What of a cell's settings is of no use beyond the program that wrote it, or says when the cell
  /// ran: Jupytext leaves the same out.
  private static let transient: Set<String> = [
    "ExecuteTime", "autoscroll", "cell_marker", "collapsed", "execution",
    "lines_to_end_of_cell_marker", "lines_to_next_cell", "noskipline", "scrolled", "skipline",
    "trusted",
  ]

  /// The text of a notebook.
  ///
  /// Outputs, execution counts and attachments are left out.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - name: What errors call the file.
  /// - Returns: The text.
  /// - Throws: `DocumentFailure` for a notebook that would not be read back as it is.
  /// - Complexity: O(n log n) for n bytes.
  package static func text(
    of notebook: Notebook, named name: String
  ) throws(DocumentFailure) -> String {
    var pieces: [String] = []
    for (index, cell) in notebook.cells.enumerated() {
      let text = text(of: cell)
      if let fault = fault(of: cell, written: text) {
        throw failure("cell \(index + 1) cannot stand in '\(name)': \(fault)")
      }
      pieces.append(text)
    }
    let body = pieces.joined(separator: "\n")
    let isASCII = body.utf8.allSatisfy { $0 < 0x80 }
    let lines = PercentPreamble(notebook.metadata, isASCII: isASCII).lines
    let preamble = lines.map { $0 + "\n" }.joined()
    let text = preamble.isEmpty || body.isEmpty ? preamble + body : preamble + "\n" + body
    let back: Notebook
    do throws(DocumentFailure) {
      back = Notebook(try Document(named: name, bytes: Array(text.utf8)))
    } catch {
      throw failure("the notebook cannot stand in '\(name)': \(error.diagnostics[0].message)")
    }
    // A key with a comma or a blank at its end, for one, has no place in Jupytext's filter.
    guard PercentPreamble(back.metadata, isASCII: isASCII).lines == lines else {
      throw failure("the metadata of the notebook would be read from '\(name)' as others")
    }
    return text
  }

  private static func failure(_ message: String) -> DocumentFailure {
    DocumentFailure([Diagnostic(.unwritableCell, message)])
  }

  private static func text(of cell: NotebookCell) -> String {
    var text = marker(of: cell) + "\n"
    for line in NotebookCell.lines(of: cell.source) {
      if cell.kind != .code { text += line.isEmpty ? "#" : "# " }
      text += line + "\n"
    }
    return text
  }

  /// The marker line of a cell, without its end.
  static func marker(of cell: NotebookCell) -> String {
    var settings = settings(of: cell)
    var words = ["# %%"]
    if let depth = settings["cell_depth"]?.int, (1...64).contains(depth) {
      words[0] += String(repeating: "%", count: depth)
      settings["cell_depth"] = nil
    }
    if let title = settings["title"]?.text, isTitle(title) {
      words.append(title)
      settings["title"] = nil
    }
    if cell.kind != .code { words.append("[\(cell.kind.rawValue)]") }
    words += settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text(.line))" }
    return words.joined(separator: " ")
  }

  private static func settings(of cell: NotebookCell) -> [JSONValue.Member] {
    cell.metadata.filter { !transient.contains($0.key) }
  }

  /// Whether a title can stand on a marker as it is.
  private static func isTitle(_ title: String) -> Bool {
    !title.isEmpty && title.first != " " && title.first != "%" && title.last != " "
      && !title.unicodeScalars.contains { $0 == "[" || $0 == "=" || $0.value < 0x20 }
  }

  /// What keeps a cell from being read back as it is; nil if nothing does.
  private static func fault(of cell: NotebookCell, written text: String) -> String? {
    let settings = settings(of: cell)
    let isKey = { (key: String) in !key.isEmpty && key.utf8.allSatisfy(MarkerReader.isKey) }
    if let member = settings.first(where: { !isKey($0.key) }) {
      return
        "its setting '\(member.key.briefLine)' has other signs than letters, digits and '_.@/-'"
    }
    let document: Document
    do throws(DocumentFailure) {
      document = try Document(named: "", bytes: Array(text.utf8))
    } catch {
      return error.diagnostics[0].message
    }
    guard document.cells.count == 1 else {
      return "a line of it begins like '# %%', which would begin another cell"
    }
    let back = NotebookCell(document.cells[0], in: document.file)
    let byKey = { (members: [JSONValue.Member]) in members.sorted { $0.key < $1.key } }
    guard back.kind == cell.kind, byKey(back.metadata) == byKey(settings),
      back.source == NotebookCell.lines(of: cell.source).joined(separator: "\n")
    else { return "it would be read as another one" }
    return nil
  }
}
