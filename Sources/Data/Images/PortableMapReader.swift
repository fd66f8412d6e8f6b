/// Reads the portable grey and pixel maps: PGM (P2, P5) and PPM (P3, P6), of 8 or 16 bits.
struct PortableMapReader {
  private let bytes: [UInt8]
  private var offset = 2

  /// A reader of a file that begins with `P` and one of 2, 3, 5, 6.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the image; what follows its pixels is another image, which does not matter.
  ///
  /// - Throws: What is wrong, and where.
  /// - Complexity: O(bytes + pixels).
  mutating func read() throws(PlacedImageFault) -> GreyImage {
    let isColour = bytes[1] == 0x33 || bytes[1] == 0x36
    let isText = bytes[1] == 0x32 || bytes[1] == 0x33
    let channels = isColour ? 3 : 1
    let width = try number()
    let place = offset
    let height = try number()
    let size = try ImageFile.size(width: width, height: height, bytes: 2 * channels, at: place)
    let start = offset
    let highest = try number()
    guard (1...65_535).contains(highest) else {
      throw PlacedImageFault(
        .setting("the highest value", found: highest, allowed: "1 to 65535"), at: start)
    }
    let isWide = !isText && highest > 255
    if !isText {
      // One blank, and no comment, stands before the values.
      guard offset < bytes.count, Self.isBlank(bytes[offset]) else {
        throw PlacedImageFault(offset < bytes.count ? .notANumber : .truncated, at: offset)
      }
      offset += 1
    }
    // Each value takes a byte at least, and as text a blank before it.
    let least = size.pixels * channels * (isText || isWide ? 2 : 1)
    guard bytes.count - offset >= least else {
      throw PlacedImageFault(.truncated, at: bytes.count)
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(size.pixels)
    for _ in 0..<size.pixels {
      let first = try value(isText: isText, isWide: isWide, highest: highest)
      guard isColour else {
        pixels.append(first)
        continue
      }
      let second = try value(isText: isText, isWide: isWide, highest: highest)
      let third = try value(isText: isText, isWide: isWide, highest: highest)
      pixels.append(GreyImage.luma(first, second, third))
    }
    return GreyImage(size: size, pixels: pixels)
  }

  private mutating func value(
    isText: Bool, isWide: Bool, highest: Int
  ) throws(PlacedImageFault) -> UInt8 {
    let place = offset
    let value: Int
    if isText {
      value = try number()
    } else if isWide {
      value = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      offset += 2
    } else {
      value = Int(bytes[offset])
      offset += 1
    }
    guard value <= highest else {
      throw PlacedImageFault(
        .setting("a pixel", found: value, allowed: "0 to \(highest)"), at: place)
    }
    return highest == 255 ? UInt8(value) : GreyImage.byte(value, of: highest)
  }

  /// A number of decimal digits, blanks and comments before it.
  private mutating func number() throws(PlacedImageFault) -> Int {
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "#") {
        while offset < bytes.count, bytes[offset] != 10, bytes[offset] != 13 { offset += 1 }
      } else if Self.isBlank(bytes[offset]) {
        offset += 1
      } else {
        break
      }
    }
    guard offset < bytes.count else { throw PlacedImageFault(.truncated, at: offset) }
    let start = offset
    var value = 0
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) {
      // What is too large stays so, whatever follows.
      value = min(1 << 40, 10 * value + Int(bytes[offset] - 0x30))
      offset += 1
    }
    guard offset > start else { throw PlacedImageFault(.notANumber, at: start) }
    return value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
