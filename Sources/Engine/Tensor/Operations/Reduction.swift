/// A sum over all elements or along one axis, divided by a number.
///
/// With lengths `[B]` as second operand the first is `[B, T, …]` and the axis 1: only steps that count
/// are added, and counted; a sequence without any has 0.
package protocol SumLike: Operation {
  /// The axis that goes; all of them, if `nil`.
  var axis: Int? { get }
  /// Whether the sum is divided by the number of its terms.
  static var divides: Bool { get }
}

extension SumLike {
  package static var gradient: GradientSupport { .defined }

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    try inferReduction(inputs, axis: axis, operation: Self.name)
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
    let lengths = SequenceLengths(site, operand: 1, steps: fixedLength ?? 0, of: Self.name)
    let hasLengths = site.inputs.count > 1
    return Step(
      forward: { rows in
        let count = x.count(rows)
        let length = isReduction || fixedLength == nil ? count / max(inner, 1) : fixedLength ?? 1
        let block = length * inner
        if block == 0 { return y.value.fill(0, count: y.count(rows)) }
        for (outer, start) in zip(0..., stride(from: 0, to: count, by: block)) {
          let added = hasLengths ? lengths.count(outer) : length
          addRows(x.value.from(start), into: y.value.from(outer * inner), added, inner)
          // A shard's share of a reduction is divided once, after the sum over all shards.
          if !isReduction && Self.divides {
            let divisor = hasLengths ? Scalar(max(1, added)) : divisor
            for i in outer * inner..<(outer + 1) * inner { y.value[i] /= divisor }
          }
        }
        if count == 0 { y.value.fill(0, count: y.count(rows)) }
      },
      backward: { rows in
        lengths.clearGradient(rows)
        guard let dy = y.gradient, let dx = x.gradient else { return }
        let count = x.count(rows)
        let length = isReduction || fixedLength == nil ? count / max(inner, 1) : fixedLength ?? 1
        x.clearGradient(rows)
        guard length * inner > 0 else { return }
        for (outer, start) in zip(0..., stride(from: 0, to: count, by: length * inner)) {
          let added = hasLengths ? lengths.count(outer) : length
          let divisor = hasLengths && Self.divides ? Scalar(max(1, added)) : divisor
          let slope = dy.from(outer * inner)
          for step in 0..<added {
            let at = start &+ step &* inner
            for i in 0..<inner { dx[at &+ i] += slope[i] / divisor }
          }
        }
      },
      finish: isReduction && Self.divides
        ? { total in for i in 0..<total.count { total[i] /= divisor } } : nil)
  }
}

/// The shape rule of what takes the elements along an axis together: the axis goes.
///
/// - Parameters:
///   - inputs: The operand, and perhaps lengths, which go with axis 1.
///   - axis: Which; all of them, if `nil`.
///   - operation: The operation's name.
/// - Returns: The shape of the only result.
/// - Throws: `ShapeError` if there is no such axis, or if lengths do not fit.
func inferReduction(
  _ inputs: [Shape], axis: Int?, operation: String
) throws(ShapeError) -> [Shape] {
  if inputs.count > 1, axis != 1 {
    throw ShapeError(operation: operation, shapes: inputs, expected: .lengths(operand: 1))
  }
  try checkLengths(inputs, operand: 1, operation: operation)
  guard let axis else { return [.scalar] }
  guard axis >= 0, axis < inputs[0].rank else {
    throw ShapeError(operation: operation, shapes: inputs, expected: .axis(axis))
  }
  return [inputs[0].removing(axis: axis)]
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
  /// - Parameters:
  ///   - x: `[…]`; `[B, T, …]` if there are lengths.
  ///   - axis: Which; all elements if left out; 1 if there are lengths.
  ///   - lengths: How many steps of each sequence count, `[B]`; all if left out.
  ///   - name: Its name.
  /// - Returns: The shape without the axis.
  /// - Throws: `ShapeError` if there is no such axis or the lengths do not fit.
  package func sum(
    _ x: Node, axis: Int? = nil, lengths: Node? = nil, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Sum(axis: axis), to: [x] + (lengths.map { [$0] } ?? []), name: name)[0]
  }

  /// The mean over all elements, or along `axis`, which then goes.
  ///
  /// - Parameters:
  ///   - x: `[…]`; `[B, T, …]` if there are lengths.
  ///   - axis: Which; all elements if left out; 1 if there are lengths.
  ///   - lengths: How many steps of each sequence count, `[B]`; all if left out.
  ///   - name: Its name.
  /// - Returns: The shape without the axis.
  /// - Throws: `ShapeError` if there is no such axis or the lengths do not fit.
  package func mean(
    _ x: Node, axis: Int? = nil, lengths: Node? = nil, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Mean(axis: axis), to: [x] + (lengths.map { [$0] } ?? []), name: name)[0]
  }
}
