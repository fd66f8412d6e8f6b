import Glibc

// What a process leaves that is killed in the middle of writing.
extension ReplacementFile {
  /// Removes temporary files of `path` that no process is writing any more.
  ///
  /// Whoever writes one holds a lock on it, which goes with the process. What cannot be removed
  /// stays: it is no reason not to write.
  ///
  /// - Complexity: O(names in the folder).
  static func removeLeftovers(of path: String) {
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) }
    let folder = cut.map { String(path[..<$0]) } ?? "./"
    let name = String(path[(cut ?? path.startIndex)...])
    for entry in names(in: folder) where isTemporary(entry, of: name) {
      // SAFETY: the names are C strings for the time of the calls.
      let descriptor = unsafe open(folder + entry, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unsafe unlink(folder + entry) }
      close(descriptor)
    }
  }

  /// Whether an open file still has a name.
  static func hasName(_ descriptor: Int32) -> Bool {
    var status = stat()
    // SAFETY: `status` is this function's own.
    return unsafe fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }

  /// Whether a name is that of a temporary file: `run.ckpt.4711.0.tmp`.
  private static func isTemporary(_ entry: String, of name: String) -> Bool {
    guard entry.hasPrefix(name + "."), entry.hasSuffix(".tmp") else { return false }
    let numbers = entry.dropFirst(name.utf8.count + 1).dropLast(4)
      .split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 2 && numbers.allSatisfy { Int($0) != nil }
  }

  /// The names in a folder; none if it cannot be read.
  private static func names(in folder: String) -> [String] {
    // SAFETY: the stream is this function's own, and each entry is copied before the next is read.
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names
  }
}
