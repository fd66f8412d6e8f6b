/// The steps of each sequence from the last to the first.
///
/// Shapes: `[B, T, …]`, and perhaps lengths `[B]`, to `[B, T, …]`. With lengths only the steps that
/// count change places; the others become zeros.
package struct Reverse: Operation {
  package static let name = "reverse"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[0].rank >= 2 else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .atLeastRank(2, operand: 0))
    }
    try checkLengths(inputs, operand: 1, operation: Self.name)
    return [inputs[0]]
  }

  package func kind(of inputs: [ElementKind]) -> ElementKind { inputs[0] }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let (steps, inner) = (x.innerSizes[0], x.innerSizes.dropFirst().reduce(1, *))
    let lengths = SequenceLengths(site, operand: 1, steps: steps, of: Self.name)
    return Step(
      forward: { rows in
        for row in 0..<x.leading(rows) {
          let (start, length) = (row * steps * inner, lengths.count(row))
          for t in 0..<length {
            y.value.from(start &+ t &* inner)
              .copy(x.value.from(start &+ (length &- 1 &- t) &* inner), count: inner)
          }
          y.value.from(start + length * inner).fill(0, count: (steps - length) * inner)
        }
      },
      backward: { rows in
        lengths.clearGradient(rows)
        guard let dy = y.gradient, let dx = x.gradient else { return }
        x.clearGradient(rows)
        for row in 0..<x.leading(rows) {
          let (start, length) = (row * steps * inner, lengths.count(row))
          for t in 0..<length {
            let (from, to) = (start &+ t &* inner, start &+ (length &- 1 &- t) &* inner)
            for i in 0..<inner { dx[to &+ i] += dy[from &+ i] }
          }
        }
      })
  }
}

extension Graph {
  /// The steps of each sequence from the last to the first.
  ///
  /// - Parameters:
  ///   - x: `[B, T, …]`.
  ///   - lengths: How many steps of each sequence count, `[B]`; all if left out. Others become zeros.
  ///   - name: Its name.
  /// - Returns: `[B, T, …]`.
  /// - Throws: `ShapeError` if the shapes do not fit.
  package func reverse(
    _ x: Node, lengths: Node? = nil, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Reverse(), to: [x] + (lengths.map { [$0] } ?? []), name: name)[0]
  }
}
