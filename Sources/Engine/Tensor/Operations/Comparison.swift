/// A truth value for each pair of elements, 1 or 0; shapes as for `BinaryElementwise`.
package protocol Comparison: Operation {
  /// Whether the relation holds for one pair.
  static func holds<Scalar: EngineScalar>(_ a: Scalar, _ b: Scalar) -> Bool
}

extension Comparison {
  package static var gradient: GradientSupport { .none(because: "its result is a step") }
  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    [try broadcast(inputs, operation: Self.name)]
  }
  package func kind(of inputs: [ElementKind]) -> ElementKind { .bool }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (a, b, y) = (site.inputs[0], site.inputs[1], site.outputs[0])
    return Step(forward: { rows in
      forEachPair(a, b, rows) { i, j, at in
        y.value[at] = Self.holds(a.value[i], b.value[j]) ? 1 : 0
      }
    })
  }
}

/// Whether two elements are equal.
package struct Equal: Comparison {
  package static let name = "equal"
  package static func holds<S: EngineScalar>(_ a: S, _ b: S) -> Bool { a == b }
}

/// Whether two elements differ.
package struct NotEqual: Comparison {
  package static let name = "not-equal"
  package static func holds<S: EngineScalar>(_ a: S, _ b: S) -> Bool { a != b }
}

/// Whether the first element is below the second.
package struct Less: Comparison {
  package static let name = "less"
  package static func holds<S: EngineScalar>(_ a: S, _ b: S) -> Bool { a < b }
}

/// Whether the first element is at most the second.
package struct LessOrEqual: Comparison {
  package static let name = "less-or-equal"
  package static func holds<S: EngineScalar>(_ a: S, _ b: S) -> Bool { a <= b }
}

/// Whether the first element is above the second.
package struct Greater: Comparison {
  package static let name = "greater"
  package static func holds<S: EngineScalar>(_ a: S, _ b: S) -> Bool { a > b }
}

/// Whether the first element is at least the second.
package struct GreaterOrEqual: Comparison {
  package static let name = "greater-or-equal"
  package static func holds<S: EngineScalar>(_ a: S, _ b: S) -> Bool { a >= b }
}

extension Graph {
  /// Whether elements are equal; one shape may end the other.
  package func equal(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Equal(), to: [a, b], name: name)[0]
  }

  /// Whether elements differ; one shape may end the other.
  package func notEqual(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(NotEqual(), to: [a, b], name: name)[0]
  }

  /// Whether elements of `a` are below those of `b`; one shape may end the other.
  package func less(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Less(), to: [a, b], name: name)[0]
  }

  /// Whether elements of `a` are at most those of `b`; one shape may end the other.
  package func lessOrEqual(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(LessOrEqual(), to: [a, b], name: name)[0]
  }

  /// Whether elements of `a` are above those of `b`; one shape may end the other.
  package func greater(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(Greater(), to: [a, b], name: name)[0]
  }

  /// Whether elements of `a` are at least those of `b`; one shape may end the other.
  package func greaterOrEqual(
    _ a: Node, _ b: Node, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(GreaterOrEqual(), to: [a, b], name: name)[0]
  }
}
