/// The steps of each sequence, added up by weights: `Σ w_t · x_t`.
///
/// Shapes: weights `[B, T]`, `x` `[B, T, H]`, and perhaps lengths `[B]`, to `[B, H]`.
package struct WeightedSum: Operation {
  package static let name = "weighted-sum"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[1].rank == 3 else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .rank(3, operand: 1))
    }
    guard inputs[0] == inputs[1].removing(axis: 2) else {
      throw ShapeError(
        operation: Self.name, shapes: inputs,
        expected: .shape(inputs[1].removing(axis: 2), operand: 0))
    }
    try checkLengths(inputs, operand: 2, operation: Self.name)
    return [inputs[1].removing(axis: 1)]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (weights, x, y) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let (steps, width) = (x.innerSizes[0], x.innerSizes[1])
    let lengths = SequenceLengths(site, operand: 2, steps: steps, of: Self.name)
    return Step(
      forward: { rows in
        for row in 0..<x.leading(rows) {
          let (count, target) = (lengths.count(row), y.value.from(row * width))
          if count == 0 || width == 0 {
            target.fill(0, count: width)
          } else {
            Scalar.multiply(
              Product(m: 1, n: width, k: count), weights.value.from(row * steps),
              x.value.from(row * steps * width), beta: 0, into: target)
          }
        }
      },
      backward: { rows in
        lengths.clearGradient(rows)
        weights.clearGradient(rows)
        x.clearGradient(rows)
        guard let dy = y.gradient else { return }
        for row in 0..<x.leading(rows) {
          let (start, count) = (row * steps, lengths.count(row))
          guard count > 0, width > 0 else { continue }
          let slope = dy.from(row * width)
          if let dw = weights.gradient {  // dw_t = x_t · dy
            Scalar.multiply(
              Product(m: count, n: 1, k: width), x.value.from(start * width), slope, beta: 1,
              into: dw.from(start))
          }
          guard let dx = x.gradient else { continue }
          for t in start..<start &+ count {  // dx_t = w_t · dy
            let weight = weights.value[t]
            for i in 0..<width { dx[t &* width &+ i] += weight * slope[i] }
          }
        }
      })
  }
}

extension Graph {
  /// The steps of each sequence, added up by weights.
  ///
  /// - Parameters:
  ///   - x: `[B, T, H]`.
  ///   - weights: `[B, T]`.
  ///   - lengths: How many steps of each sequence count, `[B]`; all if left out.
  ///   - name: Its name.
  /// - Returns: `[B, H]`.
  /// - Throws: `ShapeError` if the shapes do not fit.
  package func weightedSum(
    _ x: Node, weights: Node, lengths: Node? = nil, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(WeightedSum(), to: [weights, x] + (lengths.map { [$0] } ?? []), name: name)[0]
  }
}
