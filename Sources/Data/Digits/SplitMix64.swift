/// A small random generator whose every stream is fixed by its seed, on every machine.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
/// with the constants of their variant `mix64` number 13. Not for secrets.
package struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
  /// What the state grows by at each draw: 2^64 divided by the golden ratio, made odd.
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The whole state: the generator can be saved and continued from this number.
  package private(set) var state: UInt64

  /// Starts the stream of a seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// Starts one of many independent streams of a seed.
  ///
  /// Every part is mixed before the next is added, so that neighbouring seeds, streams and indices
  /// share nothing.
  ///
  /// - Parameters:
  ///   - seed: What the user chose.
  ///   - stream: Which purpose, for instance training or test images.
  ///   - index: Which item of the stream.
  package init(seed: UInt64, stream: UInt64, index: UInt64) {
    var key = Self.mixed(seed &+ Self.step)
    key = Self.mixed((key ^ stream) &+ Self.step)
    state = Self.mixed((key ^ index) &+ Self.step)
  }

  /// Draws 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension SplitMix64 {
  /// Draws a number in 0 ..< 1, a multiple of 2^-24.
  mutating func unit() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// Draws a number between two bounds, the upper one excluded.
  mutating func uniform(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * unit()
  }

  /// Draws a number of mean 0 and deviation 1, never beyond ±3.47.
  ///
  /// It is the sum of four uniform numbers (Irwin and Hall), which needs one draw and no logarithm:
  /// near enough to the normal distribution for handwriting, and the same bits on every machine.
  mutating func bell() -> Float {
    let bits = next()
    let sum =
      Float(bits & 0xFFFF) + Float((bits >> 16) & 0xFFFF) + Float((bits >> 32) & 0xFFFF)
      + Float(bits >> 48)
    return (sum * 0x1p-16 - 2) * 1.732_050_8
  }

  /// Draws true with some probability.
  mutating func chance(_ probability: Float) -> Bool {
    unit() < probability
  }

  /// Draws a whole number in 0 ..< `bound`.
  ///
  /// - Precondition: `bound` is at least 1.
  mutating func index(below bound: Int) -> Int {
    Int(Shuffle.uniform(below: UInt64(bound), using: &self))
  }
}
