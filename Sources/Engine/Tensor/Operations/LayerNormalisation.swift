/// Each row brought to mean 0 and deviation 1, then scaled and shifted element by element
/// (Ba, Kiros and Hinton 2016).
///
/// `y = (x - mean) / √(variance + epsilon) · scale + offset`, with mean and variance (divided by `H`,
/// not `H - 1`) along the last axis, as `torch.nn.LayerNorm` has them.
///
/// Shapes: `x` `[…, H]`, scale `[H]`, offset `[H]`, result `[…, H]`.
package struct LayerNormalisation: Operation {
  package static let name = "layer-norm"
  package static let gradient = GradientSupport.defined
  /// Added to the variance, above 0.
  let epsilon: Double

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard let width = inputs[0].lastSize, width > 0 else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .atLeastRank(1, operand: 0))
    }
    for operand in 1...2 where inputs[operand] != [width] {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .shape([width], operand: operand))
    }
    return [inputs[0]]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, scale, offset) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let y = site.outputs[0]
    let width = x.shape.lastSize ?? 1
    // The rows before scale and offset, and what each was multiplied by, kept for backward.
    let normal = site.scratch(x.count(site.maxRows))
    let factors = site.scratch(x.count(site.maxRows) / width)
    let scaled = site.scratch(width)
    return Step(
      forward: { rows in
        for row in 0..<x.count(rows) / width {
          let (source, target) = (x.value.from(row * width), normal.from(row * width))
          let mean = sum(source, count: width) / Scalar(width)
          for i in 0..<width { target[i] = source[i] - mean }
          let variance = dot(target, target, count: width) / Scalar(width)
          let factor = 1 / (variance + Scalar(epsilon)).squareRoot()
          factors[row] = factor
          let result = y.value.from(row * width)
          for i in 0..<width {
            target[i] *= factor
            result[i] = target[i] * scale.value[i] + offset.value[i]
          }
        }
      },
      backward: { rows in
        guard let dy = y.gradient else { return }
        for slot in [x, scale, offset] { slot.clearGradient(rows) }
        for row in 0..<x.count(rows) / width {
          let (slope, here) = (dy.from(row * width), normal.from(row * width))
          if let ds = scale.gradient { for i in 0..<width { ds[i] += slope[i] * here[i] } }
          if let doffset = offset.gradient { for i in 0..<width { doffset[i] += slope[i] } }
          guard let dx = x.gradient?.from(row * width) else { continue }
          // With g = dy · scale: dx = factor · (g - mean(g) - normal · mean(g · normal))
          for i in 0..<width { scaled[i] = slope[i] * scale.value[i] }
          let mean = sum(scaled, count: width) / Scalar(width)
          let tilt = dot(scaled, here, count: width) / Scalar(width)
          for i in 0..<width { dx[i] += factors[row] * (scaled[i] - mean - here[i] * tilt) }
        }
      })
  }
}

/// The sum of `count` elements, in four that do not wait for each other.
@inline(__always)
private func sum<Scalar: EngineScalar>(_ x: Buffer<Scalar>, count: Int) -> Scalar {
  var (a, b, c, d): (Scalar, Scalar, Scalar, Scalar) = (0, 0, 0, 0)
  let even = count & ~3
  for i in Swift.stride(from: 0, to: even, by: 4) {
    a += x[i]
    b += x[i &+ 1]
    c += x[i &+ 2]
    d += x[i &+ 3]
  }
  for i in even..<count { a += x[i] }
  return (a + b) + (c + d)
}

/// The sum of the products of `count` pairs, likewise.
@inline(__always)
private func dot<Scalar: EngineScalar>(
  _ x: Buffer<Scalar>, _ y: Buffer<Scalar>, count: Int
) -> Scalar {
  var (a, b, c, d): (Scalar, Scalar, Scalar, Scalar) = (0, 0, 0, 0)
  let even = count & ~3
  for i in Swift.stride(from: 0, to: even, by: 4) {
    a += x[i] * y[i]
    b += x[i &+ 1] * y[i &+ 1]
    c += x[i &+ 2] * y[i &+ 2]
    d += x[i &+ 3] * y[i &+ 3]
  }
  for i in even..<count { a += x[i] * y[i] }
  return (a + b) + (c + d)
}

extension Graph {
  /// Each row brought to mean 0 and deviation 1, then scaled and shifted.
  ///
  /// - Parameters:
  ///   - x: `[…, H]`.
  ///   - scale: What each element is multiplied by afterwards, `[H]`.
  ///   - offset: What is then added, `[H]`.
  ///   - epsilon: Added to the variance, above 0.
  ///   - name: Its name.
  /// - Returns: `[…, H]`.
  /// - Throws: `ShapeError` if the shapes do not fit.
  /// - Precondition: `epsilon` is above 0.
  package func layerNorm(
    _ x: Node, scale: Node, offset: Node, epsilon: Double = 1e-5, name: String? = nil
  ) throws(ShapeError) -> Node {
    precondition(epsilon > 0, "an epsilon of \(epsilon)")
    return try apply(
      LayerNormalisation(epsilon: epsilon), to: [x, scale, offset], name: name)[0]
  }
}
