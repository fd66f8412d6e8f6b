package import MNLRuntime

extension PredictionsHandle: ArchivedHandle {
  /// Reads what was written.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: `predictions`.
  /// - Returns: Predictions that say the same.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    try PredictionsHandle(from: &archive)
  }
}

extension PredictionsHandle.Answer: Archived {
  /// Writes the answer and what it should be.
  ///
  /// - Throws: `ArchiveFault` if a value cannot be kept.
  func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(row)
    try archive.write(text)
    try archive.write(target)
    try archive.write(right.map { [$0.count, $0.of] } ?? [])
    try archive.write(Record(values))
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are something else.
  init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    row = try archive.read()
    text = try archive.read()
    target = try archive.read()
    let counts = try archive.read([Int].self)
    guard counts.isEmpty || counts.count == 2 else {
      throw archive.fault(.contradiction("\(counts.count) counts of what is right"))
    }
    right = counts.isEmpty ? nil : (counts[0], counts[1])
    values = try archive.read(Record.self).fields
  }
}
