/// A sum over all elements or along one axis, divided by a number.
package protocol SumLike: Operation {
  /// The axis that goes; all of them, if `nil`.
  var axis: Int? { get }
  /// Whether the sum is divided by the number of its terms.
  static var divides: Bool { get }
}

extension SumLike {
  package static var gradient: GradientSupport { .defined }

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard let axis else { return [.scalar] }
    guard axis >= 0, axis < inputs[0].rank else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .axis(axis))
    }
    return [inputs[0].removing(axis: axis)]
  }

  package func placement(of inputs: [Shape]) -> Placement {
    guard inputs[0].isOpen else { return .once }
    return (axis ?? 0) == 0 ? .reduction : .rows
  }

  // The operand as [outer, length, inner], of which the middle goes.
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let all = x.shape.resolved(batch: site.batch)
    let isReduction = placement(of: [x.shape]) == .reduction
    let terms = axis.map { all.fixedSizes[$0] } ?? all.count
    let divisor: Scalar = Self.divides ? Scalar(terms) : 1
    let inner = axis.map { all.fixedSizes.dropFirst($0 + 1).reduce(1, *) } ?? 1
    let fixedLength = axis.map { all.fixedSizes[$0] }
    return Step(
      forward: { rows in
        let count = x.count(rows)
        let length = isReduction || fixedLength == nil ? count / max(inner, 1) : fixedLength ?? 1
        let block = length * inner
        if block == 0 { return y.value.fill(0, count: y.count(rows)) }
        for (outer, start) in zip(0..., stride(from: 0, to: count, by: block)) {
          addRows(x.value.from(start), into: y.value.from(outer * inner), length, inner)
          // A shard's share of a reduction is divided once, after the sum over all shards.
          if !isReduction && Self.divides {
            for i in outer * inner..<(outer + 1) * inner { y.value[i] /= divisor }
          }
        }
        if count == 0 { y.value.fill(0, count: y.count(rows)) }
      },
      backward: { rows in
        guard let dy = y.gradient, let dx = x.gradient else { return }
        let count = x.count(rows)
        let length = isReduction || fixedLength == nil ? count / max(inner, 1) : fixedLength ?? 1
        if !x.accumulates { dx.fill(0, count: count) }
        guard length * inner > 0 else { return }
        for at in stride(from: 0, to: count, by: inner) {
          let outer = at / (length * inner) * inner
          for i in 0..<inner { dx[at &+ i] += dy[outer &+ i] / divisor }
        }
      },
      finish: isReduction && Self.divides
        ? { total in for i in 0..<total.count { total[i] /= divisor } } : nil)
  }
}

/// Sets the `inner` elements of `y` to the sum of `length` rows of `x`.
private func addRows<Scalar: EngineScalar>(
  _ x: Buffer<Scalar>, into y: Buffer<Scalar>, _ length: Int, _ inner: Int
) {
  y.fill(0, count: inner)
  for row in 0..<length {
    for i in 0..<inner { y[i] += x[row &* inner &+ i] }
  }
}

/// The sum over all elements or along one axis.
package struct Sum: SumLike {
  package static let name = "sum"
  package static let divides = false
  package let axis: Int?
}

/// The mean over all elements or along one axis.
package struct Mean: SumLike {
  package static let name = "mean"
  package static let divides = true
  package let axis: Int?
}

extension Graph {
  /// The sum over all elements, or along `axis`, which then goes.
  ///
  /// - Throws: `ShapeError` if there is no such axis.
  package func sum(_ x: Node, axis: Int? = nil, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Sum(axis: axis), to: [x], name: name)[0]
  }

  /// The mean over all elements, or along `axis`, which then goes.
  ///
  /// - Throws: `ShapeError` if there is no such axis.
  package func mean(_ x: Node, axis: Int? = nil, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Mean(axis: axis), to: [x], name: name)[0]
  }
}
