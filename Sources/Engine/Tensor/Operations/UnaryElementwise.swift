/// An operation on single elements.
package protocol UnaryElementwise: Operation {
  /// Computes `count` results.
  static func compute<Scalar: EngineScalar>(
    _ x: Buffer<Scalar>, into y: Buffer<Scalar>, count: Int)
  /// The derivative of the result `y` by `x`.
  static func slope<Scalar: EngineScalar>(_ x: Scalar, _ y: Scalar) -> Scalar
}

extension UnaryElementwise {
  package static var gradient: GradientSupport { .defined }
  package func infer(_ inputs: [Shape]) -> [Shape] { [inputs[0]] }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (x, y) = (site.inputs[0], site.outputs[0])
    return Step(
      forward: { rows in Self.compute(x.value, into: y.value, count: x.count(rows)) },
      backward: { rows in
        guard let dy = y.gradient, let dx = x.gradient else { return }
        if !x.accumulates { dx.fill(0, count: x.count(rows)) }
        for i in 0..<x.count(rows) { dx[i] += dy[i] * Self.slope(x.value[i], y.value[i]) }
      })
  }
}

/// The element with its sign changed.
package struct Negate: UnaryElementwise {
  package static let name = "negate"
  package static func compute<S: EngineScalar>(_ x: Buffer<S>, into y: Buffer<S>, count: Int) {
    for i in 0..<count { y[i] = -x[i] }
  }
  package static func slope<S: EngineScalar>(_ x: S, _ y: S) -> S { -1 }
}

/// `e` to the power of the element.
package struct Exponential: UnaryElementwise {
  package static let name = "exp"
  package static func compute<S: EngineScalar>(_ x: Buffer<S>, into y: Buffer<S>, count: Int) {
    S.exponential(x, into: y, count: count)
  }
  package static func slope<S: EngineScalar>(_ x: S, _ y: S) -> S { y }
}

/// The natural logarithm.
package struct Logarithm: UnaryElementwise {
  package static let name = "log"
  package static func compute<S: EngineScalar>(_ x: Buffer<S>, into y: Buffer<S>, count: Int) {
    S.logarithm(x, into: y, count: count)
  }
  package static func slope<S: EngineScalar>(_ x: S, _ y: S) -> S { 1 / x }
}

/// The element if it is above 0, else 0.
package struct Rectifier: UnaryElementwise {
  package static let name = "relu"
  package static func compute<S: EngineScalar>(_ x: Buffer<S>, into y: Buffer<S>, count: Int) {
    // Written so that a NaN stays one: it must not vanish here.
    for i in 0..<count { y[i] = x[i] < 0 ? 0 : x[i] }
  }
  package static func slope<S: EngineScalar>(_ x: S, _ y: S) -> S { x > 0 ? 1 : 0 }
}

/// The hyperbolic tangent.
package struct HyperbolicTangent: UnaryElementwise {
  package static let name = "tanh"
  package static func compute<S: EngineScalar>(_ x: Buffer<S>, into y: Buffer<S>, count: Int) {
    S.tangent(x, into: y, count: count)
  }
  package static func slope<S: EngineScalar>(_ x: S, _ y: S) -> S { 1 - y * y }
}

/// The logistic function, `1 / (1 + e^-x)`.
package struct Logistic: UnaryElementwise {
  package static let name = "sigmoid"
  package static func compute<S: EngineScalar>(_ x: Buffer<S>, into y: Buffer<S>, count: Int) {
    S.logistic(x, into: y, count: count)
  }
  package static func slope<S: EngineScalar>(_ x: S, _ y: S) -> S { y * (1 - y) }
}

extension Graph {
  /// `-x`, element by element.
  package func negate(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Negate(), to: [x], name: name)[0]
  }

  /// `e^x`, element by element.
  package func exp(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Exponential(), to: [x], name: name)[0]
  }

  /// The natural logarithm of each element.
  package func log(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Logarithm(), to: [x], name: name)[0]
  }

  /// Each element if it is above 0, else 0.
  package func relu(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Rectifier(), to: [x], name: name)[0]
  }

  /// The hyperbolic tangent of each element.
  package func tanh(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(HyperbolicTangent(), to: [x], name: name)[0]
  }

  /// `1 / (1 + e^-x)` of each element.
  package func sigmoid(_ x: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Logistic(), to: [x], name: name)[0]
  }
}
