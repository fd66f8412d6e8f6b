/// The elements as another kind: to `bool` is 1 for all but 0, to `index` drops the fraction.
package struct Cast: Operation {
  package static let name = "cast"
  package static let gradient = GradientSupport.none(because: "kinds are changed in steps")
  let target: ElementKind

  package func infer(_ inputs: [Shape]) -> [Shape] { [inputs[0]] }
  package func kind(of inputs: [ElementKind]) -> ElementKind { target }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0].value, site.outputs[0].value)
    let (slot, target) = (site.inputs[0], target)
    return Step(forward: { rows in
      let count = slot.count(rows)
      switch target {
      case .number: y.copy(x, count: count)
      case .bool: for i in 0..<count { y[i] = x[i] == 0 ? 0 : 1 }
      case .index: for i in 0..<count { y[i] = x[i].rounded(.towardZero) }
      }
    })
  }
}

extension Graph {
  /// The elements of `x` as another kind; `x` itself if it is of that kind.
  package func cast(
    _ x: Node, to kind: ElementKind, name: String? = nil
  ) throws(ShapeError) -> Node {
    if x.kind == kind { return x }
    return try apply(Cast(target: kind), to: [x], name: name)[0]
  }
}
