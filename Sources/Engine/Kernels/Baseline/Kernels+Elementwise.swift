package import MNLKernels

// Kernels that treat every number by itself: registers, then what is left of one. Each has a
// function for a register, which is compiled twice: for a full one without any condition.
extension Kernels {
  package static func exponential(_ x: Floats, into y: Floats, count: Int) {
    for at in stride(from: 0, to: whole(count), by: laneCount) {
      exponential(x, y, at, laneCount)
    }
    if whole(count) < count { exponential(x, y, whole(count), count &- whole(count)) }
  }

  @inline(always)
  private static func exponential(_ x: Floats, _ y: Floats, _ at: Int, _ count: Int) {
    let value = kept(x.lanes(at, count: count), within: -87, 88)
    y.store(vectorExponential(value), at: at, count: count)
  }

  package static func tangent(_ x: Floats, into y: Floats, count: Int) {
    for at in stride(from: 0, to: whole(count), by: laneCount) { tangent(x, y, at, laneCount) }
    if whole(count) < count { tangent(x, y, whole(count), count &- whole(count)) }
  }

  @inline(always)
  private static func tangent(_ x: Floats, _ y: Floats, _ at: Int, _ count: Int) {
    y.store(vectorTangent(x.lanes(at, count: count)), at: at, count: count)
  }

  package static func logistic(_ x: Floats, into y: Floats, count: Int) {
    for at in stride(from: 0, to: whole(count), by: laneCount) { logistic(x, y, at, laneCount) }
    if whole(count) < count { logistic(x, y, whole(count), count &- whole(count)) }
  }

  @inline(always)
  private static func logistic(_ x: Floats, _ y: Floats, _ at: Int, _ count: Int) {
    y.store(vectorLogistic(x.lanes(at, count: count)), at: at, count: count)
  }

  package static func add(_ x: Floats, to y: Floats, count: Int) {
    for at in stride(from: 0, to: whole(count), by: laneCount) { add(x, y, at, laneCount) }
    if whole(count) < count { add(x, y, whole(count), count &- whole(count)) }
  }

  @inline(always)
  private static func add(_ x: Floats, _ y: Floats, _ at: Int, _ count: Int) {
    y.store(x.lanes(at, count: count) + y.lanes(at, count: count), at: at, count: count)
  }

  package static func areFinite(_ x: Floats, count: Int) -> Bool {
    // x · 0 is NaN for infinities and NaN, which then stays in the sum.
    let zero = Lanes(repeating: 0)
    var sum = zero
    for at in stride(from: 0, to: whole(count), by: laneCount) {
      sum = multiplyAdd(x.lanes(at), zero, sum)
    }
    var isFinite = true
    for at in whole(count)..<count where x[at] * 0 != 0 { isFinite = false }
    for lane in 0..<laneCount where sum[lane] != 0 { isFinite = false }
    return isFinite
  }

  package static func descend(_ value: Floats, _ gradient: Floats, rate: Float, count: Int) {
    for at in stride(from: 0, to: whole(count), by: laneCount) {
      descend(value, gradient, rate, at, laneCount)
    }
    if whole(count) < count {
      descend(value, gradient, rate, whole(count), count &- whole(count))
    }
  }

  @inline(always)
  private static func descend(
    _ value: Floats, _ gradient: Floats, _ rate: Float, _ at: Int, _ count: Int
  ) {
    let change = Lanes(repeating: rate) * gradient.lanes(at, count: count)
    value.store(value.lanes(at, count: count) - change, at: at, count: count)
  }

  package static func adam(_ step: AdamStep) {
    let whole = whole(step.count)
    for at in stride(from: 0, to: whole, by: laneCount) { adam(step, at, laneCount) }
    if whole < step.count { adam(step, whole, step.count &- whole) }
  }

  @inline(always)
  private static func adam(_ step: AdamStep, _ at: Int, _ count: Int) {
    let gradient = step.gradient.lanes(at, count: count)
    let m = step.first.lanes(at, count: count)
    let v = step.second.lanes(at, count: count)
    let mean = multiplyAdd(gradient - m, Lanes(repeating: step.firstGain), m)
    let square = multiplyAdd(gradient * gradient - v, Lanes(repeating: step.secondGain), v)
    step.first.store(mean, at: at, count: count)
    step.second.store(square, at: at, count: count)
    let divisor = vectorRoot(square) + Lanes(repeating: step.epsilon)
    let change = mean * Lanes(repeating: step.alpha) / divisor
    step.value.store(step.value.lanes(at, count: count) - change, at: at, count: count)
  }

  /// How many of `count` numbers fill registers.
  @inline(always)
  private static func whole(_ count: Int) -> Int { count &- count % laneCount }
}
