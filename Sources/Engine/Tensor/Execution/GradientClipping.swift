/// How large gradients may be; larger ones are cut down before they are applied.
///
/// Values come first, then the norm of what is left of them.
package struct GradientClipping: Hashable, Sendable {
  /// The largest norm of all gradients of a step together, above 0; nil for any.
  ///
  /// Larger ones are multiplied by `norm / (found + 1e-6)`, as `torch.nn.utils.clip_grad_norm_` does.
  package let norm: Double?
  /// The largest magnitude of an element, above 0; nil for any.
  ///
  /// Elements beyond it are set to it, as `torch.nn.utils.clip_grad_value_` does.
  package let value: Double?

  /// Limits of a norm and of single elements.
  package init(norm: Double? = nil, value: Double? = nil) {
    self.norm = norm
    self.value = value
  }
}

/// What the gradients of a step were like.
package struct GradientSize: Hashable, Sendable {
  /// The norm of all gradients together, before anything was cut.
  package let norm: Double
  /// Whether anything was cut.
  package let isClipped: Bool
}

/// Measures and cuts the gradients of a plan, a stretch of a variable in each task.
///
/// What stretches contribute is added up in their order: the threads change no bit.
final class GradientClipper<Scalar: EngineScalar> {
  /// Measures a stretch and cuts its elements.
  private(set) var measure: (_ thread: Int, _ part: Int) -> Void = { _, _ in }
  /// Multiplies a stretch by the factor.
  private(set) var shrink: (_ thread: Int, _ part: Int) -> Void = { _, _ in }
  private let count: Int
  private let memory = Arena<Double>()
  /// For each stretch the sum of its squares before and after its elements were cut, and a number
  /// other than 0 if some were.
  private let squares: Buffer<Double>
  private let limit: Buffer<Double>
  private let factor: Buffer<Double>

  /// Watches over stretches of gradients; nil for one of a variable that has none.
  init(_ stretches: [(gradient: Buffer<Scalar>, count: Int)?]) {
    count = stretches.count
    squares = memory.allocate(3 * stretches.count)
    limit = memory.allocate(1)
    factor = memory.allocate(1)
    measure = { [squares, limit] _, part in
      guard let (gradient, count) = stretches[part] else { return }
      squares[3 * part] = Self.squares(gradient, count)
      squares[3 * part + 1] = squares[3 * part]
      squares[3 * part + 2] = 0
      if limit[0] < .infinity, Self.cut(gradient, count, at: Scalar(limit[0])) {
        squares[3 * part + 1] = Self.squares(gradient, count)
        squares[3 * part + 2] = 1
      }
    }
    shrink = { [factor] _, part in
      guard let (gradient, count) = stretches[part] else { return }
      Self.scale(gradient, count, by: Scalar(factor[0]))
    }
  }

  /// Cuts the gradients.
  ///
  /// - Complexity: O(parameters).
  func clip(_ clipping: GradientClipping, on pool: ThreadPool) -> GradientSize {
    limit[0] = clipping.value ?? .infinity
    pool.run(count, measure)
    var (all, left, isClipped) = (0.0, 0.0, false)
    for part in 0..<count {
      all += squares[3 * part]
      left += squares[3 * part + 1]
      if squares[3 * part + 2] != 0 { isClipped = true }
    }
    if let norm = clipping.norm {
      factor[0] = norm / (left.squareRoot() + 1e-6)
      if factor[0] < 1 {
        pool.run(count, shrink)
        isClipped = true
      }
    }
    return GradientSize(norm: all.squareRoot(), isClipped: isClipped)
  }

  /// The sum of the squares, in 64 bits: those of single numbers would overflow.
  @_specialize(where Scalar == Float)
  private static func squares(_ gradient: Buffer<Scalar>, _ count: Int) -> Double {
    // Eight sums side by side, so that no addition has to wait for the one before.
    var sums = SIMD8<Double>(repeating: 0)
    let whole = count - count % 8
    for at in stride(from: 0, to: whole, by: 8) {
      for lane in 0..<8 {
        let element = Double(gradient[at &+ lane])
        sums[lane] += element * element
      }
    }
    var sum = 0.0
    for lane in 0..<8 { sum += sums[lane] }
    for at in whole..<count { sum += Double(gradient[at]) * Double(gradient[at]) }
    return sum
  }

  @_specialize(where Scalar == Float)
  private static func scale(_ gradient: Buffer<Scalar>, _ count: Int, by factor: Scalar) {
    for i in 0..<count { gradient[i] *= factor }
  }

  /// Cuts elements; whether there were any to be cut.
  @_specialize(where Scalar == Float)
  private static func cut(_ gradient: Buffer<Scalar>, _ count: Int, at limit: Scalar) -> Bool {
    var isCut = false
    for i in 0..<count {
      if gradient[i] > limit { (gradient[i], isCut) = (limit, true) }
      if gradient[i] < -limit { (gradient[i], isCut) = (-limit, true) }
    }
    return isCut
  }
}
