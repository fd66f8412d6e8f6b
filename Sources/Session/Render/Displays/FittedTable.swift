package import MNLEvents

/// A table of which as many columns are drawn as fit a window, from the left.
package struct FittedTable {
  /// The lines, each with its newline.
  package let text: String
  /// How many columns are left out on the right.
  package let droppedCount: Int

  /// Draws a table.
  ///
  /// - Parameters:
  ///   - width: Columns of the window; nil for as many as it needs.
  ///   - style: What the stream takes.
  ///   - count: How many columns there are; at least the first one is drawn.
  ///   - table: The table with so many of its columns.
  package init(
    width: Int?, style: StreamStyle, columns count: Int, _ table: (Int) -> Table
  ) {
    var left = count
    var lines = TableDrawing(table(left), width: nil, style: style).lines
    while let width, left > 1, lines.contains(where: { DisplayWidth.of($0) > width }) {
      left -= 1
      lines = TableDrawing(table(left), width: nil, style: style).lines
    }
    text = lines.map { $0 + "\n" }.joined()
    droppedCount = count - left
  }
}
