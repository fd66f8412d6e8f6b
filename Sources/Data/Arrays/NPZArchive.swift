import CZlib

/// A zip archive of arrays, as numpy's `savez` and `savez_compressed` write it.
///
/// Source: PKWARE's APPNOTE 6.3, with the additions for large files.
package struct NPZArchive: Sendable {
  /// A file of the archive.
  private struct Entry {
    let method: Int
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    let offset: Int
    let isLocked: Bool
  }

  private static let directoryEnd: UInt32 = 0x0605_4B50
  private static let largeDirectoryEnd: UInt32 = 0x0606_4B50
  private static let largeLocator: UInt32 = 0x0706_4B50
  private static let directoryEntry: UInt32 = 0x0201_4B50
  private static let fileEntry: UInt32 = 0x0403_4B50
  /// How much a packed byte can unpack to at most.
  private static let greatestRatio = 1032

  /// Where it lies, or what errors call it.
  package let path: String
  /// The names of its arrays, in their order, without the ending.
  package private(set) var names: [String] = []
  private var entries: [String: Entry] = [:]
  private let bytes: [UInt8]

  /// Reads an archive and its list; its arrays stay packed.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Throws: `array`, `unfitData`, `interrupted`, and what keeps the file from being read.
  /// - Complexity: O(bytes).
  package init(
    path: String, named name: String? = nil, _ reading: FileReading = .unseen
  ) throws(DataError) {
    self.path = name ?? path
    bytes = try WholeFile.bytes(
      of: path, named: name, room: NumberArray.room, reading)
    try readDirectory()
  }

  /// Reads an array.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Returns: The array.
  /// - Throws: `unknownArray` for a name that there is not; `array`, `interrupted`.
  /// - Complexity: O(bytes of the array).
  package func array(
    named name: String, _ reading: FileReading = .unseen
  ) throws(DataError) -> NumberArray {
    guard let entry = entries[name] else {
      throw .unknownArray(path: path, name: name, known: names)
    }
    let place = "\(path)[\(name)]"
    guard !entry.isLocked else {
      throw .array(path: place, offset: entry.offset, .unknownPacking(-1))
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw .array(path: place, offset: entry.offset, .unknownPacking(entry.method))
    }
    let limit = min(
      entry.method == 0 ? entry.packedSize : entry.packedSize.saturating(times: Self.greatestRatio),
      FreeMemory.bytes / 2)
    guard entry.size <= limit else {
      throw .array(
        path: place, offset: entry.offset, .impossibleSize(entry.size, limit: limit))
    }
    guard number(entry.offset, 4) == Int(Self.fileEntry),
      let nameSize = number(entry.offset + 26, 2),
      let extraSize = number(entry.offset + 28, 2)
    else { throw fault(.malformedArchive, at: entry.offset) }
    let start = entry.offset + 30 + nameSize + extraSize
    guard entry.packedSize <= bytes.count - start else {
      throw fault(.malformedArchive, at: entry.offset)
    }
    let packed = bytes[start..<start + entry.packedSize]
    let content = try unpacked(packed, entry, place, reading)
    return try NPYReader(content, path: place, reading).read()
  }

  /// A file of the archive as it was, its checksum proved.
  private func unpacked(
    _ packed: ArraySlice<UInt8>, _ entry: Entry, _ place: String, _ reading: FileReading
  ) throws(DataError) -> [UInt8] {
    var tail: [UInt8] = []
    for number in [entry.checksum, UInt32(truncatingIfNeeded: entry.size)] {
      for shift in [0, 8, 16, 24] { tail.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    guard entry.method == 8 else {
      let content = Array(packed)
      // SAFETY: zlib reads the bytes of the array during the call.
      let found = unsafe content.withUnsafeBufferPointer {
        unsafe crc32_z(0, $0.baseAddress, $0.count)
      }
      guard UInt32(truncatingIfNeeded: found) == entry.checksum else {
        throw .array(path: place, offset: entry.offset, .damaged("incorrect data check"))
      }
      return content
    }
    // With a head and the checksum around them, the packed bytes are a file of gzip.
    var input: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + packed + tail
    var content: [UInt8] = []
    content.reserveCapacity(entry.size)
    var buffer = [UInt8](repeating: 0, count: InputFile.chunk)
    let goesOn = reading.goesOn(place)
    var stream = InflateStream()
    var used = 0
    while true {
      let end = min(input.count, used + 1 << 30)
      let step = stream.inflate(&input, in: used..<end, into: &buffer)
      used += step.used
      content += buffer[..<step.made]
      guard goesOn(content.count, entry.size) else { throw .interrupted }
      switch step.outcome {
      case .end where content.count == entry.size: return content
      case .failure(let reason):
        throw .array(path: place, offset: entry.offset, .damaged(reason))
      case .more where step.used + step.made > 0 && content.count <= entry.size: continue
      case .end, .more:
        throw .array(path: place, offset: entry.offset, .damaged("another length than was said"))
      }
    }
  }

  private mutating func readDirectory() throws(DataError) {
    // The end of the list stands at the end of the file, before a comment of at most 64 KiB.
    let first = max(0, bytes.count - 22 - 65_535)
    guard bytes.count >= 22,
      let end = (first...bytes.count - 22).last(where: { number($0, 4) == Int(Self.directoryEnd) }),
      var count = number(end + 10, 2), var start = number(end + 16, 4)
    else { throw fault(.notAnArchive, at: 0) }
    if count == 0xFFFF || start == 0xFFFF_FFFF {
      guard end >= 20, number(end - 20, 4) == Int(Self.largeLocator),
        let large = number(end - 12, 8), number(large, 4) == Int(Self.largeDirectoryEnd),
        let largeCount = number(large + 32, 8), let largeStart = number(large + 48, 8)
      else { throw fault(.malformedArchive, at: end) }
      (count, start) = (largeCount, largeStart)
    }
    var place = start
    for _ in 0..<count {
      place = try readEntry(at: place)
    }
  }

  /// Reads an entry of the list.
  ///
  /// - Returns: Where the next one stands.
  private mutating func readEntry(at place: Int) throws(DataError) -> Int {
    guard number(place, 4) == Int(Self.directoryEntry), let flags = number(place + 8, 2),
      let method = number(place + 10, 2), let checksum = number(place + 16, 4),
      var packedSize = number(place + 20, 4), var size = number(place + 24, 4),
      let nameSize = number(place + 28, 2), let extraSize = number(place + 30, 2),
      let commentSize = number(place + 32, 2), var offset = number(place + 42, 4),
      place + 46 + nameSize + extraSize <= bytes.count,
      let name = String(validating: bytes[place + 46..<place + 46 + nameSize], as: UTF8.self)
    else { throw fault(.malformedArchive, at: place) }
    var extra = place + 46 + nameSize
    let end = extra + extraSize
    while let kind = number(extra, 2), let length = number(extra + 2, 2), extra + 4 + length <= end
    {
      var field = extra + 4
      func next() -> Int? {
        defer { field += 8 }
        return field + 8 <= extra + 4 + length ? number(field, 8) : nil
      }
      if kind == 1 {
        if size == 0xFFFF_FFFF { size = next() ?? size }
        if packedSize == 0xFFFF_FFFF { packedSize = next() ?? packedSize }
        if offset == 0xFFFF_FFFF { offset = next() ?? offset }
      }
      extra += 4 + length
    }
    let short = name.hasSuffix(".npy") ? String(name.dropLast(4)) : name
    if !name.hasSuffix("/") {
      if entries[short] == nil { names.append(short) }
      entries[short] = Entry(
        method: method, checksum: UInt32(checksum), packedSize: packedSize, size: size,
        offset: offset, isLocked: flags & 1 == 1)
    }
    return end + commentSize
  }

  /// A number at a place, lowest byte first; nil beyond the file, or beyond all numbers.
  private func number(_ place: Int, _ size: Int) -> Int? {
    guard place >= 0, place <= bytes.count - size else { return nil }
    return Int(
      exactly: bytes[place..<place + size].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private func fault(_ fault: ArrayFault, at offset: Int) -> DataError {
    .array(path: path, offset: offset, fault)
  }
}

extension Int {
  /// The product, or the greatest number if it is beyond that.
  fileprivate func saturating(times other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}
