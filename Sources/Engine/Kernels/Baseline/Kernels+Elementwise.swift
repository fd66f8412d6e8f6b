package import MNLKernels

// Kernels that treat every number by itself.
extension Kernels {
  package static func exponential(_ x: Floats, into y: Floats, count: Int) {
    forEachRegister(count) { at, count in
      let value = kept(x.lanes(at, count: count), within: -87, 88)
      y.storeAny(vectorExponential(value), at: at, count: count)
    }
  }

  package static func tangent(_ x: Floats, into y: Floats, count: Int) {
    forEachRegister(count) { at, count in
      y.storeAny(vectorTangent(x.lanes(at, count: count)), at: at, count: count)
    }
  }

  package static func logistic(_ x: Floats, into y: Floats, count: Int) {
    let one = Lanes(repeating: 1)
    forEachRegister(count) { at, count in
      let e = vectorExponential(
        kept(x.lanes(at, count: count) * Lanes(repeating: -1), within: -80, 80))
      y.storeAny(one / (one + e), at: at, count: count)
    }
  }

  package static func add(_ x: Floats, to y: Floats, count: Int) {
    forEachRegister(count) { at, count in
      y.storeAny(x.lanes(at, count: count) + y.lanes(at, count: count), at: at, count: count)
    }
  }

  package static func areFinite(_ x: Floats, count: Int) -> Bool {
    // x · 0 is NaN for infinities and NaN, which then stays in the sum.
    let zero = Lanes(repeating: 0)
    var sum = zero
    forEachRegister(count) { at, count in
      sum = multiplyAdd(x.lanes(at, count: count), zero, sum)
    }
    var isZero = true
    for lane in 0..<laneCount where sum[lane] != 0 { isZero = false }
    return isZero
  }

  package static func descend(_ value: Floats, _ gradient: Floats, rate: Float, count: Int) {
    let factor = Lanes(repeating: -rate)
    forEachRegister(count) { at, count in
      let new = multiplyAdd(
        factor, gradient.lanes(at, count: count), value.lanes(at, count: count))
      value.storeAny(new, at: at, count: count)
    }
  }

  package static func adam(_ step: AdamStep) {
    let (alpha, epsilon) = (Lanes(repeating: step.alpha), Lanes(repeating: step.epsilon))
    let firstGain = Lanes(repeating: step.firstGain)
    let secondGain = Lanes(repeating: step.secondGain)
    forEachRegister(step.count) { at, count in
      let gradient = step.gradient.lanes(at, count: count)
      let m = step.first.lanes(at, count: count)
      let v = step.second.lanes(at, count: count)
      let mean = multiplyAdd(gradient - m, firstGain, m)
      let square = multiplyAdd(gradient * gradient - v, secondGain, v)
      step.first.storeAny(mean, at: at, count: count)
      step.second.storeAny(square, at: at, count: count)
      let value = step.value.lanes(at, count: count)
      let change = mean * alpha / (vectorRoot(square) + epsilon)
      step.value.storeAny(value - change, at: at, count: count)
    }
  }
}
