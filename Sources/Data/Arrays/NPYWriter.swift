/// Writes an array as numpy's `save` does.
///
/// Source: numpy's `numpy.lib.format`, version 1.0.
enum NPYWriter {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
  /// Where elements begin is a multiple of it, so that they can be mapped into memory.
  private static let alignment = 64

  /// The bytes of the file.
  ///
  /// - Parameter array: The array; numbers are kept as 32-bit floats, whole ones as 64-bit integers.
  /// - Returns: The file.
  /// - Complexity: O(elements).
  static func bytes(of array: NumberArray) -> [UInt8] {
    switch array.contents {
    case .bytes(let bytes): return header("|u1", array.shape) + bytes
    case .integers(let integers):
      var bytes = header("<i8", array.shape)
      for integer in integers { append(UInt64(bitPattern: Int64(integer)), 8, to: &bytes) }
      return bytes
    case .numbers(let numbers):
      var bytes = header("<f4", array.shape)
      for number in numbers { append(UInt64(number.bitPattern), 4, to: &bytes) }
      return bytes
    case .texts(let texts):
      // A text of numpy has at least one place.
      let width = max(1, texts.map(\.unicodeScalars.count).max() ?? 1)
      var bytes = header("<U\(width)", array.shape)
      for text in texts {
        let end = bytes.count + 4 * width
        for scalar in text.unicodeScalars { append(UInt64(scalar.value), 4, to: &bytes) }
        while bytes.count < end { bytes.append(0) }
      }
      return bytes
    }
  }

  private static func header(_ type: String, _ shape: [Int]) -> [UInt8] {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(axes)), }"
    let unpadded = magic.count + 2 + text.utf8.count + 1
    let padding = (alignment - unpadded % alignment) % alignment
    let line = Array(text.utf8) + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [10]
    var bytes = magic
    append(UInt64(line.count), 2, to: &bytes)
    return bytes + line
  }

  /// Appends the bytes of a number, the lowest first.
  private static func append(_ number: UInt64, _ size: Int, to bytes: inout [UInt8]) {
    for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
