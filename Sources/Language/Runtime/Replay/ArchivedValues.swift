extension Value: Archived {
  /// What stands before a value.
  private enum Tag: UInt8 {
    case none, bool, int, float, text, duration, size, range, list, record, keptHandle
    case referredHandle
  }

  /// Writes the value; a handle by its number, or with all that it has.
  ///
  /// - Throws: `ArchiveFault` if it holds a handle that cannot be kept.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    switch self {
    case .none: archive.write(byte: Tag.none.rawValue)
    case .bool(let bool): try archive.write(Tag.bool, bool)
    case .int(let int): try archive.write(Tag.int, int)
    case .float(let float): try archive.write(Tag.float, float)
    case .text(let text): try archive.write(Tag.text, text)
    case .duration(let seconds): try archive.write(Tag.duration, seconds)
    case .size(let bytes): try archive.write(Tag.size, bytes)
    case .range(let first, let last):
      try archive.write(Tag.range, first)
      try archive.write(last)
    case .list(let list):
      archive.write(byte: Tag.list.rawValue)
      try archive.nested { archive throws(ArchiveFault) in
        archive.write(count: list.count)
        for element in list { try element.write(to: &archive) }
      }
    case .record(let record): try archive.write(Tag.record, record)
    case .handle(let handle):
      try archive.write(
        handle: handle, kept: Tag.keptHandle.rawValue, referred: Tag.referredHandle.rawValue)
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no value, or one of a handle that is not there.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let byte = try archive.byte()
    guard let tag = Tag(rawValue: byte) else {
      throw archive.fault(.unknownTag(byte, of: "a value"))
    }
    switch tag {
    case .none: self = .none
    case .bool: self = .bool(try archive.read())
    case .int: self = .int(try archive.read())
    case .float: self = .float(try archive.read())
    case .text: self = .text(try archive.read())
    case .duration: self = .duration(try archive.read())
    case .size: self = .size(try archive.read())
    case .range: self = .range(try archive.read(), try archive.read())
    case .list:
      self = .list(
        try archive.nested { archive throws(ArchiveFault) in try archive.read([Value].self) })
    case .record: self = .record(try archive.read())
    case .keptHandle: self = .handle(try archive.keptHandle())
    case .referredHandle: self = .handle(try archive.referredHandle())
    }
  }
}

extension Record: Archived {
  /// Writes the names and the values.
  ///
  /// - Throws: `ArchiveFault` if there is a handle that cannot be kept.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.nested { archive throws(ArchiveFault) in
      archive.write(count: fields.count)
      for field in fields {
        try archive.write(field.name)
        try archive.write(field.value)
      }
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no record.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      try archive.nested { archive throws(ArchiveFault) in
        var fields: [(name: String, value: Value)] = []
        for _ in 0..<(try archive.count(ofSize: 2)) {
          fields.append((try archive.read(), try archive.read()))
        }
        return fields
      })
  }
}

extension ArchiveWriter {
  /// Writes what kind of thing follows, and that.
  mutating func write(
    _ tag: some RawRepresentable<UInt8>, _ thing: some Archived
  ) throws(ArchiveFault) {
    write(byte: tag.rawValue)
    try thing.write(to: &self)
  }
}
