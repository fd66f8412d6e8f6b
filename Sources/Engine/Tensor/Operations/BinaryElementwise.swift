/// An operation on pairs of elements, of two operands of equal shape, or one of which ends the
/// other (a bias added to rows, a single number).
package protocol BinaryElementwise: Operation {
  /// The result for one pair.
  func value<Scalar: EngineScalar>(_ a: Scalar, _ b: Scalar) -> Scalar
  /// The derivatives of the result `y` by `a` and by `b`.
  func slopes<Scalar: EngineScalar>(
    _ a: Scalar, _ b: Scalar, _ y: Scalar
  ) -> (Scalar, Scalar)
}

/// The larger of two shapes, one of which ends the other.
func broadcast(_ inputs: [Shape], operation: String) throws(ShapeError) -> Shape {
  if inputs[0].ends(with: inputs[1]) { return inputs[0] }
  if inputs[1].ends(with: inputs[0]) { return inputs[1] }
  throw ShapeError(operation: operation, shapes: inputs, expected: .broadcastable)
}

extension BinaryElementwise {
  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    [try broadcast(inputs, operation: Self.name)]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (a, b, y) = (site.inputs[0], site.inputs[1], site.outputs[0])
    return Step(
      forward: { rows in
        forEachPair(a, b, rows) { i, j, at in
          y.value[at] = value(a.value[i], b.value[j])
        }
      },
      backward: { rows in
        guard let dy = y.gradient else { return }
        if let da = a.gradient {
          if !a.accumulates { da.fill(0, count: a.count(rows)) }
          forEachPair(a, b, rows) { i, j, at in
            da[i] += dy[at] * slopes(a.value[i], b.value[j], y.value[at]).0
          }
        }
        if let db = b.gradient {
          if !b.accumulates { db.fill(0, count: b.count(rows)) }
          forEachPair(a, b, rows) { i, j, at in
            db[j] += dy[at] * slopes(a.value[i], b.value[j], y.value[at]).1
          }
        }
      })
  }
}

/// Calls `body` with the places of the paired elements in both operands and in the result.
@inline(__always)
func forEachPair<Scalar>(
  _ a: Slot<Scalar>, _ b: Slot<Scalar>, _ rows: Int, _ body: (Int, Int, Int) -> Void
) {
  let (countA, countB) = (a.count(rows), b.count(rows))
  if countA == countB {
    for i in 0..<countA { body(i, i, i) }
  } else if countB == 1 {
    for i in 0..<countA { body(i, 0, i) }
  } else if countA == 1 {
    for i in 0..<countB { body(0, i, i) }
  } else if countA > countB {
    for start in stride(from: 0, to: countB == 0 ? 0 : countA, by: max(countB, 1)) {
      for j in 0..<countB { body(start &+ j, j, start &+ j) }
    }
  } else {
    for start in stride(from: 0, to: countA == 0 ? 0 : countB, by: max(countA, 1)) {
      for i in 0..<countA { body(i, start &+ i, start &+ i) }
    }
  }
}
