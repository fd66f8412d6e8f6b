/// Rows from which a plan fills the batches it is fed.
///
/// A tensor is one; data held in another form (pixels as bytes) can be another, which converts
/// while it copies.
package protocol RowSource<Scalar>: Sendable {
  /// The type of the elements it writes.
  associatedtype Scalar: EngineScalar
  /// The shape of all rows together, `[n, …]`.
  var shape: Shape { get }
  /// Writes the elements of the rows with these numbers one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  func fill(_ destination: Buffer<Scalar>, rows: ArraySlice<Int>)
}

extension Tensor: RowSource {
  /// Writes the elements of the rows with these numbers one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  package func fill(_ destination: Buffer<Scalar>, rows: ArraySlice<Int>) {
    // A single number is a row of its own.
    let available = shape.fixedSizes.first ?? 1
    let width = available == 0 ? 0 : count / available
    withBuffer { source in
      var target = destination
      for row in rows {
        precondition(row >= 0 && row < available, "row \(row) of \(available)")
        target.copy(source.from(row * width), count: width)
        target = target.from(width)
      }
    }
  }
}
