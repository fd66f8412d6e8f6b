/// What archives hold: it can be written and read again, exactly as it was.
///
/// What is read from some bytes is written as the same bytes: there is one form of everything.
package protocol Archived {
  /// How many bytes it takes at least, so that a count can be held against the bytes that are left.
  static var leastSize: Int { get }

  /// Writes it.
  ///
  /// - Throws: `ArchiveFault` if it holds something that cannot be kept.
  func write(to archive: inout ArchiveWriter) throws(ArchiveFault)

  /// Reads what `write(to:)` wrote.
  ///
  /// - Throws: `ArchiveFault` if the bytes are something else.
  init(from archive: inout ArchiveReader) throws(ArchiveFault)
}

extension Archived {
  /// A byte.
  package static var leastSize: Int { 1 }
}

/// A handle that is kept with all that it has, so that it needs nothing else when it is read again.
///
/// A plugin names the type in the declaration of the handle's kind.
package protocol ArchivedHandle: Handle {
  /// Writes what it has; its kind is written already.
  ///
  /// - Throws: `ArchiveFault` if it holds something that cannot be kept.
  func write(to archive: inout ArchiveWriter) throws(ArchiveFault)

  /// Reads what `write(to:)` wrote.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: The kind of the handle.
  /// - Returns: A handle that is as the one that was written.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle
}
