package import MNLDiagnostics

/// Writes values, events and failures in a compact form that `ArchiveReader` reads.
///
/// Whole numbers are written in as many groups of seven bits as they need, the lowest first; signed
/// ones with their sign as the lowest bit; floats by their bits. The same things give the same bytes
/// in every run and on every machine.
package struct ArchiveWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  private let reference: (any Handle) -> Int?
  private let name: (SourceFile) -> String?
  private var depth = 0

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - reference: The number of a handle that is not kept but found again when the archive is
  ///     read; nil if it is to be kept.
  ///   - name: What a source is found by when the archive is read; nil if it will not be found.
  package init(
    reference: @escaping (any Handle) -> Int? = { _ in nil },
    name: @escaping (SourceFile) -> String? = { $0.name }
  ) {
    self.reference = reference
    self.name = name
  }

  /// Gives back what was written, and begins anew.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// A fault at this place.
  package func fault(_ problem: ArchiveFault.Problem) -> ArchiveFault {
    ArchiveFault(problem, at: bytes.count)
  }

  /// Writes something.
  ///
  /// - Throws: `ArchiveFault` if it holds what cannot be kept.
  package mutating func write(_ thing: some Archived) throws(ArchiveFault) {
    try thing.write(to: &self)
  }

  /// Writes a byte.
  package mutating func write(byte: UInt8) { bytes.append(byte) }

  /// Writes a whole number from 0.
  package mutating func write(count: UInt64) {
    var rest = count
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Writes how many there are of something.
  package mutating func write(count: Int) { write(count: UInt64(count)) }

  /// Writes the bits of a number, the lowest byte first.
  mutating func write<Bits: FixedWidthInteger>(bits: Bits) {
    var rest = bits
    for _ in 0..<Bits.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Writes bytes as they are.
  mutating func write(bytes more: some Collection<UInt8>) { bytes += more }

  /// Writes what lies a level deeper.
  ///
  /// - Throws: `ArchiveFault.Problem.tooDeep`, and what the body throws.
  mutating func nested(
    _ body: (inout ArchiveWriter) throws(ArchiveFault) -> Void
  ) throws(ArchiveFault) {
    guard depth < ArchiveReader.deepest else { throw fault(.tooDeep) }
    depth += 1
    defer { depth -= 1 }
    try body(&self)
  }

  /// Writes a handle: its number, or all that it has.
  mutating func write(handle: any Handle, kept: UInt8, referred: UInt8) throws(ArchiveFault) {
    if let number = reference(handle) {
      write(byte: referred)
      write(count: number)
    } else if let handle = handle as? any ArchivedHandle {
      write(byte: kept)
      try write(handle.kind)
      try nested { archive throws(ArchiveFault) in try handle.write(to: &archive) }
    } else {
      throw fault(.unwritable(Wording.withArticle(handle.kind)))
    }
  }

  /// Writes a place in a source.
  mutating func write(place: SourceSpan) throws(ArchiveFault) {
    guard let name = name(place.file) else {
      throw fault(.unwritable("a place in '\(place.file.name)'"))
    }
    try write(name)
    write(count: place.range.lowerBound)
    write(count: place.range.count)
  }
}
