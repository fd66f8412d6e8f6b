/// The sizes and places of a product of matrices whose second factor lies in panels of 16 columns.
///
/// Number `(r, c)` of panel `p` of the result is what its column starts with, plus the sum over an
/// outer and an inner index of
///
///     a[o · aOuter + i · aInner + r · aRow] · b[p · bPanel + o · bOuter + i · 16 + c]
///
/// and lies at `p · resultPanel + r · resultRow + c`. All distances are counted in numbers.
package struct PanelProduct: Sendable {
  /// Rows of the result.
  package var rows: Int
  /// Panels of the second factor and of the result.
  package var panels: Int
  /// How often the outer index is counted.
  package var outer = 1
  /// How often the inner index is counted for each; with 0 the result is what it starts with.
  package var inner: Int
  /// From one outer index to the next in the first factor.
  package var aOuter = 0
  /// From one inner index to the next in the first factor.
  package var aInner = 1
  /// From one row to the next in the first factor.
  package var aRow: Int
  /// From one outer index to the next in the second factor.
  package var bOuter = 0
  /// From one panel to the next in the second factor.
  package var bPanel: Int
  /// From one row to the next in the result.
  package var resultRow = 16
  /// From one panel to the next in the result.
  package var resultPanel: Int
  /// Whether the sums are added to what is there, or take its place.
  package var accumulates = false

  /// A product of `[rows, inner]` with `panels` panels of `[inner, 16]`.
  package init(
    rows: Int, panels: Int, inner: Int, aRow: Int, bPanel: Int, resultPanel: Int
  ) {
    self.rows = rows
    self.panels = panels
    self.inner = inner
    self.aRow = aRow
    self.bPanel = bPanel
    self.resultPanel = resultPanel
  }

  /// Whether there is nothing to write.
  package var isEmpty: Bool { rows <= 0 || panels <= 0 }
  /// How many numbers of the first factor are within reach.
  package var aCount: Int {
    guard outer > 0, inner > 0 else { return 0 }
    return (outer - 1) * aOuter + (inner - 1) * aInner + (rows - 1) * aRow + 1
  }
  /// How many numbers of the second factor are within reach.
  package var bCount: Int {
    guard outer > 0, inner > 0 else { return 0 }
    return (panels - 1) * bPanel + (outer - 1) * bOuter + inner * 16
  }
  /// How many numbers of the result are within reach.
  package var resultCount: Int { (panels - 1) * resultPanel + (rows - 1) * resultRow + 16 }
}
