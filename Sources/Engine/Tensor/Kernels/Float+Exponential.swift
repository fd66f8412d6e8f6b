/// Eight numbers that kernels treat at once.
///
/// On the baseline of x86-64 they are two registers of four. Only operations that inline are used
/// on them: `addingProduct`, `pointwiseMin`, `rounded` and `squareRoot` would become calls.
typealias Octet = SIMD8<Float>

extension Buffer where Element == Float {
  /// The eight elements from `index` on.
  @inline(__always)
  func octet(_ index: Int) -> Octet {
    assert(index >= 0 && index + 8 <= count, "octet \(index) of \(count)")
    // SAFETY: eight elements from `index` on are within the view; loads need no alignment.
    return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: Octet.self)
  }

  /// Stores eight elements from `index` on.
  @inline(__always)
  func store(_ value: Octet, at index: Int) {
    assert(index >= 0 && index + 8 <= count, "octet \(index) of \(count)")
    // SAFETY: as above; the type is trivial.
    unsafe UnsafeMutableRawPointer(base + index).storeBytes(of: value, as: Octet.self)
  }

  /// The four elements from `index` on.
  @inline(__always)
  private func quartet(_ index: Int) -> SIMD4<Float> {
    assert(index >= 0 && index + 4 <= count, "quartet \(index) of \(count)")
    // SAFETY: four elements from `index` on are within the view; loads need no alignment.
    return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<Float>.self)
  }

  /// Stores four elements from `index` on.
  @inline(__always)
  private func store(_ value: SIMD4<Float>, at index: Int) {
    assert(index >= 0 && index + 4 <= count, "quartet \(index) of \(count)")
    // SAFETY: as above; the type is trivial.
    unsafe UnsafeMutableRawPointer(base + index).storeBytes(of: value, as: SIMD4<Float>.self)
  }

  /// The `lanes` elements from `index` on, then zeros.
  @inline(__always)
  func octet(_ index: Int, lanes: Int) -> Octet {
    if lanes == 8 { return octet(index) }
    if lanes == 4 { return Octet(lowHalf: quartet(index), highHalf: SIMD4(repeating: 0)) }
    var value = Octet(repeating: 0)
    for lane in 0..<lanes { value[lane] = self[index &+ lane] }
    return value
  }

  /// Stores the first `lanes` elements from `index` on.
  @inline(__always)
  func store(_ value: Octet, at index: Int, lanes: Int) {
    if lanes == 8 { return store(value, at: index) }
    if lanes == 4 { return store(value.lowHalf, at: index) }
    for lane in 0..<lanes { self[index &+ lane] = value[lane] }
  }
}

extension Float {
  /// `e^x` for `x` from -87.3 to 88.3, to a relative error below 2e-7; NaN stays NaN.
  ///
  /// The exponent is split into a whole power of 2, found by adding and taking away 1.5 · 2^23,
  /// and a rest within ±ln 2 / 2, of which a polynomial of degree 6 is taken (Cephes `expf`).
  @inline(__always)
  static func exponential(_ x: Octet) -> Octet {
    let magic = Octet(repeating: 12_582_912)
    let shifted = x * Octet(repeating: 1.442_695_04) + magic
    let power = shifted - magic
    // ln 2 in two parts, the first exact in few bits.
    let rest =
      (x - power * Octet(repeating: 0.693_359_375))
      - power * Octet(repeating: -2.121_944_4e-4)
    var sum = Octet(repeating: 1.987_569_15e-4)
    sum = sum * rest + Octet(repeating: 1.398_199_95e-3)
    sum = sum * rest + Octet(repeating: 8.333_451_9e-3)
    sum = sum * rest + Octet(repeating: 4.166_579_6e-2)
    sum = sum * rest + Octet(repeating: 1.666_666_55e-1)
    sum = sum * rest + Octet(repeating: 0.5)
    sum = sum * (rest * rest) + (rest + Octet(repeating: 1))
    // The low bits of `shifted` are the whole power; they become the exponent.
    // SAFETY: both types are eight lanes of 32 bits.
    let bits = unsafe unsafeBitCast(shifted, to: SIMD8<Int32>.self)
    let scale = (bits &+ SIMD8<Int32>(repeating: 127)) &<< SIMD8<Int32>(repeating: 23)
    // SAFETY: as above.
    return unsafe sum * unsafeBitCast(scale, to: Octet.self)
  }

  /// `x` kept within `-limit…limit`; NaN stays NaN.
  @inline(__always)
  static func clamped(_ x: Octet, to limit: Float) -> Octet {
    let high = Octet(repeating: limit)
    let low = Octet(repeating: -limit)
    let below = x.replacing(with: high, where: x .> high)
    return below.replacing(with: low, where: below .< low)
  }
}
