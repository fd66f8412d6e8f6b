/// Draws from a normal distribution, redrawn while they lie two or more deviations off.
///
/// The deviation of what remains is 0.8796 times `deviation` (`truncated_normal` of TensorFlow).
package struct TruncatedNormal: Operation {
  package static let name = "truncated-normal"
  package static let gradient = GradientSupport.none(because: "it has no operands")
  let shape: Shape
  let mean: Double
  let deviation: Double
  let ordinal: Int

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    [try closed(shape, operation: Self.name)]
  }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    var stream = RandomStream(seed: site.seed, purpose: .initialisation, ordinal: ordinal)
    let y = site.outputs[0].value
    return Step(forward: { _ in
      for i in 0..<y.count { y[i] = Scalar(mean + deviation * stream.truncatedNormal()) }
    })
  }
}

/// Draws from a uniform distribution, from `low` up to, not including, `high`.
package struct Uniform: Operation {
  package static let name = "uniform"
  package static let gradient = GradientSupport.none(because: "it has no operands")
  let shape: Shape
  let low: Double
  let high: Double
  let ordinal: Int

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    [try closed(shape, operation: Self.name)]
  }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    var stream = RandomStream(seed: site.seed, purpose: .initialisation, ordinal: ordinal)
    let y = site.outputs[0].value
    return Step(forward: { _ in
      for i in 0..<y.count { y[i] = Scalar(low + (high - low) * stream.uniform()) }
    })
  }
}

private func closed(_ shape: Shape, operation: String) throws(ShapeError) -> Shape {
  guard !shape.isOpen else {
    throw ShapeError(operation: operation, shapes: [shape], expected: .closed)
  }
  return shape
}

extension Graph {
  /// Normal draws, redrawn while they lie two or more deviations off.
  ///
  /// - Throws: `ShapeError` if the shape is open.
  package func truncatedNormal(
    _ shape: Shape, mean: Double = 0, deviation: Double = 1, name: String? = nil
  ) throws(ShapeError) -> Node {
    let operation = TruncatedNormal(
      shape: shape, mean: mean, deviation: deviation, ordinal: takeRandomOrdinal())
    return try apply(operation, to: [], name: name)[0]
  }

  /// Uniform draws, from `low` up to, not including, `high`.
  ///
  /// - Throws: `ShapeError` if the shape is open.
  package func uniform(
    _ shape: Shape, low: Double = 0, high: Double = 1, name: String? = nil
  ) throws(ShapeError) -> Node {
    let operation = Uniform(shape: shape, low: low, high: high, ordinal: takeRandomOrdinal())
    return try apply(operation, to: [], name: name)[0]
  }

  /// Uniform draws within `±√(6 / (rows + columns))` of a matrix (Glorot and Bengio 2010).
  ///
  /// - Throws: `ShapeError` unless the shape has two known sizes.
  package func glorotUniform(_ shape: Shape, name: String? = nil) throws(ShapeError) -> Node {
    guard shape.rank == 2, !shape.isOpen else {
      throw ShapeError(
        operation: "glorot-uniform", shapes: [shape], expected: .rank(2, operand: 0))
    }
    let limit = (6 / Double(Swift.max(1, shape.fixedSizes[0] + shape.fixedSizes[1]))).squareRoot()
    return try uniform(shape, low: -limit, high: limit, name: name)
  }
}
