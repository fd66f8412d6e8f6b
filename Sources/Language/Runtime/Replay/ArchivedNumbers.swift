extension Bool: Archived {
  /// Writes 0 or 1.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(byte: self ? 1 : 0)
  }

  /// Reads 0 or 1.
  ///
  /// - Throws: `ArchiveFault` if it is anything else.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let byte = try archive.byte()
    guard byte <= 1 else { throw archive.fault(.unknownTag(byte, of: "a truth value")) }
    self = byte == 1
  }
}

extension Int: Archived {
  /// Writes the magnitude with the sign as its lowest bit.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(count: UInt64(bitPattern: Int64(self << 1 ^ self >> (Int.bitWidth - 1))))
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if it is cut off or malformed.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let bits = try archive.unsigned()
    self = Int(Int64(bitPattern: bits >> 1)) ^ -Int(bits & 1)
  }
}

extension Double: Archived {
  /// 8 bytes.
  package static var leastSize: Int { 8 }

  /// Writes the bits.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(bits: bitPattern)
  }

  /// Reads the bits.
  ///
  /// - Throws: `ArchiveFault` if they are cut off.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(bitPattern: try archive.bits())
  }
}

extension Float: Archived {
  /// 4 bytes.
  package static var leastSize: Int { 4 }

  /// Writes the bits.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(bits: bitPattern)
  }

  /// Reads the bits.
  ///
  /// - Throws: `ArchiveFault` if they are cut off.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(bitPattern: try archive.bits())
  }
}

extension UInt8: Archived {
  /// Writes itself.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(byte: self)
  }

  /// Reads a byte.
  ///
  /// - Throws: `ArchiveFault` if there is none.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = try archive.byte()
  }
}

extension String: Archived {
  /// Writes how many bytes it has in UTF-8, and those.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(count: utf8.count)
    archive.write(bytes: utf8)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if it is cut off or not UTF-8.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let count = try archive.count()
    let slice = try archive.slice(count)
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw archive.fault(.malformedText)
    }
    self = text
  }
}

extension Optional: Archived where Wrapped: Archived {
  /// Writes 0, or 1 and what it holds.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(self != nil)
    try self?.write(to: &archive)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if it is cut off or malformed.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = try archive.read(Bool.self) ? try archive.read(Wrapped.self) : nil
  }
}

extension Array: Archived where Element: Archived {
  /// Writes how many elements there are, and those.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    archive.write(count: count)
    for element in self { try element.write(to: &archive) }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if it is cut off or malformed.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let count = try archive.count(ofSize: Element.leastSize)
    self = []
    reserveCapacity(Swift.min(count, archive.left / MemoryLayout<Element>.stride + 16))
    for _ in 0..<count { append(try Element(from: &archive)) }
  }
}
