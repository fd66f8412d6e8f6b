/// Files of arrays as a whole.
package enum ArrayFile {
  /// Reads an array that stands alone, packed with gzip or not.
  ///
  /// - Throws: `array`, and what keeps the file from being read.
  /// - Complexity: O(bytes).
  package static func read(path: String, named name: String? = nil) throws(DataError) -> NumberArray
  {
    try NPYReader(bytes(of: path, named: name), path: name ?? path).read()
  }

  /// All bytes of a file, unpacked.
  ///
  /// - Throws: `unfitData` where there is no room, `emptyFile`, and what keeps it from being read.
  static func bytes(of path: String, named name: String?) throws(DataError) -> [UInt8] {
    var reader = try GzipReader(path: path, named: name)
    let free = FreeMemory.bytes / 3
    var bytes: [UInt8] = []
    while try reader.append(1 << 20, to: &bytes) == 1 << 20 {
      guard bytes.count <= free else {
        throw .unfitData(
          path: name ?? path, .tooLarge(needed: 3 * bytes.count, free: 3 * free))
      }
    }
    guard !bytes.isEmpty else { throw .emptyFile(path: name ?? path) }
    return bytes
  }
}
