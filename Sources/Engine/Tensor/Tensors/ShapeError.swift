/// Shapes that do not fit an operation: the facts, which `description` puts into words.
package struct ShapeError: Error, Hashable, Sendable {
  /// What an operation demands of the shapes it is given.
  package enum Expectation: Hashable, Sendable {
    /// The columns of the first are the rows of the second.
    case equalInner(columns: Int, rows: Int)
    /// One shape ends with the other, as a bias ends the rows it is added to.
    case broadcastable
    /// Two shapes are the same.
    case equal
    /// The operand at `operand` has `rank` dimensions.
    case rank(Int, operand: Int)
    /// The operand at `operand` has at least `rank` dimensions.
    case atLeastRank(Int, operand: Int)
    /// A single number.
    case scalar
    /// The operand at `operand` has this shape.
    case shape(Shape, operand: Int)
    /// The elements fill the target; `target` is as the script wrote it.
    case elements(target: [Int])
    /// An axis of the shape.
    case axis(Int)
    /// Only the first dimension may be open, none negative; the one at `position` is not so.
    case openFirst(position: Int)
    /// The size is a multiple of `of`; it is `found`.
    case multiple(of: Int, found: Int)
    /// A shape without an open dimension.
    case closed
    /// Operands of one and the same graph.
    case sameGraph
    /// Every fed batch has the same number of rows.
    case equalBatch(Int, Int)
    /// Shapes that are equal but for the last size.
    case equalButLast
    /// The operand at `operand` has one length for each sequence of the first, `[B, T, …]`, along
    /// whose axis 1 the operation goes.
    case lengths(operand: Int)
    /// A value on which the wanted quantity depends.
    case dependence
  }

  /// The operation's name, as in `matmul`, or what else is refused.
  package let operation: String
  /// The shapes involved, in the order of the operands.
  package let shapes: [Shape]
  /// What was expected of them.
  package let expected: Expectation

  /// The facts of a misfit.
  package init(operation: String, shapes: [Shape], expected: Expectation) {
    self.operation = operation
    self.shapes = shapes
    self.expected = expected
  }
}

extension ShapeError: CustomStringConvertible {
  /// One sentence that names the operation, the shapes, and what was expected.
  package var description: String {
    let found = shapes.map(\.description).joined(separator: " and ")
    return "\(operation): " + words(found: found)
  }

  private func words(found: String) -> String {
    switch expected {
    case .equalInner(let columns, let rows):
      "\(found) do not fit: the first has \(columns) columns, the second \(rows) rows"
    case .broadcastable: "\(found) do not fit: expected equal shapes, or one that ends the other"
    case .equal: "expected equal shapes, got \(found)"
    case .rank(let rank, let operand):
      "expected \(rank) dimensions, got \(shapes[operand]) (operands \(found))"
    case .atLeastRank(let rank, let operand):
      "expected at least \(rank) dimensions, got \(shapes[operand])"
    case .scalar: "expected a single number, shape [], got \(found)"
    case .shape(let shape, let operand):
      "expected \(shape) as operand \(operand + 1), got \(shapes[operand]) (operands \(found))"
    case .elements(let target): "\(found) does not fill \(target)"
    case .axis(let axis): "\(found) has no axis \(axis)"
    case .openFirst(let position):
      "size \(position + 1) is open or negative: only the first may be none"
    case .multiple(let unit, let size): "expected a multiple of \(unit), got \(size) in \(found)"
    case .closed: "expected sizes that are all known, got \(found)"
    case .sameGraph: "the operands \(found) belong to different graphs"
    case .equalBatch(let first, let second):
      "expected one number of rows for all that is fed, got \(first) and \(second) in \(found)"
    case .equalButLast: "expected shapes that are equal but for the last size, got \(found)"
    case .lengths(let operand):
      "expected lengths [B] for sequences [B, T, …] along axis 1, got \(shapes[operand]) for "
        + "\(shapes[0])"
    case .dependence: "\(found) does not depend on any variable that can be trained"
    }
  }
}
