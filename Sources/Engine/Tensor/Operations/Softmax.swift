/// The elements of each row as shares: `e^x / Σ e^x` along the last axis.
///
/// Shapes: `[…, C]` to `[…, C]`.
package struct Softmax: Operation {
  package static let name = "softmax"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[0].lastSize != nil else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .atLeastRank(1, operand: 0))
    }
    return [inputs[0]]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let classes = x.shape.lastSize ?? 0
    return Step(
      forward: { rows in
        softmaxRows(x.value, into: y.value, count: x.count(rows), classes: classes)
      },
      backward: { rows in  // dx = y · (dy - Σ dy · y)
        guard let dy = y.gradient, let dx = x.gradient, classes > 0 else { return }
        let count = x.count(rows)
        if !x.accumulates { dx.fill(0, count: count) }
        for start in stride(from: 0, to: count, by: classes) {
          var dot: Scalar = 0
          for c in start..<start &+ classes { dot += dy[c] * y.value[c] }
          for c in start..<start &+ classes { dx[c] += y.value[c] * (dy[c] - dot) }
        }
      })
  }
}

/// Softmax of every row of `classes` elements, shifted by its maximum so that nothing overflows.
@inline(__always)
func softmaxRows<Scalar: EngineScalar>(
  _ x: Buffer<Scalar>, into y: Buffer<Scalar>, count: Int, classes: Int
) {
  guard classes > 0 else { return }
  for start in stride(from: 0, to: count, by: classes) {
    var top = x[start]
    for c in start..<start &+ classes where x[c] > top { top = x[c] }
    for c in start..<start &+ classes { y[c] = x[c] - top }
  }
  Scalar.exponential(y, into: y, count: count)
  for start in stride(from: 0, to: count, by: classes) {
    var sum: Scalar = 0
    for c in start..<start &+ classes { sum += y[c] }
    let share = 1 / sum
    for c in start..<start &+ classes { y[c] *= share }
  }
}

extension Graph {
  /// The elements of each row as shares of 1: `e^x / Σ e^x` along the last axis.
  ///
  /// - Throws: `ShapeError` for a single number.
  package func softmax(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Softmax(), to: [x], name: name)[0]
  }
}
