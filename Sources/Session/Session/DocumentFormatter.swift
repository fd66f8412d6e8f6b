import MNLDiagnostics
import MNLNotebook
import MNLSyntax

/// Writes documents in the one style that there is.
///
/// Cells keep their markers, words and order; code is written as `Printer` does, with one blank line
/// before the next cell. The trees of the code are the same before and after.
package enum DocumentFormatter {
  /// The bytes of a document in the one style; those of one that has it already are the same.
  ///
  /// - Parameters:
  ///   - name: What errors call the text.
  ///   - bytes: The text; it may be anything.
  /// - Returns: The new text.
  /// - Throws: `RefusedDocument` with what is wrong with the text.
  /// - Complexity: O(n log n) for n bytes.
  package static func format(
    named name: String, bytes: [UInt8]
  ) throws(RefusedDocument) -> [UInt8] {
    let document = try read(named: name, bytes)
    var pieces = [document.file.text(of: document.preamble).withoutTrailingBlankLines]
    var faults: [Diagnostic] = []
    for cell in document.cells {
      do throws(SyntaxFailure) {
        pieces.append(try text(of: cell, in: document.file))
      } catch {
        faults += error.diagnostics
      }
    }
    guard faults.isEmpty else {
      throw RefusedDocument(name: name, diagnostics: Array(faults.prefix(10)))
    }
    let text = pieces.filter { !$0.isEmpty }.joined(separator: "\n")
    let formatted = (document.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    guard meaning(of: try read(named: name, formatted)) == meaning(of: document) else {
      // A comment inside of a list moves above it, where `# %%` begins a cell.
      throw RefusedDocument(
        name: name,
        diagnostics: [
          Diagnostic(
            .malformedCell, "in the one style '\(name)' would mean something else",
            help: "move comments that look like cell markers out of lists")
        ])
    }
    return formatted
  }

  private static func read(
    named name: String, _ bytes: [UInt8]
  ) throws(RefusedDocument) -> Document {
    do throws(DocumentFailure) {
      return try Document(named: name, bytes: bytes)
    } catch {
      throw RefusedDocument(name: name, diagnostics: error.diagnostics)
    }
  }

  /// The markers of all cells and the trees of those that run.
  private static func meaning(of document: Document) -> [String] {
    document.cells.map { cell in
      let marker = cell.marker.map { document.file.text(of: $0.range) } ?? ""
      let tree = try? Parser.parse(document.file, range: cell.source).treeDescription
      return marker + "\n" + (cell.kind == .code ? tree ?? "" : "")
    }
  }

  /// Marker and content of a cell, ending with a newline.
  private static func text(
    of cell: Cell, in file: SourceFile
  ) throws(SyntaxFailure) -> String {
    let marker = file.text(of: cell.range.lowerBound..<cell.source.lowerBound)
    let content =
      cell.kind == .code
      ? Printer.print(try Parser.parse(file, range: cell.source))
      : file.text(of: cell.source)
    return (marker + content).withoutTrailingBlankLines
  }
}

extension String {
  /// The lines without blanks at their ends and without blank lines at the end of all; a newline ends
  /// the last one.
  fileprivate var withoutTrailingBlankLines: String {
    // A carriage return and the line feed after it are one character.
    let split = split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    var lines = split.map { line in
      String(line.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}
