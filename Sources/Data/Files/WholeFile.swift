/// Files that are read as a whole, packed with gzip or not.
enum WholeFile {
  /// How many bytes are read between two looks at whether the user wants to go on.
  private static let piece = 1 << 20

  /// All bytes of a file, unpacked.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - room: How many bytes of memory each of them takes in the end, with what is made of it.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Returns: The bytes; there is at least one.
  /// - Throws: `unfitData` where there is no room, `emptyFile`, `interrupted`, and what keeps it from
  ///   being read.
  /// - Complexity: O(bytes).
  static func bytes(
    of path: String, named name: String?, room: Int, _ reading: FileReading
  ) throws(DataError) -> [UInt8] {
    var reader = try GzipReader(path: path, named: name)
    let (free, total) = (FreeMemory.bytes, reader.likelyLength)
    let goesOn = reading.goesOn(reader.path)
    var bytes: [UInt8] = []
    while try reader.append(piece, to: &bytes) == piece {
      guard bytes.count <= free / room else {
        throw .unfitData(
          path: reader.path, .tooLarge(needed: room * bytes.count, free: free, .parts))
      }
      guard goesOn(bytes.count, max(total, bytes.count)) else { throw .interrupted }
    }
    guard !bytes.isEmpty else { throw .emptyFile(path: reader.path) }
    return bytes
  }
}
