/// Numbers as tables write them.
enum NumberText {
  /// What a text is, taken as a number.
  enum Reading: Equatable {
    /// A finite number.
    case number(Double)
    /// A number that is too large, or written as one that is not finite.
    case notFinite
    /// Something else.
    case text
  }

  /// Powers of ten that a `Double` holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Reads `-12`, `3.5`, `.5`, `1e-3`; blanks around it do not count.
  ///
  /// The result is the `Double` that is nearest, as with every exact reader: up to 15 digits and
  /// powers of ten to 22, one multiplication of exact numbers rounds once (Clinger, "How to Read
  /// Floating Point Numbers Accurately", 1990); all else is left to the standard library.
  ///
  /// - Parameters:
  ///   - bytes: Where the text lies.
  ///   - range: Which part of it.
  ///   - decimal: What stands before the fraction, a point or a comma.
  /// - Returns: What it is.
  /// - Complexity: O(range).
  static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, decimal: UInt8) -> Reading {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while start < end, isBlank(bytes[end - 1]) { end -= 1 }
    var place = start
    var isNegative = false
    if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var hasPoint = false
    while place < end {
      let byte = bytes[place]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        // Beyond 18 digits the slow way reads the text again.
        if digits < 18 { mantissa = mantissa &* 10 &+ UInt64(digit) }
        digits += 1
        if hasPoint { scale -= 1 }
      } else if byte == decimal, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else {
      return isInfinity(bytes, (place..<end)) ? .notFinite : .text
    }
    if place < end {
      guard let exponent = exponent(bytes, place..<end) else { return .text }
      scale += exponent
    }
    guard digits <= 18, mantissa < 1 << 53, scale >= -22, scale <= 22 else {
      return slow(bytes, start..<end, decimal)
    }
    let magnitude =
      scale < 0 ? Double(mantissa) / powers[-scale] : Double(mantissa) * powers[scale]
    return .number(isNegative ? -magnitude : magnitude)
  }

  /// The power of ten of `e-3`; nil if it is something else.
  private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard bytes[range.lowerBound] | 0x20 == UInt8(ascii: "e") else { return nil }
    var place = range.lowerBound + 1
    var isNegative = false
    if place < range.upperBound,
      bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+")
    {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    guard place < range.upperBound else { return nil }
    var exponent = 0
    while place < range.upperBound {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      // More would be beyond every number; it must only not overflow.
      if exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
      place += 1
    }
    return isNegative ? -exponent : exponent
  }

  private static func slow(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ decimal: UInt8
  ) -> Reading {
    var text = ""
    for place in range {
      text.unicodeScalars.append(
        Unicode.Scalar(bytes[place] == decimal ? UInt8(ascii: ".") : bytes[place]))
    }
    guard let number = Double(text) else { return .text }
    return number.isFinite ? .number(number) : .notFinite
  }

  private static func isInfinity(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for word in ["inf", "infinity"] where range.count == word.utf8.count {
      if zip(range, word.utf8).allSatisfy({ bytes[$0] | 0x20 == $1 }) { return true }
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
