import MNLData
import MNLRuntime

/// A snapshot as its file holds it, with what it belongs to.
struct StoredSnapshot {
  /// The first line of the files.
  private static let head = Array("mnl-snapshot 1\n".utf8)
  /// How many bytes the hash at the end has.
  private static let sealSize = 64

  /// The cell during or after which it was taken, among those that can run.
  let cell: Int
  /// What decided what the run did.
  let keys: SnapshotKeys
  /// How many bytes of the journal lead to it.
  let journalLength: Int
  /// The hash of these bytes.
  let journalHash: String
  /// What was kept; without the entries, which the journal has.
  let snapshot: JournalSnapshot

  /// Why a file cannot be used.
  struct Fault: Error {
    /// What is wrong, in words.
    let words: String
  }

  /// Makes a snapshot that is to be kept.
  init(
    cell: Int, keys: SnapshotKeys, journalLength: Int, journalHash: String,
    snapshot: JournalSnapshot
  ) {
    (self.cell, self.keys) = (cell, keys)
    (self.journalLength, self.journalHash) = (journalLength, journalHash)
    self.snapshot = snapshot
  }

  /// The bytes of the file: all of it, and a hash of that.
  ///
  /// - Complexity: O(n) for n bytes of states.
  func bytes() throws(ArchiveFault) -> [UInt8] {
    var archive = ArchiveWriter()
    archive.write(count: cell)
    archive.write(count: keys.settings.count)
    for setting in keys.settings {
      try archive.write(setting.name)
      try archive.write(setting.value)
      archive.write(count: setting.cell)
    }
    try archive.write(keys.cells)
    archive.write(count: journalLength)
    try archive.write(journalHash)
    archive.write(count: snapshot.count)
    archive.write(count: snapshot.states.count)
    for state in snapshot.states { archive.write(count: state.count) }
    try archive.write(snapshot.unfinished != nil)
    archive.write(count: snapshot.unfinished?.count ?? 0)
    var bytes = Self.head + archive.bytes
    for state in snapshot.states { bytes += state }
    if let unfinished = snapshot.unfinished { bytes += unfinished }
    return bytes + Array(Self.hash(of: bytes[...]).utf8)
  }

  /// Reads a file, which may hold anything.
  ///
  /// - Throws: `Fault`.
  init(_ bytes: [UInt8], in registry: Registry) throws(Fault) {
    guard bytes.starts(with: Self.head) else {
      throw Fault(words: "it is no snapshot that this version can read")
    }
    let end = bytes.count - Self.sealSize
    guard end >= Self.head.count,
      Self.hash(of: bytes[..<end]).utf8.elementsEqual(bytes[end...])
    else { throw Fault(words: "it is damaged: its hash is another one") }
    var archive = ArchiveReader(
      bytes, in: Self.head.count..<end, links: ArchiveLinks(registry))
    do throws(ArchiveFault) {
      cell = try archive.natural()
      var settings: [SnapshotKeys.Setting] = []
      for _ in 0..<(try archive.count(ofSize: 3)) {
        settings.append(
          SnapshotKeys.Setting(
            name: try archive.read(), value: try archive.read(), cell: try archive.natural()))
      }
      keys = SnapshotKeys(settings: settings, cells: try archive.read())
      journalLength = try archive.natural()
      journalHash = try archive.read()
      let count = try archive.natural()
      var sizes: [Int] = []
      for _ in 0..<(try archive.count()) { sizes.append(try archive.natural()) }
      let isUnfinished = try archive.read(Bool.self)
      sizes.append(try archive.natural())
      var start = archive.offset
      var parts: [[UInt8]] = []
      for size in sizes {
        guard size <= end - start else { throw archive.fault(.cutOff) }
        parts.append(Array(bytes[start..<start + size]))
        start += size
      }
      guard start == end else { throw archive.fault(.surplus(end - start)) }
      let unfinished = parts.removeLast()
      snapshot = JournalSnapshot(
        entries: [], count: count, states: parts, unfinished: isUnfinished ? unfinished : nil)
    } catch {
      throw Fault(words: error.message)
    }
  }

  /// The SHA-256 of bytes, in lower-case hexadecimal.
  static func hash(of bytes: ArraySlice<UInt8>) -> String {
    var hash = ContentHash()
    hash.update(bytes.span)
    return hash.hexadecimal()
  }
}
