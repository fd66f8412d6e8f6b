/// The position of the largest element along an axis; the first, where several are largest.
///
/// Shapes: `[outer, length, inner]` to `[outer, inner]`.
package struct ArgMax: Operation {
  package static let name = "argmax"
  package static let gradient = GradientSupport.none(because: "positions are whole numbers")
  let axis: Int

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard axis >= 0, axis < inputs[0].rank else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .axis(axis))
    }
    return [inputs[0].removing(axis: axis)]
  }

  package func kind(of inputs: [ElementKind]) -> ElementKind { .index }

  package func placement(of inputs: [Shape]) -> Placement {
    guard inputs[0].isOpen else { return .once }
    return axis == 0 ? .whole : .rows
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let sizes = x.shape.resolved(batch: site.batch).fixedSizes
    let (length, inner) = (sizes[axis], sizes[(axis + 1)...].reduce(1, *))
    return Step(forward: { rows in
      for at in 0..<y.count(rows) {
        let start = at / inner * inner * length + at % inner
        var best = 0
        for position in 1..<max(length, 1)
        where x.value[start &+ position &* inner] > x.value[start &+ best &* inner] {
          best = position
        }
        y.value[at] = Scalar(best)
      }
    })
  }
}

extension Graph {
  /// The position of the largest element along `axis`; the first, where several are largest.
  ///
  /// - Throws: `ShapeError` if there is no such axis.
  package func argmax(_ x: Node, axis: Int, name: String? = nil) throws(ShapeError) -> Node {
    try apply(ArgMax(axis: axis), to: [x], name: name)[0]
  }
}
