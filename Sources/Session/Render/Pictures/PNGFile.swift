import CZlib

/// A grey picture as a PNG file (ISO/IEC 15948): 8 bits a pixel, compressed by zlib.
struct PNGFile {
  /// The most pixels that a picture may have.
  private static let limit = 1 << 28

  /// The bytes of the file; nil if there is no pixel, or there are too many.
  let bytes: [UInt8]?

  /// Makes the file.
  ///
  /// - Parameters:
  ///   - pixels: Rows from top to bottom, 0 black to 255 white.
  ///   - width: Pixels in a row.
  /// - Complexity: O(pixels).
  init(_ pixels: [UInt8], width: Int) {
    let height = width > 0 ? pixels.count / width : 0
    guard height > 0, pixels.count <= Self.limit else {
      bytes = nil
      return
    }
    var rows: [UInt8] = []
    rows.reserveCapacity(pixels.count + height)
    for row in 0..<height {
      rows.append(0)  // no filter
      rows += pixels[row * width..<(row + 1) * width]
    }
    guard let packed = Self.compressed(rows) else {
      bytes = nil
      return
    }
    let header = Self.word(width) + Self.word(height) + [8, 0, 0, 0, 0]
    bytes =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
      + Self.chunk("IDAT", packed) + Self.chunk("IEND", [])
  }

  private static func word(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    // SAFETY: zlib reads the bytes of the array for the time of the call.
    let sum = unsafe body.withUnsafeBufferPointer { buffer in
      unsafe crc32(0, buffer.baseAddress, UInt32(buffer.count))
    }
    return word(content.count) + body + word(Int(sum))
  }

  private static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var count = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    // SAFETY: zlib writes at most `count` bytes, which is the room that there is.
    let result = unsafe packed.withUnsafeMutableBufferPointer { output in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe compress2(
          output.baseAddress, &count, input.baseAddress, UInt(input.count), Z_BEST_COMPRESSION)
      }
    }
    guard result == Z_OK else { return nil }
    packed.removeLast(packed.count - Int(count))
    return packed
  }
}
