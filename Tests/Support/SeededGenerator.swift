/// Numbers that are the same on every machine and in every run.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014
/// (SplitMix64). Tests have one of their own, so that none depends on a room that it does not test.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the stream of a seed.
  package init(seed: UInt64) { state = seed }

  /// Draws 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
