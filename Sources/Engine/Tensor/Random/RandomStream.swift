import Glibc

/// A reproducible stream of random numbers, by its own generator.
///
/// The generator is SplitMix64 (Steele, Lea and Flood 2014): draw `n` is a fixed mixing of
/// `key + n · 0x9E3779B97F4A7C15`, so that a stream is a key and a count, and can be saved and
/// continued. The key is mixed from seed, purpose and ordinal; streams that differ in one of them
/// are independent. The numbers of a stream never change between versions of the program.
package struct RandomStream: Hashable, Sendable {
  /// What numbers are drawn for.
  ///
  /// The raw values never change: they are part of the key.
  package enum Purpose: UInt64, Hashable, Sendable {
    /// First values of weights.
    case initialisation = 1
    /// The order of examples.
    case shuffling = 2
    /// Drawn digits.
    case digits = 3
    /// Units left out.
    case dropout = 4
    /// How training examples are changed.
    case augmentation = 5
    /// Text that a model writes.
    case sampling = 6
  }

  /// Where the stream starts.
  package let key: UInt64
  /// How many 64-bit draws were taken; setting it continues from there.
  package var position: UInt64

  /// The stream of one purpose.
  ///
  /// `ordinal` tells streams of one purpose apart, as those of the random operations of a graph.
  package init(seed: UInt64, purpose: Purpose, ordinal: Int = 0) {
    let purposed = Self.mix(seed &+ Self.step &* purpose.rawValue)
    key = Self.mix(purposed ^ Self.mix(UInt64(bitPattern: Int64(ordinal)) &+ Self.step))
    position = 0
  }

  /// A stream for one of many things of one purpose, by its number; it depends on the key alone.
  package func part(_ number: Int) -> RandomStream {
    RandomStream(key: Self.mix(key ^ Self.mix(UInt64(bitPattern: Int64(number)) &+ Self.step)))
  }

  private init(key: UInt64) {
    self.key = key
    position = 0
  }

  /// The next 64 random bits.
  package mutating func bits() -> UInt64 {
    position &+= 1
    return Self.mix(key &+ position &* Self.step)
  }

  /// A number from 0 up to, not including, 1, in steps of 2^-53.
  package mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// A draw from the normal distribution of mean 0 and deviation 1, by Box and Muller 1958.
  ///
  /// It takes two draws of bits and keeps nothing back, so that `position` tells all.
  package mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// A normal draw, redrawn while its size is 2 or more (4.55 % of the draws).
  package mutating func truncatedNormal() -> Double {
    while true {
      let draw = normal()
      if abs(draw) < 2 { return draw }
    }
  }

  /// A whole number from 0 up to, not including, `bound`, each equally likely (Lemire 2019).
  ///
  /// - Precondition: `bound` is at least 1.
  package mutating func integer(below bound: Int) -> Int {
    precondition(bound >= 1, "a bound of \(bound) leaves nothing to draw")
    let bound = UInt64(bound)
    var (high, low) = bits().multipliedFullWidth(by: bound)
    if low < bound {
      let refused = (0 &- bound) % bound
      while low < refused { (high, low) = bits().multipliedFullWidth(by: bound) }
    }
    return Int(high)
  }

  /// Puts the elements into a random order, each equally likely (Fisher, Yates 1938).
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
