import CZlib

/// Writes an archive of arrays as numpy's `savez` does: a zip archive whose files are not packed.
///
/// Source: PKWARE's APPNOTE 6.3.
package struct NPZWriter {
  /// The most bytes of an archive without the additions for large files: 4 GiB.
  package static let limit = Int(UInt32.max) - 1
  /// The most arrays of one.
  private static let greatestCount = Int(UInt16.max) - 1
  /// The first day that the format knows: archives of the same arrays have the same bytes.
  private static let day: UInt32 = 0x21

  private var files: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive without arrays.
  package init() {}

  /// Adds an array.
  ///
  /// - Parameters:
  ///   - array: The array.
  ///   - name: What it is called, without an ending.
  /// - Precondition: there are less than 65,534 of them.
  /// - Complexity: O(elements).
  package mutating func add(_ array: NumberArray, named name: String) {
    precondition(count < Self.greatestCount, "\(count) arrays")
    let content = NPYWriter.bytes(of: array)
    let name = Array("\(name).npy".utf8)
    // SAFETY: zlib reads the bytes of the array during the call.
    let checksum = unsafe content.withUnsafeBufferPointer {
      unsafe UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count))
    }
    // Version 2.0, names in UTF-8, not packed; time and day; the sizes packed and unpacked.
    let size = UInt32(truncatingIfNeeded: content.count)
    let common =
      Self.short(20) + Self.short(0x0800) + Self.short(0) + Self.long(Self.day << 16)
      + Self.long(checksum) + Self.long(size) + Self.long(size) + Self.short(name.count)
      + Self.short(0)
    let place = Self.long(UInt32(truncatingIfNeeded: files.count))
    files += Self.long(0x0403_4B50) + common + name + content
    // Written by version 2.0; no comment, on the first disk, no attributes.
    directory +=
      Self.long(0x0201_4B50) + Self.short(20) + common
      + [UInt8](repeating: 0, count: 10) + place + name
    count += 1
  }

  /// The bytes of the archive; nil if they are more than `limit`.
  ///
  /// - Complexity: O(bytes).
  package var bytes: [UInt8]? {
    guard files.count + directory.count + 22 <= Self.limit else { return nil }
    let end =
      Self.long(0x0605_4B50) + Self.short(0) + Self.short(0) + Self.short(count)
      + Self.short(count) + Self.long(UInt32(directory.count)) + Self.long(UInt32(files.count))
      + Self.short(0)
    return files + directory + end
  }

  /// 16 bits, the lowest first.
  private static func short(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  /// 32 bits, the lowest first.
  private static func long(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
