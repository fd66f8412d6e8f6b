/// An image of grey values.
package struct GreyImage: Hashable, Sendable {
  /// The most pixels that a file may claim.
  package static let limit = 1 << 26

  /// Its size, `H` × `W`.
  package let size: ImageSize
  /// The grey values, `[H, W]`: 0 is black and 255 white.
  package let pixels: [UInt8]

  /// An image.
  ///
  /// - Precondition: there are as many values as pixels.
  package init(size: ImageSize, pixels: [UInt8]) {
    precondition(pixels.count == size.pixels, "\(pixels.count) values for \(size)")
    (self.size, self.pixels) = (size, pixels)
  }

  /// The grey value of a colour: its luma (ITU-R BT.601) in whole numbers, as Pillow's
  /// `convert("L")` has it.
  static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let sum: Int = 19_595 * Int(red) + 38_470 * Int(green) + 7_471 * Int(blue)
    return UInt8((sum + 0x8000) >> 16)
  }

  /// A value from 0 to `highest` as one from 0 to 255, rounded.
  static func byte(_ value: Int, of highest: Int) -> UInt8 {
    UInt8((2 * 255 * value + highest) / (2 * highest))
  }

  /// The same image in another size: each new pixel is the mean of the area that it covers where
  /// the image shrinks, and lies between its neighbours where it grows; height and width apart.
  ///
  /// - Complexity: O(pixels of both).
  package func scaled(to new: ImageSize) -> GreyImage {
    guard new != size else { return self }
    let rows = Self.weights(from: size.height, to: new.height)
    let columns = Self.weights(from: size.width, to: new.width)
    var narrow = [Float](repeating: 0, count: size.height * new.width)
    for row in 0..<size.height {
      for (place, taps) in columns.enumerated() {
        var sum: Float = 0
        for (source, weight) in taps { sum += weight * Float(pixels[row * size.width + source]) }
        narrow[row * new.width + place] = sum
      }
    }
    var result = [UInt8](repeating: 0, count: new.pixels)
    for (row, taps) in rows.enumerated() {
      for column in 0..<new.width {
        var sum: Float = 0
        for (source, weight) in taps { sum += weight * narrow[source * new.width + column] }
        result[row * new.width + column] = UInt8(max(0, min(255, sum.rounded())))
      }
    }
    return GreyImage(size: new, pixels: result)
  }

  /// From which old places each new one is made, and with which weights, whose sum is 1.
  private static func weights(from old: Int, to new: Int) -> [[(Int, Float)]] {
    let ratio = Double(old) / Double(new)
    return (0..<new).map { place -> [(Int, Float)] in
      if new < old {
        let (first, end) = (Double(place) * ratio, Double(place + 1) * ratio)
        return (Int(first)..<min(old, Int(end.rounded(.up)))).map { source -> (Int, Float) in
          let share = min(end, Double(source + 1)) - max(first, Double(source))
          return (source, Float(share / ratio))
        }
      }
      let middle = max(0, min(Double(old - 1), (Double(place) + 0.5) * ratio - 0.5))
      let left = Int(middle)
      let share = Float(middle - Double(left))
      guard share > 0 else { return [(left, Float(1))] }
      return [(left, 1 - share), (left + 1, share)]
    }
  }

  /// What a network reads: the grey values, or with `isInverted` what they lack to white.
  package func values(isInverted: Bool) -> [UInt8] {
    isInverted ? pixels.map { UInt8.max - $0 } : pixels
  }
}
