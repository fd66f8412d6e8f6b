/// The largest of all elements, or of those along one axis; its gradient goes to the first of equals.
///
/// Shapes: `[outer, length, inner]` to `[outer, inner]`. With lengths `[B]` the operand is
/// `[B, T, …]`, and only steps that count take part; a sequence without any has 0.
package struct Maximum: Operation {
  package static let name = "max"
  package static let gradient = GradientSupport.defined
  /// The axis that goes; all of them, if `nil`.
  let axis: Int?

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    try inferReduction(inputs, axis: axis, operation: Self.name)
  }

  package func kind(of inputs: [ElementKind]) -> ElementKind { inputs[0] }

  package func placement(of inputs: [Shape]) -> Placement {
    guard inputs[0].isOpen else { return .once }
    return (axis ?? 0) == 0 ? .whole : .rows
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let all = x.shape.resolved(batch: site.batch)
    let length = axis.map { all.fixedSizes[$0] } ?? all.count
    let inner = axis.map { all.fixedSizes.dropFirst($0 + 1).reduce(1, *) } ?? 1
    let lengths = SequenceLengths(site, operand: 1, steps: length, of: Self.name)
    return Step(
      forward: { rows in
        for outer in 0..<(inner == 0 ? 0 : y.count(rows) / inner) {
          let (source, target) = (x.value.from(outer * length * inner), y.value.from(outer * inner))
          let count = lengths.count(outer)
          if count == 0 {
            target.fill(0, count: inner)
          } else {
            target.copy(source, count: inner)
          }
          for step in 1..<max(count, 1) {
            for i in 0..<inner {
              let value = source[step &* inner &+ i]
              // What is no number stays so: it must not vanish here.
              if value > target[i] || value != value { target[i] = value }
            }
          }
        }
      },
      backward: { rows in
        lengths.clearGradient(rows)
        guard let dy = y.gradient, let dx = x.gradient else { return }
        x.clearGradient(rows)
        for outer in 0..<(inner == 0 ? 0 : y.count(rows) / inner) {
          let (start, count) = (outer * length * inner, lengths.count(outer))
          for i in 0..<inner {
            let largest = y.value[outer &* inner &+ i]
            for step in 0..<count where x.value[start &+ step &* inner &+ i] == largest {
              dx[start &+ step &* inner &+ i] += dy[outer &* inner &+ i]
              break
            }
          }
        }
      })
  }
}

extension Graph {
  /// The largest of all elements, or along `axis`, which then goes.
  ///
  /// - Parameters:
  ///   - x: `[…]`; `[B, T, …]` if there are lengths.
  ///   - axis: Which; all elements if left out; 1 if there are lengths.
  ///   - lengths: How many steps of each sequence count, `[B]`; all if left out.
  ///   - name: Its name.
  /// - Returns: The shape without the axis.
  /// - Throws: `ShapeError` if there is no such axis or the lengths do not fit.
  package func max(
    _ x: Node, axis: Int? = nil, lengths: Node? = nil, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Maximum(axis: axis), to: [x] + (lengths.map { [$0] } ?? []), name: name)[0]
  }
}
