/// Leaves elements out at random in training; where nothing trains it changes nothing.
///
/// An element becomes 0 with probability `rate`, else `x / (1 - rate)`, so that the mean stays
/// (Srivastava and others 2014).
///
/// Which elements are left out is a function of the seed, the operation, the training step, the row
/// of the batch and the element alone: neither threads and shards nor earlier runs matter, so that a
/// training that goes on later draws the same masks.
///
/// Shapes: `[…]` to `[…]`; with `sharesSteps` `[B, T, H]`, of which all steps of a row have one mask
/// (Gal and Ghahramani 2016).
package struct Dropout: Operation {
  package static let name = "dropout"
  package static let gradient = GradientSupport.defined
  /// The probability with which an element is left out, from 0 up to, not including, 1.
  let rate: Double
  /// Whether all steps of a sequence have the same elements left out.
  let sharesSteps: Bool
  /// What tells it from other random operations of the graph.
  let ordinal: Int

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard !sharesSteps || inputs[0].rank == 3 else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .rank(3, operand: 0))
    }
    return [inputs[0]]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    guard site.isTraining, rate > 0 else {
      return Step(
        forward: { rows in y.value.copy(x.value, count: x.count(rows)) },
        backward: { rows in
          guard let dy = y.gradient, let dx = x.gradient else { return }
          if !x.accumulates { return dx.copy(dy, count: x.count(rows)) }
          for i in 0..<x.count(rows) { dx[i] += dy[i] }
        })
    }
    let times = x.shape.rowsPerItem ?? 1
    let width = x.shape.fixedSizes.dropFirst(x.shape.isOpen ? 0 : 1).reduce(1, *)
    let drawn = sharesSteps ? x.shape.lastSize ?? width : width
    let repeats = drawn == 0 ? 0 : width / drawn
    // What each element is multiplied by: 0, or 1 / (1 - rate).
    let factors = site.scratch(x.leading(site.maxRows) * drawn)
    let masks = RandomMask(
      stream: RandomStream(seed: site.seed, purpose: .dropout, ordinal: ordinal), rate: rate)
    return Step(
      forward: { rows in
        let stream = masks.stream.part(site.run.step)
        for row in 0..<x.leading(rows) {
          masks.draw(
            from: stream.part(site.run.firstRow &* times &+ row),
            into: factors.from(row &* drawn), count: drawn)
          for block in 0..<repeats {
            multiply(
              x.value.from(row &* width &+ block &* drawn), factors.from(row &* drawn),
              into: y.value.from(row &* width &+ block &* drawn), count: drawn)
          }
        }
      },
      backward: { rows in
        guard let dy = y.gradient, let dx = x.gradient else { return }
        if !x.accumulates { dx.fill(0, count: x.count(rows)) }
        for row in 0..<x.leading(rows) {
          for block in 0..<repeats {
            let at = row &* width &+ block &* drawn
            addProduct(dy.from(at), factors.from(row &* drawn), to: dx.from(at), count: drawn)
          }
        }
      })
  }
}

/// Draws what is left out.
struct RandomMask {
  /// The stream of one operation; its parts are those of training steps, and theirs those of rows.
  let stream: RandomStream
  /// The probability of leaving an element out.
  let rate: Double

  /// Writes 0 with probability `rate`, else `1 / (1 - rate)`; half a draw of bits for each element.
  @inline(__always)
  func draw<Scalar: EngineScalar>(
    from stream: RandomStream, into factors: Buffer<Scalar>, count: Int
  ) {
    var stream = stream
    let bound = UInt64(rate * 0x1p32)
    let kept = Scalar(1 / (1 - rate))
    for at in Swift.stride(from: 0, to: count, by: 2) {
      let bits = stream.bits()
      factors[at] = bits & 0xFFFF_FFFF < bound ? 0 : kept
      if at &+ 1 < count { factors[at &+ 1] = bits >> 32 < bound ? 0 : kept }
    }
  }
}

/// Writes the products of `count` pairs of elements.
@inline(__always)
private func multiply<Scalar: EngineScalar>(
  _ a: Buffer<Scalar>, _ b: Buffer<Scalar>, into c: Buffer<Scalar>, count: Int
) {
  for i in 0..<count { c[i] = a[i] * b[i] }
}

/// Adds the products of `count` pairs of elements.
@inline(__always)
private func addProduct<Scalar: EngineScalar>(
  _ a: Buffer<Scalar>, _ b: Buffer<Scalar>, to c: Buffer<Scalar>, count: Int
) {
  for i in 0..<count { c[i] += a[i] * b[i] }
}

extension Graph {
  /// The elements, of which training leaves some out at random: 0 with probability `rate`, else
  /// `x / (1 - rate)`.
  ///
  /// - Parameters:
  ///   - x: `[…]`.
  ///   - rate: From 0 up to, not including, 1.
  ///   - sharesSteps: Whether `x` is `[B, T, H]` and all steps of a row have one mask.
  ///   - name: Its name.
  /// - Returns: `[…]`.
  /// - Throws: `ShapeError` if steps are to share a mask and there are none.
  /// - Precondition: `rate` is in its range.
  package func dropout(
    _ x: Node, rate: Double, sharesSteps: Bool = false, name: String? = nil
  ) throws(ShapeError) -> Node {
    precondition(rate >= 0 && rate < 1, "a rate of \(rate)")
    let operation = Dropout(
      rate: rate, sharesSteps: sharesSteps, ordinal: takeMaskOrdinal())
    return try apply(operation, to: [x], name: name)[0]
  }
}
