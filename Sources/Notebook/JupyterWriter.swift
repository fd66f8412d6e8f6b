/// The writer of `.ipynb` files: nbformat 4.5, byte for byte as `nbformat` writes them.
package struct JupyterWriter {
  /// The version of `mnl` that the file names as that of its language.
  private let version: String

  /// Makes a writer.
  ///
  /// - Parameter version: The version of `mnl`.
  package init(version: String) { self.version = version }

  /// The text of a notebook.
  ///
  /// The ids of cells follow from names and contents: equal notebooks have equal bytes.
  ///
  /// - Complexity: O(n log n) for n bytes.
  package func text(of notebook: Notebook) -> String {
    var metadata = notebook.metadata
    if metadata["kernelspec"] == nil {
      metadata["kernelspec"] = JSONValue.object(pairs: [
        ("display_name", .text("mnl")), ("language", .text("mnl")), ("name", .text("mnl")),
      ])
    }
    // What colours comments, texts and $x as well without a lexer of our own.
    metadata["language_info"] = JSONValue.object(pairs: [
      ("codemirror_mode", .text("shell")), ("file_extension", .text(".mnl")),
      ("mimetype", .text("text/x-mnl")), ("name", .text("mnl")), ("pygments_lexer", .text("bash")),
      ("version", .text(version)),
    ])
    var ids = CellIDs()
    let cells = notebook.cells.map { Self.cell($0, id: ids.next(for: $0)) }
    return JSONValue.object(pairs: [
      ("cells", .list(cells)), ("metadata", .object(metadata)), ("nbformat", .int(4)),
      ("nbformat_minor", .int(5)),
    ]).text(.notebook) + "\n"
  }

  private static func cell(_ cell: NotebookCell, id: String) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("cell_type", .text(cell.kind.rawValue)), ("id", .text(id)),
      ("metadata", .object(cell.metadata)), ("source", .textLines(cell.source)),
    ]
    if cell.kind == .code {
      members.append(("execution_count", cell.executionCount.map { .int($0) } ?? .null))
      members.append(("outputs", .list(cell.outputs.map(\.json))))
    } else if !cell.attachments.isEmpty {
      members.append(("attachments", .object(cell.attachments)))
    }
    return .object(pairs: members)
  }
}

/// The ids of a notebook's cells.
private struct CellIDs {
  private var taken: Set<String> = []

  /// The id of the next cell: its name if that can be an id, else the beginning of a hash of its
  /// content; numbered where it is taken.
  mutating func next(for cell: NotebookCell) -> String {
    let name = cell.metadata["name"]?.text ?? ""
    let isID =
      (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
    let stem = isID ? name : Self.hash(of: cell)
    var id = stem
    var count = 1
    while !taken.insert(id).inserted {
      count += 1
      id = stem.prefix(64 - 1 - String(count).utf8.count) + "-\(count)"
    }
    return id
  }

  /// Eight digits of the FNV-1a hash of kind and content: names need no hash that nobody can forge.
  private static func hash(of cell: NotebookCell) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(cell.kind.rawValue)\n\(cell.source)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
