import CMNLLanes

// Functions of a register. They are free functions: computed properties of a generic type are not
// always inlined.

/// `e^x` for numbers from -87.3 to 88.3, to a relative error below 2e-7; NaN stays NaN.
///
/// The exponent is split into a whole power of 2, found by adding and taking away 1.5 · 2^23, and a
/// rest within ±ln 2 / 2, of which a polynomial of degree 6 is taken (Cephes `expf`).
@inline(always)
func vectorExponential(_ x: Lanes) -> Lanes {
  let magic = Lanes(repeating: 12_582_912)
  let shifted = multiplyAdd(x, Lanes(repeating: 1.442_695_04), magic)
  let power = shifted - magic
  // ln 2 in two parts, the first exact in few bits.
  var rest = multiplyAdd(power, Lanes(repeating: -0.693_359_375), x)
  rest = multiplyAdd(power, Lanes(repeating: 2.121_944_4e-4), rest)
  var sum = Lanes(repeating: 1.987_569_15e-4)
  sum = multiplyAdd(sum, rest, Lanes(repeating: 1.398_199_95e-3))
  sum = multiplyAdd(sum, rest, Lanes(repeating: 8.333_451_9e-3))
  sum = multiplyAdd(sum, rest, Lanes(repeating: 4.166_579_6e-2))
  sum = multiplyAdd(sum, rest, Lanes(repeating: 1.666_666_55e-1))
  sum = multiplyAdd(sum, rest, Lanes(repeating: 0.5))
  sum = multiplyAdd(sum, rest * rest, rest + Lanes(repeating: 1))
  // The low bits of `shifted` are the whole power; they become the exponent.
  // SAFETY: both types have the same number of lanes of 32 bits.
  let bits = unsafe unsafeBitCast(shifted, to: Words.self)
  let scale = (bits &+ Words(repeating: 127)) &<< Words(repeating: 23)
  // SAFETY: as above.
  return unsafe sum * unsafeBitCast(scale, to: Lanes.self)
}

/// The numbers kept within `low…high`; NaN stays NaN.
@inline(always)
func kept(_ x: Lanes, within low: Float, _ high: Float) -> Lanes {
  mnl_lanes_max(Lanes(repeating: low), mnl_lanes_min(Lanes(repeating: high), x))
}

/// The numbers of `first` where the mask holds, of `second` elsewhere.
///
/// By bits: `replacing(with:where:)` goes lane by lane, and is not always put together again.
@inline(always)
func chosen(_ first: Lanes, where mask: SIMDMask<Words>, else second: Lanes) -> Lanes {
  // SAFETY: a mask is a vector of integers that are 0 or -1; all three have as many lanes.
  let bits = unsafe unsafeBitCast(mask, to: Words.self)
  let ones = unsafe unsafeBitCast(first, to: Words.self)
  let others = unsafe unsafeBitCast(second, to: Words.self)
  return unsafe unsafeBitCast(others ^ ((ones ^ others) & bits), to: Lanes.self)
}

/// `e^(factor · x)`, the exponent kept within ±`limit` (at most 80); NaN stays NaN.
///
/// To an absolute error of 2e-7 below 1, and a relative one of 2e-7 · (1 + |factor · x|): exact
/// enough for what is bounded, and shorter than `vectorExponential`. It is a power of 2: the whole
/// part of the exponent is added to the bits of 2 to the power of the rest. That is a polynomial of
/// degree 5 on ±½, whose greatest relative error is as small as it can be (9.2e-8, by Lawson's
/// iteration) with a value of exactly 1 at 0.
@inline(always)
func vectorExponential(_ x: Lanes, times factor: Float, limit: Float) -> Lanes {
  let bound = limit / abs(factor)
  let (x, factor) = (kept(x, within: -bound, bound), Lanes(repeating: factor * 1.442_695_04))
  let magic = Lanes(repeating: 12_582_912)
  let shifted = multiplyAdd(x, factor, magic)
  let rest = multiplyAdd(x, factor, magic - shifted)
  var power = Lanes(repeating: 1.326_472_61e-3)
  power = multiplyAdd(power, rest, Lanes(repeating: 9.671_512_06e-3))
  power = multiplyAdd(power, rest, Lanes(repeating: 5.550_733_21e-2))
  power = multiplyAdd(power, rest, Lanes(repeating: 2.402_224_54e-1))
  power = multiplyAdd(power, rest, Lanes(repeating: 6.931_470_04e-1))
  power = multiplyAdd(power, rest, Lanes(repeating: 1))
  // SAFETY: all these types have the same number of lanes of 32 bits.
  let whole = unsafe unsafeBitCast(shifted, to: Words.self) &<< Words(repeating: 23)
  return unsafe unsafeBitCast(unsafeBitCast(power, to: Words.self) &+ whole, to: Lanes.self)
}

/// The hyperbolic tangent, to an absolute error below 3e-7; NaN stays NaN.
@inline(always)
func vectorTangent(_ x: Lanes) -> Lanes {
  let one = Lanes(repeating: 1)
  let e = vectorExponential(x, times: -2, limit: 40)
  return (one - e) / (one + e)
}

/// The square root of numbers that are not negative, to a relative error below 3e-7.
///
/// `squareRoot()` of a vector is a call for each lane. This is the reciprocal root by the integer
/// trick and three steps of Newton, times the number; grouped so that nothing overflows at 0.
@inline(always)
func vectorRoot(_ x: Lanes) -> Lanes {
  // SAFETY: both types have the same number of lanes of 32 bits.
  let bits = unsafe unsafeBitCast(x, to: Words.self)
  let guess = Words(repeating: 0x5F37_59DF) &- (bits &>> Words(repeating: 1))
  // SAFETY: as above.
  var root = unsafe unsafeBitCast(guess, to: Lanes.self)
  let half = x * Lanes(repeating: -0.5)
  for _ in 0..<3 { root = root * multiplyAdd(half * root, root, Lanes(repeating: 1.5)) }
  return x * root
}
