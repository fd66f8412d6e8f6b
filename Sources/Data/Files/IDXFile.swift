/// The content of an IDX file of bytes: the format of MNIST, of one to three dimensions.
///
/// The file is big-endian: two zero bytes, the type (0x08, unsigned bytes), the number of
/// dimensions, each dimension as 32 bits, then the bytes in row-major order.
package struct IDXFile: Sendable, Equatable {
  /// The most bytes that a file may claim to hold: 2 GiB.
  package static let limit = 1 << 31

  /// Where it was read from.
  package let path: String
  /// How many records, and how large each is: `[N]`, `[N, D]` or `[N, H, W]`.
  package let dimensions: [Int]
  /// The bytes of all records, in row-major order.
  package let values: [UInt8]

  /// How many bytes stand before the values.
  package var headerLength: Int { Self.headerLength(rank: dimensions.count) }

  /// Reads a file, packed or not.
  ///
  /// Nothing is allocated before the header has been believed.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - rank: How many dimensions it must have, 1…3.
  ///   - limit: The most bytes that it may claim to hold.
  ///   - goesOn: Asked after every mebibyte with how many bytes of how many are read; false stops.
  /// - Returns: The whole content.
  /// - Throws: Whatever makes the file another than a whole IDX file of this rank; `interrupted`.
  /// - Precondition: `rank` is in 1…3.
  /// - Complexity: O(bytes).
  package static func read(
    path: String, named name: String? = nil, rank: Int, limit: Int = IDXFile.limit,
    goesOn: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(DataError) -> IDXFile {
    precondition((1...3).contains(rank), "IDX files of rank \(rank) are not read")
    var reader = try GzipReader(path: path, named: name)
    let path = reader.path
    let dimensions = try readHeader(from: &reader, rank: rank)
    let count = try valueCount(dimensions, path: path, limit: limit)
    var values: [UInt8] = []
    values.reserveCapacity(min(count, reader.greatestLength))
    while values.count < count {
      let wanted = min(1 << 20, count - values.count)
      guard try reader.append(wanted, to: &values) == wanted else { break }
      guard goesOn(values.count, count) else { throw .interrupted }
    }
    let found = values.count
    let start = headerLength(rank: rank)
    guard found == count else {
      throw .truncatedIDX(path: path, needed: start + count, found: start + found)
    }
    try reader.finish()
    return IDXFile(path: path, dimensions: dimensions.map(Int.init), values: values)
  }

  /// The SHA-256 of the unpacked file in hexadecimal.
  ///
  /// - Complexity: O(bytes).
  package func sha256() -> String {
    var hash = ContentHash()
    hash.update(Self.header(dimensions).span)
    hash.update(values.span)
    return hash.hexadecimal()
  }

  private static func readHeader(
    from reader: inout GzipReader, rank: Int
  ) throws(DataError) -> [UInt32] {
    let length = headerLength(rank: rank)
    var bytes: [UInt8] = []
    let found = try reader.append(length, to: &bytes)
    guard found > 0 else { throw .emptyFile(path: reader.path) }
    // The magic is judged before the length: a short text file is no truncated IDX file.
    let expected = 0x0800 | UInt32(rank)
    if found >= 4, word(bytes, at: 0) != expected {
      throw .wrongMagic(path: reader.path, found: word(bytes, at: 0), expected: expected)
    }
    guard found == length else {
      throw .truncatedIDX(path: reader.path, needed: length, found: found)
    }
    return (1...rank).map { word(bytes, at: 4 * $0) }
  }

  /// Multiplies the dimensions, and refuses what no file of ours can hold.
  private static func valueCount(
    _ dimensions: [UInt32], path: String, limit: Int
  ) throws(DataError) -> Int {
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(dimension))
      // Judged at each factor: a last dimension of zero does not make the others plausible.
      guard !overflow, product <= limit else {
        throw .impossibleSize(path: path, dimensions: dimensions, limit: limit)
      }
      count = product
    }
    return count
  }

  private static func headerLength(rank: Int) -> Int { 4 * (1 + rank) }

  private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The header of a file with these dimensions.
  private static func header(_ dimensions: [Int]) -> [UInt8] {
    ([0x0800 | dimensions.count] + dimensions).flatMap { number in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
  }
}
