import MNLDiagnostics
import MNLNotebook
import MNLSyntax

extension Document {
  /// Parses the code cells, in their order.
  ///
  /// - Returns: Their trees.
  /// - Throws: `DocumentFailure` with the faults of all of them.
  /// - Complexity: O(n) for n bytes.
  func parsedCells() throws(DocumentFailure) -> [Script] {
    var scripts: [Script] = []
    var faults: [Diagnostic] = []
    for cell in codeCells {
      do throws(SyntaxFailure) {
        scripts.append(try Parser.parse(file, range: cell.source))
      } catch {
        faults += error.diagnostics.map { explained($0, cell) }
      }
    }
    guard faults.isEmpty else { throw DocumentFailure(faults) }
    return scripts
  }

  /// A fault with the reason that may not be seen: the cell ended because another one begins.
  private func explained(_ fault: Diagnostic, _ cell: Cell) -> Diagnostic {
    guard fault.code == .unexpectedEnd, cell.range.upperBound < file.bytes.count else {
      return fault
    }
    var fault = fault
    let line = file.line(at: cell.range.upperBound)
    fault.notes.append("the cell ends where another one begins, on line \(line)")
    return fault
  }
}
