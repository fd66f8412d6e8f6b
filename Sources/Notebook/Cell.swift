/// A cell of a document: its marker line and what stands below it.
package struct Cell: Sendable {
  /// What a cell holds.
  package enum Kind: String, Sendable {
    /// Code that runs.
    case code
    /// Explanations, each line a comment.
    case markdown
    /// Text for other tools, each line a comment.
    case raw
  }

  /// What it holds.
  package let kind: Kind
  /// Its place among the code cells, counted from 1; nil for a cell that does not run.
  package let number: Int?
  /// What its marker says; nil for the lines before the first marker.
  package let marker: CellMarker?
  /// All of it: the marker line, the content and the blank lines after it.
  package let range: Range<Int>
  /// The content: from the line below the marker, without the one blank line that separates cells.
  package let source: Range<Int>

  /// The title on its marker; empty if it has none.
  package var title: String { marker?.title ?? "" }

  /// Its `name=`; nil if it has none.
  package var name: String? { marker?.name }

  /// Its `tags=`.
  package var tags: [String] { marker?.tags ?? [] }
}
