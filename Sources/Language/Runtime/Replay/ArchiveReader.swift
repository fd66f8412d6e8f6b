package import MNLDiagnostics

/// Reads what `ArchiveWriter` wrote; the bytes may be anything.
///
/// Nothing is allocated before the bytes that are left were held against its size, what it costs
/// grows with the bytes, and what was read is written as the same bytes.
package struct ArchiveReader {
  /// How many levels of lists, records, reports and handles an archive has at most.
  package static let deepest = 256

  /// How many bytes were read so far, counted from the first of all.
  package private(set) var offset: Int

  private let bytes: [UInt8]
  private let end: Int
  private let links: ArchiveLinks
  private var depth = 0

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - bytes: Where the archive lies.
  ///   - range: Which of the bytes it is; all of them if left out.
  ///   - links: What the archive speaks of and does not hold.
  /// - Precondition: the range lies in the bytes.
  package init(_ bytes: [UInt8], in range: Range<Int>? = nil, links: ArchiveLinks) {
    precondition(range.map { bytes.indices.contains($0) } ?? true, "a range of the bytes")
    self.bytes = bytes
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
    self.links = links
  }

  /// How many bytes are left.
  package var left: Int { end - offset }

  /// A fault at this place.
  package func fault(_ problem: ArchiveFault.Problem) -> ArchiveFault {
    ArchiveFault(problem, at: offset)
  }

  /// Makes sure that all was read.
  ///
  /// - Throws: `ArchiveFault.Problem.surplus`.
  package func finish() throws(ArchiveFault) {
    guard left == 0 else { throw fault(.surplus(left)) }
  }

  /// Reads something.
  ///
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package mutating func read<Thing: Archived>(
    _ type: Thing.Type = Thing.self
  ) throws(ArchiveFault) -> Thing {
    try Thing(from: &self)
  }

  /// Reads a byte.
  ///
  /// - Throws: `ArchiveFault.Problem.cutOff`.
  package mutating func byte() throws(ArchiveFault) -> UInt8 {
    guard offset < end else { throw fault(.cutOff) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Reads a whole number from 0.
  mutating func unsigned() throws(ArchiveFault) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      let group = UInt64(byte & 0x7F)
      // Ten groups hold 70 bits; a last group of 0 says nothing.
      guard shift < 63 || group <= 1, shift == 0 || byte != 0 else { throw fault(.malformedNumber) }
      result |= group << shift
      if byte < 0x80 { return result }
      guard shift < 63 else { throw fault(.malformedNumber) }
      shift += 7
    }
  }

  /// Reads a whole number from 0 that an `Int` can hold.
  ///
  /// - Throws: `ArchiveFault` if it is cut off or larger.
  package mutating func natural() throws(ArchiveFault) -> Int {
    guard let result = Int(exactly: try unsigned()) else { throw fault(.malformedNumber) }
    return result
  }

  /// Reads how many there are of something.
  ///
  /// - Parameter size: How many bytes each takes at least; 1 or more.
  /// - Returns: A number of which there is room in the bytes that are left.
  /// - Throws: `ArchiveFault` if there is not.
  package mutating func count(ofSize size: Int = 1) throws(ArchiveFault) -> Int {
    let count = try unsigned()
    guard count <= UInt64(left / size) else {
      throw fault(.impossibleCount(count, left: left))
    }
    return Int(count)
  }

  /// Reads the bits of a number, the lowest byte first.
  mutating func bits<Bits: FixedWidthInteger>() throws(ArchiveFault) -> Bits {
    let size = Bits.bitWidth / 8
    guard left >= size else { throw fault(.cutOff) }
    var result: Bits = 0
    for place in 0..<size {
      result |= Bits(truncatingIfNeeded: bytes[offset + place]) << Bits(8 * place)
    }
    offset += size
    return result
  }

  /// Reads so many bytes.
  mutating func slice(_ count: Int) throws(ArchiveFault) -> ArraySlice<UInt8> {
    guard left >= count else { throw fault(.cutOff) }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// Reads what lies a level deeper.
  ///
  /// - Throws: `ArchiveFault.Problem.tooDeep`, and what the body throws.
  mutating func nested<Result>(
    _ body: (inout ArchiveReader) throws(ArchiveFault) -> Result
  ) throws(ArchiveFault) -> Result {
    guard depth < Self.deepest else { throw fault(.tooDeep) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// Reads a handle with all that it has.
  mutating func keptHandle() throws(ArchiveFault) -> any Handle {
    let kind = try read(String.self)
    guard let type = links.kind(kind) else { throw fault(.unknownKind(kind)) }
    return try nested { archive throws(ArchiveFault) in try type.read(from: &archive, kind: kind) }
  }

  /// Reads the number of a handle, and finds it.
  mutating func referredHandle() throws(ArchiveFault) -> any Handle {
    let number = try natural()
    guard let handle = links.handle(number) else { throw fault(.unknownHandle(number)) }
    return handle
  }

  /// Reads a place in a source.
  mutating func place() throws(ArchiveFault) -> SourceSpan {
    let name = try read(String.self)
    let (start, count) = (try natural(), try natural())
    guard let file = links.file(name), start <= file.bytes.count,
      count <= file.bytes.count - start
    else { throw fault(.unknownPlace("\(start)+\(count) in '\(name.brief)'")) }
    return SourceSpan(file, start..<start + count)
  }
}

/// What an archive speaks of and does not hold.
package struct ArchiveLinks {
  /// The type of the handles of a kind; nil if none of that kind can be read.
  let kind: (String) -> (any ArchivedHandle.Type)?
  /// The handle of a number; nil if there is none.
  let handle: (Int) -> (any Handle)?
  /// The source of a name; nil if there is none.
  let file: (String) -> SourceFile?

  /// Makes the links of a session.
  ///
  /// - Parameters:
  ///   - registry: Who knows the kinds of handle.
  ///   - handle: The handle of a number; nil if there is none.
  ///   - file: The source of a name; nil if there is none.
  package init(
    _ registry: Registry, handle: @escaping (Int) -> (any Handle)? = { _ in nil },
    file: @escaping (String) -> SourceFile? = { _ in nil }
  ) {
    kind = { registry.kind($0)?.archived }
    self.handle = handle
    self.file = file
  }
}
