package import MNLDiagnostics

/// A `.mnl` file as cells, in Jupytext's percent format (design §5).
///
/// The document keeps the places of its parts in the text rather than copies, so that every place
/// in a cell is a place in the file, and writing an unedited document gives back the same bytes.
package struct Document: Sendable {
  /// The text, without a byte order mark.
  package let file: SourceFile
  /// Whether the file began with a byte order mark.
  package let hasByteOrderMark: Bool
  /// What stands before the first cell: `#!`, the coding line, the header and blank lines.
  package let preamble: Range<Int>
  /// The header's keys and values; nil if the file has no header.
  package let header: JSONValue?
  /// The cells in their order; their ranges follow each other without a gap.
  package let cells: [Cell]

  /// Reads a document.
  ///
  /// A text without any marker is one untitled code cell, so `-c` and standard input are documents
  /// as well.
  ///
  /// - Parameters:
  ///   - name: What errors call the text: a path, `-c`, `<stdin>`.
  ///   - bytes: The text; it may be anything.
  /// - Throws: `DocumentFailure` with every fault of markers and header.
  /// - Complexity: O(n) for n bytes.
  package init(named name: String, bytes: [UInt8]) throws(DocumentFailure) {
    let file = SourceFile(name: name, bytes: bytes)
    var reader = DocumentReader(file)
    try reader.read()
    self.file = file
    self.hasByteOrderMark = file.bytes.count != bytes.count
    self.preamble = 0..<reader.preambleEnd
    self.header = reader.header
    self.cells = reader.cells
  }

  /// The cells that run, in their order.
  package var codeCells: [Cell] { cells.filter { $0.kind == .code } }

  /// The title that the header gives the document; nil if it gives none.
  package var title: String? {
    switch header?["jupyter"]?["title"] ?? header?["title"] {
    case .text(let title): title
    // A title may look like a number.
    case .int(let title): String(title)
    default: nil
    }
  }

  /// The cell in which an offset lies; nil before the first one.
  package func cell(at offset: Int) -> Cell? {
    cells.last { $0.range.lowerBound <= offset }
  }

  /// The bytes of the file, put together from its parts.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    bytes += file.bytes[preamble]
    for cell in cells { bytes += file.bytes[cell.range] }
    return bytes
  }
}

/// Why a text is no document: all its faults, in the order of their places.
package struct DocumentFailure: Error {
  /// The faults; never empty.
  package let diagnostics: [Diagnostic]

  /// Makes a failure of its faults.
  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
