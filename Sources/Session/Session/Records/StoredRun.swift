import Glibc
import MNLNotebook

/// A run that is on record.
package struct StoredRun: Sendable {
  /// Bytes beyond which a file is taken for something else than a record.
  private static let sizeLimit = 16 << 20

  /// The path of its directory.
  package let path: String
  /// What is known of it.
  package var record: RunRecord
  /// Whether its process lives.
  package let isRunning: Bool

  /// How it stands.
  package var state: RunState {
    isRunning ? .running : record.status ?? .killed
  }

  /// A run that is known already, and does not go on.
  init(_ record: RunRecord, at path: String) {
    (self.record, self.path, isRunning) = (record, path, false)
  }

  /// Reads the run of a directory; nil if that holds no record that can be read.
  package init?(at path: String) {
    // Looked at first: a run that ends in between then still has its end.
    isRunning = Self.isLocked(path)
    self.path = path
    let file = "\(path)/\(RunDirectory.recordName)"
    guard let bytes = try? SourceReader.read(file, limit: Self.sizeLimit),
      let json = JSONValue(bytes: bytes),
      let record = RunRecord(json)
    else { return nil }
    self.record = record
  }

  /// Writes the record again, as after its label was changed.
  ///
  /// - Throws: `SourceFailure` if it cannot be written.
  package func save() throws(SourceFailure) {
    try SourceWriter.put(record.bytes, at: "\(path)/\(RunDirectory.recordName)")
  }

  /// Whether a process holds the lock of a directory.
  static func isLocked(_ path: String) -> Bool {
    // SAFETY: the path is a C string for the time of the call.
    let lock = unsafe open("\(path)/\(RunDirectory.lockName)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    return flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}

extension RunRecord {
  /// The record as its file has it.
  var bytes: [UInt8] { Array(json.text(.notebook).utf8) + [UInt8(ascii: "\n")] }
}
