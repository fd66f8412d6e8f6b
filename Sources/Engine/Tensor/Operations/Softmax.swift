/// The elements of each row as shares: `e^x / Σ e^x` along the last axis.
///
/// Shapes: `[…, C]` to `[…, C]`; or `[B, T]` and lengths `[B]` to `[B, T]`, where only steps that count
/// have shares and the others 0.
package struct Softmax: Operation {
  package static let name = "softmax"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[0].lastSize != nil else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .atLeastRank(1, operand: 0))
    }
    if inputs.count > 1, inputs[0].rank != 2 {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .rank(2, operand: 0))
    }
    try checkLengths(inputs, operand: 1, operation: Self.name)
    return [inputs[0]]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let classes = x.shape.lastSize ?? 0
    let lengths = SequenceLengths(site, operand: 1, steps: classes, of: Self.name)
    let hasLengths = site.inputs.count > 1
    return Step(
      forward: { rows in
        guard hasLengths else {
          return softmaxRows(x.value, into: y.value, count: x.count(rows), classes: classes)
        }
        for row in 0..<x.leading(rows) {
          let (start, count) = (row * classes, lengths.count(row))
          softmaxRows(
            x.value.from(start), into: y.value.from(start), count: count, classes: count)
          y.value.from(start + count).fill(0, count: classes - count)
        }
      },
      backward: { rows in  // dx = y · (dy - Σ dy · y)
        lengths.clearGradient(rows)
        guard let dy = y.gradient, let dx = x.gradient, classes > 0 else { return }
        let count = x.count(rows)
        if !x.accumulates { dx.fill(0, count: count) }
        for (row, start) in zip(0..., stride(from: 0, to: count, by: classes)) {
          let end = start &+ (hasLengths ? lengths.count(row) : classes)
          var dot: Scalar = 0
          for c in start..<end { dot += dy[c] * y.value[c] }
          for c in start..<end { dx[c] += y.value[c] * (dy[c] - dot) }
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
  /// - Parameters:
  ///   - x: `[…, C]`; `[B, T]` if there are lengths.
  ///   - lengths: How many steps of each row count, `[B]`; all if left out. Others have 0.
  ///   - name: Its name.
  /// - Returns: The shape of `x`.
  /// - Throws: `ShapeError` for a single number, or if the lengths do not fit.
  package func softmax(
    _ x: Node, lengths: Node? = nil, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Softmax(), to: [x] + (lengths.map { [$0] } ?? []), name: name)[0]
  }
}
