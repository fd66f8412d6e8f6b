/// The square of the difference of two elements: that of a prediction and its target.
package struct SquaredError: BinaryElementwise {
  package static let name = "squared-error"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { (a - b) * (a - b) }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) {
    (2 * (a - b), 2 * (b - a))
  }
}

/// The magnitude of the difference of two elements; its slope is 0 where they are equal.
package struct AbsoluteError: BinaryElementwise {
  package static let name = "absolute-error"
  package static let gradient = GradientSupport.defined
  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S { abs(a - b) }
  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) {
    a == b ? (0, 0) : a > b ? (1, -1) : (-1, 1)
  }
}

/// Half the square of the difference of two elements, and beyond `delta` a straight line on
/// (Huber 1964): `delta · (|difference| - delta / 2)`.
package struct HuberError: BinaryElementwise {
  package static let name = "huber-error"
  package static let gradient = GradientSupport.defined
  /// Where the line begins, above 0.
  package let delta: Double

  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S {
    let (size, delta) = (abs(a - b), S(delta))
    // Written so that a NaN stays one.
    return size > delta ? delta * (size - delta / 2) : size * size / 2
  }

  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) {
    let delta = S(delta)
    let slope = min(max(a - b, -delta), delta)
    return (slope, -slope)
  }
}

/// The cross-entropy of a yes or no, of a logit `x` and the share `y` of yes:
/// `-y · log sigmoid(x) - (1 - y) · log (1 - sigmoid(x))`.
///
/// It is computed as `max(x, 0) - x · y + log (1 + e^-|x|)`, which overflows nowhere.
package struct BinaryCrossEntropy: BinaryElementwise {
  package static let name = "binary-cross-entropy"
  package static let gradient = GradientSupport.defined

  package func value<S: EngineScalar>(_ a: S, _ b: S) -> S {
    max(a, 0) - a * b + S.logarithmOfOne(plus: S.naturalExponential(-abs(a)))
  }

  package func slopes<S: EngineScalar>(_ a: S, _ b: S, _ y: S) -> (S, S) {
    let e = S.naturalExponential(-abs(a))
    return ((a >= 0 ? 1 : e) / (1 + e) - b, -a)
  }
}

extension Graph {
  /// `(a - b)²`, element by element; one shape may end the other.
  package func squaredError(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(SquaredError(), to: [a, b], name: name)[0]
  }

  /// `|a - b|`, element by element; one shape may end the other.
  package func absoluteError(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(AbsoluteError(), to: [a, b], name: name)[0]
  }

  /// Huber's error of `a - b`, element by element; one shape may end the other.
  package func huberError(
    _ a: Node, _ b: Node, delta: Double = 1, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(HuberError(delta: delta), to: [a, b], name: name)[0]
  }

  /// The cross-entropy of yes and no, of logits and shares of yes, element by element; one shape
  /// may end the other.
  package func binaryCrossEntropy(
    logits: Node, labels: Node, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(BinaryCrossEntropy(), to: [logits, labels], name: name)[0]
  }
}
