import MNLDiagnostics

extension Notebook {
  /// The notebook that a `.mnl` file is.
  ///
  /// - Complexity: O(n) for n bytes.
  package init(_ document: Document) {
    var metadata = Self.metadata(of: document.header)
    let preamble = document.file.text(of: document.preamble)
    if preamble.hasPrefix("#!"), let line = NotebookCell.lines(of: preamble).first {
      var jupytext = metadata["jupytext"]?.members ?? []
      jupytext["executable"] = .text(String(line.dropFirst(2)))
      metadata["jupytext"] = .object(jupytext)
    }
    self.init(
      metadata: metadata, cells: document.cells.map { NotebookCell($0, in: document.file) })
  }
}

extension Notebook {
  /// What a header says of a notebook; nil for a file without one.
  static func metadata(of header: JSONValue?) -> [JSONValue.Member] {
    guard let header else {
      // As Jupytext says that a file has no header, and is to get none.
      return [.init("jupytext", .object(pairs: [("notebook_metadata_filter", .text("-all"))]))]
    }
    var metadata: [JSONValue.Member] = []
    for member in header.members ?? [] {
      // Jupytext puts all of it below `jupyter:`; what stands beside it means the same to us.
      for inner in member.key == "jupyter" ? member.value.members ?? [] : [member] {
        metadata[inner.key] = inner.value
      }
    }
    return metadata
  }
}

extension NotebookCell {
  /// What a marker says, but for the kind.
  static func settings(of marker: CellMarker) -> [JSONValue.Member] {
    var metadata = marker.attributes.map { JSONValue.Member($0.key, $0.value) }
    if !marker.title.isEmpty { metadata["title"] = .text(marker.title) }
    if marker.level > 1 { metadata["cell_depth"] = .int(marker.level - 1) }
    return metadata
  }

  /// The cell of a `.mnl` file.
  init(_ cell: Cell, in file: SourceFile) {
    let metadata = cell.marker.map(Self.settings) ?? []
    var lines = Self.lines(of: file.text(of: cell.source))
    if cell.kind != .code {
      lines = lines.map { line in
        guard line.hasPrefix("#") else { return line }
        return line.hasPrefix("# ") ? line.dropFirst(2) : line.dropFirst()
      }
    }
    self.init(cell.kind, lines.joined(separator: "\n"), metadata: metadata)
  }

  /// The lines of a content, without line ends and without the blank ones at the end.
  static func lines(of text: String) -> [Substring] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { line in
        var line = line
        while line.last == UInt8(ascii: "\r") { line.removeLast() }
        return Substring(line)
      }
    while let line = lines.last, line.utf8.allSatisfy(\.isBlank) { lines.removeLast() }
    return lines
  }
}
