import Glibc

/// The paper: 28 × 28 pixels that collect how much ink each of them bears.
struct DigitCanvas {
  /// The side of the paper in pixels.
  static let side = 28

  /// How much of each pixel is inked, 0…1, row by row.
  private var ink = [Float](repeating: 0, count: side * side)

  /// Takes away all ink.
  mutating func clear() {
    for index in ink.indices { ink[index] = 0 }
  }

  /// Draws a straight stroke with round ends and a soft edge.
  ///
  /// Where strokes overlap, the darker one counts, so that a crossing is no blot.
  ///
  /// - Parameters:
  ///   - start: Where the pen comes from, in pixels; the middle of the first pixel is (0.5, 0.5).
  ///   - end: Where the pen goes to.
  ///   - radius: Half the width of the stroke in pixels.
  ///   - softness: Over how many pixels the edge fades out, above 0.
  /// - Complexity: O(pixels of the stroke's bounding box).
  mutating func draw(
    from start: SIMD2<Float>, to end: SIMD2<Float>, radius: Float, softness: Float
  ) {
    let reach = radius + softness / 2
    let low = pointwiseMin(start, end) - reach
    let high = pointwiseMax(start, end) + reach
    let columns = Self.pixels(from: low.x, to: high.x)
    let rows = Self.pixels(from: low.y, to: high.y)
    let path = end - start
    let square = (path * path).sum()
    let inverse = square > 1e-12 ? 1 / square : 0
    let scale = 1 / softness
    for row in rows {
      for column in columns {
        let offset = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - start
        let along = min(max((offset * path).sum() * inverse, 0), 1)
        let away = offset - path * along
        let square = (away * away).sum()
        if square >= reach * reach { continue }
        let coverage = min((radius - square.squareRoot()) * scale + 0.5, 1)
        let index = row * Self.side + column
        if coverage > ink[index] { ink[index] = coverage }
      }
    }
  }

  /// Wipes ink away around a point, as a dry pen or a stain would.
  ///
  /// - Parameters:
  ///   - centre: The middle of the wiped place, in pixels.
  ///   - radius: How far it goes; it fades over the outer pixel.
  mutating func wipe(at centre: SIMD2<Float>, radius: Float) {
    for row in Self.pixels(from: centre.y - radius, to: centre.y + radius) {
      for column in Self.pixels(from: centre.x - radius, to: centre.x + radius) {
        let away = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - centre
        let kept = min(max((away * away).sum().squareRoot() - radius + 1, 0), 1)
        ink[row * Self.side + column] *= kept
      }
    }
  }

  /// Writes the paper as grey values, 0 white and 255 black, with the grain of a scanner.
  ///
  /// - Parameters:
  ///   - darkness: The grey of full ink, 0…1.
  ///   - grain: The largest deviation of a pixel from its true grey, 0…1.
  ///   - random: Where the grain comes from; eight pixels use one draw.
  ///   - pixels: Receives 784 bytes.
  func develop(
    darkness: Float, grain: Float, random: inout SplitMix64, into pixels: inout MutableSpan<UInt8>
  ) {
    let ink = self.ink.span
    precondition(pixels.count == ink.count, "\(ink.count) pixels into \(pixels.count)")
    let scale = grain * 255 / 128
    var bits: UInt64 = 0
    for index in ink.indices {
      if index & 7 == 0 { bits = random.next() }
      let noise = Float(Int8(truncatingIfNeeded: bits)) * scale
      bits >>= 8
      // Paper swallows what is lighter than white: half of the grain shows on blank paper.
      let grey = ink[index] * darkness * 255 + noise
      pixels[index] = UInt8(min(max(grey, 0), 255))
    }
  }

  private static func pixels(from low: Float, to high: Float) -> Range<Int> {
    let first = max(Int(low - 0.5), 0)
    let last = min(Int(high + 0.5), side - 1)
    return first..<max(last + 1, first)
  }
}
