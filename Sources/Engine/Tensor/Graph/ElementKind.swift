/// What the elements of a node mean.
///
/// All are stored as numbers of the plan's type: truth values as 0 and 1, indices as whole numbers
/// (exact in `Float` up to 16,777,216).
package enum ElementKind: String, Hashable, Sendable {
  /// Real numbers.
  case number
  /// Truth values.
  case bool
  /// Positions, counted from 0.
  case index
}
