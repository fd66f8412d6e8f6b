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
        faults += error.diagnostics
      }
    }
    guard faults.isEmpty else { throw DocumentFailure(faults) }
    return scripts
  }
}
