/// The sum of two elements.
package struct Add: BinaryElementwise {
  package static let name = "add"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { a + b }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) { (1, 1) }
}

/// The difference of two elements.
package struct Subtract: BinaryElementwise {
  package static let name = "subtract"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { a - b }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) { (1, -1) }
}

/// The product of two elements.
package struct Multiply: BinaryElementwise {
  package static let name = "multiply"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { a * b }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) { (b, a) }
}

/// The quotient of two elements.
package struct Divide: BinaryElementwise {
  package static let name = "divide"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { a / b }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) {
    (1 / b, -y / b)
  }
}

/// One element to the power of another.
///
/// The derivative by the exponent is that of a base above 0, and 0 for other bases.
package struct Power: BinaryElementwise {
  package static let name = "power"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { S.power(a, b) }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) {
    (b == 0 ? 0 : b * S.power(a, b - 1), a > 0 ? y * S.naturalLogarithm(a) : 0)
  }
}

extension Graph {
  /// `a + b`, element by element; one shape may end the other.
  package func add(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Add(), to: [a, b], name: name)[0]
  }

  /// `a - b`, element by element; one shape may end the other.
  package func subtract(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Subtract(), to: [a, b], name: name)[0]
  }

  /// `a · b`, element by element; one shape may end the other.
  package func multiply(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Multiply(), to: [a, b], name: name)[0]
  }

  /// `a / b`, element by element; one shape may end the other.
  package func divide(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Divide(), to: [a, b], name: name)[0]
  }

  /// `a` to the power `b`, element by element; one shape may end the other.
  package func power(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Power(), to: [a, b], name: name)[0]
  }
}
