import Glibc

// The precision of training: vectorised.
extension Float: EngineScalar {
  package static func multiply(
    _ product: Product, _ a: Buffer<Float>, _ b: Buffer<Float>, beta: Float, into c: Buffer<Float>
  ) {
    BLAS.multiply(product, a, b, beta: beta, into: c)
  }

  /// Writes `e^x` of `count` elements, to a relative error below 2e-7.
  ///
  /// `x` is kept within -87…88: below, the result is 1.6e-38, above, 1.7e38. NaN stays NaN.
  package static func exponential(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    let low = Octet(repeating: -87)
    let high = Octet(repeating: 88)
    forEachOctet(count) { at, lanes in
      let value = x.octet(at, lanes: lanes)
      let below = value.replacing(with: high, where: value .> high)
      let kept = below.replacing(with: low, where: below .< low)
      y.store(exponential(kept), at: at, lanes: lanes)
    }
  }

  package static func logarithm(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    for i in 0..<count { y[i] = logf(x[i]) }
  }

  /// Writes `tanh x` of `count` elements, to an absolute error below 3e-7.
  package static func tangent(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    let one = Octet(repeating: 1)
    forEachOctet(count) { at, lanes in
      let value = x.octet(at, lanes: lanes)
      let e = exponential(clamped(-(value + value), to: 40))
      y.store((one - e) / (one + e), at: at, lanes: lanes)
    }
  }

  /// Writes `1 / (1 + e^-x)` of `count` elements, to an absolute error below 3e-7.
  package static func logistic(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    let one = Octet(repeating: 1)
    forEachOctet(count) { at, lanes in
      let e = exponential(clamped(-x.octet(at, lanes: lanes), to: 80))
      y.store(one / (one + e), at: at, lanes: lanes)
    }
  }

  package static func power(_ x: Float, _ y: Float) -> Float { powf(x, y) }

  package static func naturalLogarithm(_ x: Float) -> Float { logf(x) }

  package static func combine(
    _ partials: [Buffer<Float>], into total: Buffer<Float>, from start: Int, count: Int,
    accumulates: Bool
  ) {
    if !accumulates { total.from(start).fill(0, count: count) }
    for partial in partials {
      let (target, source) = (total.from(start), partial.from(start))
      forEachOctet(count) { at, lanes in
        let sum = target.octet(at, lanes: lanes) + source.octet(at, lanes: lanes)
        target.store(sum, at: at, lanes: lanes)
      }
    }
  }

  package static func areFinite(_ x: Buffer<Float>, count: Int) -> Bool {
    // x · 0 is NaN for infinities and NaN, which then stays in the sum.
    var sum = Octet(repeating: 0)
    forEachOctet(count) { at, lanes in sum += x.octet(at, lanes: lanes) * Octet(repeating: 0) }
    return sum == Octet(repeating: 0)
  }

  package static func step(of operation: any Operation, at site: Site<Float>) -> Step<Float> {
    operation.step32(site)
  }

  package static func apply(_ rule: any UpdateRule, to site: UpdateSite<Float>) {
    rule.apply(site)
  }

  /// Calls `body` for stretches of eight elements, and for the rest.
  @inline(__always)
  private static func forEachOctet(_ count: Int, _ body: (_ at: Int, _ lanes: Int) -> Void) {
    var at = 0
    while at &+ 8 <= count {
      body(at, 8)
      at &+= 8
    }
    if at < count { body(at, count &- at) }
  }
}
