import Glibc
import MNLData
import MNLNotebook

/// The files that a run wrote, with what proves that they are still the same: `artifacts/index.json`.
struct Artifacts {
  /// A file.
  private struct Entry {
    let path: String
    var cell: Int?
    var sha256: String?
    var size: Int?
  }

  private var entries: [Entry] = []

  /// Whether a file was written since the index was made.
  private(set) var isChanged = false

  /// Notes that a file was written, or written again.
  ///
  /// - Complexity: O(files).
  mutating func note(_ path: String, cell: Int?) {
    let absolute = path.hasPrefix("/") ? path : "\(Self.workingFolder)/\(path)"
    entries.removeAll { $0.path == absolute }
    entries.append(Entry(path: absolute, cell: cell))
    isChanged = true
  }

  /// The index as JSON; files are looked at now, where that was not done since they were written.
  ///
  /// - Complexity: O(bytes) of the files that are new.
  mutating func index() -> JSONValue {
    for place in entries.indices where entries[place].sha256 == nil {
      guard let found = try? ContentHash.ofFile(entries[place].path) else { continue }
      (entries[place].sha256, entries[place].size) = found
    }
    isChanged = false
    return .list(
      entries.map { entry in
        .object(pairs: [
          ("path", .text(entry.path)), ("sha256", JSONValue(optional: entry.sha256)),
          ("bytes", JSONValue(optional: entry.size)), ("cell", JSONValue(optional: entry.cell)),
        ])
      })
  }

  private static var workingFolder: String {
    // SAFETY: the system allocates the path, which is copied and freed.
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
