package import MNLDiagnostics

/// A group of `#>` lines in a cell: what the code above it is expected to show (design §5).
package struct ExpectedGroup: Sendable {
  /// The lines, from the first `#` to the last line end.
  package let range: Range<Int>
  /// What stands behind each `#>`, without the one blank.
  package let lines: [String]

  /// Finds the groups of a cell, in their order.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - file: The text in which it stands.
  /// - Returns: Runs of lines that begin with `#>` in the first column.
  /// - Complexity: O(n) for n bytes.
  package static func groups(of cell: Cell, in file: SourceFile) -> [ExpectedGroup] {
    var groups: [ExpectedGroup] = []
    var lines: [String] = []
    var start = cell.source.lowerBound
    func close(at end: Int) {
      if !lines.isEmpty { groups.append(ExpectedGroup(range: start..<end, lines: lines)) }
      lines = []
    }
    guard !cell.source.isEmpty else { return [] }
    let last = file.line(at: cell.source.upperBound - 1)
    for number in file.line(at: cell.source.lowerBound)...last {
      let range = file.lineRange(number)
      if let text = ExpectedOutput.text(of: file.text(of: range)[...]) {
        if lines.isEmpty { start = range.lowerBound }
        lines.append(text)
      } else {
        close(at: range.lowerBound)
      }
    }
    let end = last < file.lineCount ? file.lineRange(last + 1).lowerBound : file.bytes.count
    close(at: end)
    return groups
  }

  /// The lines of a group that expects a text: what the writer puts into the file.
  ///
  /// - Parameter output: The text; its last newline begins no line.
  /// - Returns: Lines with their ends; one bare `#>` where nothing is shown.
  package static func written(_ output: String) -> String {
    ExpectedOutput.lines(of: lines(of: output)).map { $0 + "\n" }.joined()
  }

  /// The lines of a text; one that is empty for an empty text.
  static func lines(of output: String) -> [String] {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.count > 1, lines.last == "" { lines.removeLast() }
    return lines
  }
}
