import Glibc

/// A file in the making that takes the place of another when it is whole, and else vanishes.
///
/// It lies in the same folder under a temporary name, so that the last step is a rename, which
/// happens wholly or not at all, even if the machine stops.
package struct ReplacementFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isDone = false

  /// Begins a file that will be at `path`, and removes what a killed process left of one.
  init(at path: String) throws(SafetensorsFault) {
    guard !path.utf8.contains(0) else { throw .system(action: "written", number: EINVAL) }
    Self.removeLeftovers(of: path)
    var attempt = 0
    while true {
      let name = "\(path).\(getpid()).\(attempt).tmp"
      // SAFETY: the name is a C string for the time of the call; so are those below.
      let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      // A file that nobody has locked is taken for left over: this one may have been, just now.
      if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.hasName(descriptor) {
        self.path = path
        temporary = name
        self.descriptor = descriptor
        return
      }
      let number = descriptor >= 0 ? EEXIST : errno
      if descriptor >= 0 { close(descriptor) }
      guard number == EEXIST, attempt < 100 else {
        throw .system(action: "written", number: number)
      }
      attempt += 1
    }
  }

  deinit {
    close(descriptor)
    if !isDone { unsafe unlink(temporary) }
  }

  /// Appends bytes.
  ///
  /// - Complexity: O(bytes).
  func write(_ bytes: [UInt8]) throws(SafetensorsFault) {
    var written = 0
    while written < bytes.count {
      // SAFETY: the bytes from `written` up to `count` are the array's.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
      }
      guard count >= 0 || errno == EINTR else { throw .system(action: "written", number: errno) }
      written += max(0, count)
    }
  }

  /// Writes over bytes that were appended before.
  func overwrite(at offset: Int, _ bytes: [UInt8]) throws(SafetensorsFault) {
    // SAFETY: the bytes are the array's, for the time of the call.
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
    }
    guard count == bytes.count else {
      throw .system(action: "written", number: count < 0 ? errno : EIO)
    }
  }

  /// Puts the file in its place, once it is safely on the disk.
  mutating func commit() throws(SafetensorsFault) {
    guard fsync(descriptor) == 0, unsafe rename(temporary, path) == 0 else {
      throw .system(action: "written", number: errno)
    }
    isDone = true
    // The rename itself is kept by the folder. Some file systems cannot sync a folder: the new
    // file is whole all the same, so that is no failure.
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }
}

extension ReplacementFile {
  /// Writes a file that takes the place of another as a whole, or not at all.
  ///
  /// - Throws: `LearnError.file`; what was there is then as it was.
  /// - Complexity: O(bytes).
  package static func write(_ bytes: [UInt8], to path: String) throws(LearnError) {
    do throws(SafetensorsFault) {
      var file = try ReplacementFile(at: path)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw .file(path: path, error)
    }
  }
}
