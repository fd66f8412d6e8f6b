import MNLKernels

// One register of the level. Only operations that inline are used on it: `pointwiseMin`, `clamp`,
// `rounded` and `squareRoot` would become calls, and their code, which all levels share, would
// hold the instructions of one.
#if MNL_AVX512
  /// As many numbers as one instruction treats.
  typealias Lanes = SIMD16<Float>
  /// The bits of as many numbers.
  typealias Words = SIMD16<Int32>
#elseif MNL_AVX2
  /// As many numbers as one instruction treats.
  typealias Lanes = SIMD8<Float>
  /// The bits of as many numbers.
  typealias Words = SIMD8<Int32>
#else
  /// As many numbers as one instruction treats.
  typealias Lanes = SIMD4<Float>
  /// The bits of as many numbers.
  typealias Words = SIMD4<Int32>
#endif

/// How many numbers are in a register.
#if MNL_AVX512
  let laneCount = 16
#elseif MNL_AVX2
  let laneCount = 8
#else
  let laneCount = 4
#endif

/// `a · b + c`: fused where the level has an instruction for it, for elsewhere it is a call.
@inline(always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if MNL_AVX512 || MNL_AVX2 || arch(arm64)
    c.addingProduct(a, b)
  #else
    c + a * b
  #endif
}

extension Floats {
  /// The register from `index` on.
  @inline(always)
  func lanes(_ index: Int) -> Lanes {
    // SAFETY: the caller's sizes say that so many numbers follow; loads need no alignment.
    unsafe UnsafeRawPointer(base + index).loadUnaligned(as: Lanes.self)
  }

  /// Stores a register from `index` on.
  @inline(always)
  func store(_ value: Lanes, at index: Int) {
    // SAFETY: as above; the type is trivial.
    unsafe UnsafeMutableRawPointer(base + index).storeBytes(of: value, as: Lanes.self)
  }

  /// Stores a register, or its first `count` numbers, 4 or 8, if `isNarrow`.
  ///
  /// `isNarrow` is to be known when it is compiled: what stores halves of a register in one branch
  /// is computed in halves everywhere.
  @inline(always)
  func store(_ value: Lanes, at index: Int, count: Int, isNarrow: Bool) {
    guard isNarrow else { return store(value, at: index) }
    #if MNL_AVX512
      if count == 8 { return store8(value.lowHalf, at: index) }
      store4(value.lowHalf.lowHalf, at: index)
    #elseif MNL_AVX2
      store4(value.lowHalf, at: index)
    #endif
  }

  #if MNL_AVX512
    @inline(always)
    private func store8(_ value: SIMD8<Float>, at index: Int) {
      // SAFETY: as above.
      unsafe UnsafeMutableRawPointer(base + index).storeBytes(of: value, as: SIMD8<Float>.self)
    }
  #endif

  #if MNL_AVX512 || MNL_AVX2
    @inline(always)
    private func store4(_ value: SIMD4<Float>, at index: Int) {
      // SAFETY: as above.
      unsafe UnsafeMutableRawPointer(base + index).storeBytes(of: value, as: SIMD4<Float>.self)
    }
  #endif

  /// The first `count` numbers from `index` on, then zeros.
  @inline(always)
  func lanes(_ index: Int, count: Int) -> Lanes {
    if count >= laneCount { return lanes(index) }
    var value = Lanes(repeating: 0)
    for lane in 0..<count { value[lane] = self[index &+ lane] }
    return value
  }

  /// Stores the first `count` numbers of a register, any number of them.
  @inline(always)
  func store(_ value: Lanes, at index: Int, count: Int) {
    if count >= laneCount { return store(value, at: index) }
    for lane in 0..<count { self[index &+ lane] = value[lane] }
  }
}
