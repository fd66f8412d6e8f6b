/// The content of an IDX file: the format of MNIST.
///
/// The file is big-endian: two zero bytes, the type of the elements, the number of dimensions, each
/// dimension as 32 bits, then the elements in row-major order.
package struct IDXFile: Sendable, Equatable {
  /// What the elements are, by the byte that says so.
  package enum ElementType: UInt8, Sendable, CaseIterable {
    case unsignedByte = 0x08
    case signedByte = 0x09
    case short = 0x0B
    case int = 0x0C
    case float = 0x0D
    case double = 0x0E

    /// How many bytes an element has.
    package var size: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .short: 2
      case .int, .float: 4
      case .double: 8
      }
    }
  }

  /// The most bytes that a published file may claim to hold: 2 GiB.
  package static let limit = 1 << 31

  /// Where it was read from.
  package let path: String
  /// What its elements are.
  package let type: ElementType
  /// How many records, and how large each is: `[N]`, `[N, D]`, `[N, H, W]` and so on.
  package let dimensions: [Int]
  /// The bytes of all elements, in row-major order, the highest byte of each first.
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
  ///   - rank: How many dimensions of bytes it must have; any number of any type if nil.
  ///   - limit: The most bytes that it may claim to hold.
  ///   - goesOn: Asked after every mebibyte with how many bytes of how many are read; false stops.
  /// - Returns: The whole content.
  /// - Throws: Whatever makes the file another than a whole IDX file of this rank, or larger than the
  ///   memory that there is; `interrupted`.
  /// - Precondition: `rank` is in 1…255.
  /// - Complexity: O(bytes).
  package static func read(
    path: String, named name: String? = nil, rank: Int?, limit: Int = IDXFile.limit,
    goesOn: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(DataError) -> IDXFile {
    precondition(rank.map((1...255).contains) ?? true, "IDX files of rank \(rank ?? 0)")
    var reader = try GzipReader(path: path, named: name)
    let path = reader.path
    let (type, dimensions) = try readHeader(from: &reader, rank: rank)
    let count = try byteCount(dimensions, type, path: path, limit: limit)
    let possible = min(count, reader.greatestLength)
    try checkMemory(possible, type, rank: dimensions.count, path: path)
    var values: [UInt8] = []
    values.reserveCapacity(possible)
    while values.count < count {
      let wanted = min(1 << 20, count - values.count)
      guard try reader.append(wanted, to: &values) == wanted else { break }
      guard goesOn(values.count, count) else { throw .interrupted }
    }
    let found = values.count
    let start = headerLength(rank: dimensions.count)
    guard found == count else {
      throw .truncatedIDX(path: path, needed: start + count, found: start + found)
    }
    try reader.finish()
    return IDXFile(
      path: path, type: type, dimensions: dimensions.map(Int.init), values: values)
  }

  /// The SHA-256 of the unpacked file in hexadecimal.
  ///
  /// - Complexity: O(bytes).
  package func sha256() -> String {
    var hash = ContentHash()
    hash.update(header.span)
    hash.update(values.span)
    return hash.hexadecimal()
  }

  private static func readHeader(
    from reader: inout GzipReader, rank: Int?
  ) throws(DataError) -> (type: ElementType, dimensions: [UInt32]) {
    var bytes: [UInt8] = []
    guard try reader.append(4, to: &bytes) > 0 else { throw .emptyFile(path: reader.path) }
    guard bytes.count == 4 else {
      throw .truncatedIDX(
        path: reader.path, needed: headerLength(rank: rank ?? 1), found: bytes.count)
    }
    // The magic is judged before the length: a short text file is no truncated IDX file.
    let (type, rank) = try kind(word(bytes, at: 0), rank: rank, path: reader.path)
    let length = headerLength(rank: rank)
    let found = try 4 + reader.append(length - 4, to: &bytes)
    guard found == length else {
      throw .truncatedIDX(path: reader.path, needed: length, found: found)
    }
    return (type, (1...rank).map { word(bytes, at: 4 * $0) })
  }

  /// What the first four bytes say: the type, and how many dimensions there are.
  private static func kind(
    _ magic: UInt32, rank: Int?, path: String
  ) throws(DataError) -> (type: ElementType, rank: Int) {
    if let rank {
      let expected = UInt32(ElementType.unsignedByte.rawValue) << 8 | UInt32(rank)
      guard magic == expected else {
        throw .wrongMagic(path: path, found: magic, expected: expected)
      }
      return (.unsignedByte, rank)
    }
    guard magic >> 16 == 0 else { throw .array(path: path, offset: 0, .notAnIDX(magic)) }
    let code = UInt8(truncatingIfNeeded: magic >> 8)
    guard let type = ElementType(rawValue: code) else {
      throw .array(path: path, offset: 2, .unknownIDXType(code))
    }
    guard magic & 0xFF > 0 else { throw .array(path: path, offset: 3, .noDimensions) }
    return (type, Int(magic & 0xFF))
  }

  /// Multiplies the dimensions, and refuses what no file of ours can hold.
  private static func byteCount(
    _ dimensions: [UInt32], _ type: ElementType, path: String, limit: Int
  ) throws(DataError) -> Int {
    var count = type.size
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(dimension))
      // Judged at each factor: a last dimension of zero does not make the others plausible.
      guard !overflow, product <= limit else {
        throw .impossibleSize(
          path: path, dimensions: dimensions, elementSize: type.size, limit: limit)
      }
      count = product
    }
    return count
  }

  /// Makes sure that there is room for so many bytes, and for the numbers that they become.
  private static func checkMemory(
    _ count: Int, _ type: ElementType, rank: Int, path: String
  ) throws(DataError) {
    let room =
      switch type {
      // Images stay bytes.
      case .unsignedByte: rank == 3 ? count : count + count * MemoryLayout<Float>.size
      case .signedByte, .short, .int:
        count + count / type.size * (MemoryLayout<Int>.size + MemoryLayout<Float>.size)
      case .float, .double: count + count / type.size * MemoryLayout<Float>.size
      }
    let free = FreeMemory.bytes
    guard room <= free else {
      throw .unfitData(path: path, .tooLarge(needed: room, free: free, .parts))
    }
  }

  private static func headerLength(rank: Int) -> Int { 4 * (1 + rank) }

  private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The header of the file.
  private var header: [UInt8] {
    ([Int(type.rawValue) << 8 | dimensions.count] + dimensions).flatMap { number in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
  }
}
