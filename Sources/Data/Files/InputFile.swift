import Glibc

/// An open file that is read once from start to end, and closed when its owner lets go of it.
struct InputFile: ~Copyable {
  /// What kind of thing a path leads to.
  enum Presence: Equatable {
    case nothing
    case directory
    case file
    case other
  }

  /// How much is asked of the system at once, in bytes.
  static let chunk = 1 << 16

  /// Where the file lies, or what errors are to call it.
  let path: String
  /// The length of the file in bytes when it was opened.
  let length: Int
  /// How many bytes have been read.
  private(set) var offset = 0

  private let descriptor: Int32

  /// Opens a regular file; a pipe is refused rather than waited for.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  /// - Throws: `unreadable`, `isDirectory`, `notRegular`.
  init(path: String, named name: String? = nil) throws(DataError) {
    let shown = name ?? path
    // A C string would end at the first zero, and lead to another file than the one named.
    guard !path.utf8.contains(0) else { throw .unreadable(path: shown, errno: EINVAL) }
    // SAFETY: `open` reads the path as a C string that lives for the call.
    let descriptor = Self.retrying { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw .unreadable(path: shown, errno: errno) }
    var status = stat()
    // SAFETY: `fstat` fills the whole structure it is given, which is ours.
    guard unsafe fstat(descriptor, &status) == 0 else {
      let reason = errno
      close(descriptor)
      throw .unreadable(path: shown, errno: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw status.st_mode & S_IFMT == S_IFDIR
        ? .isDirectory(path: shown) : .notRegular(path: shown)
    }
    self.path = shown
    self.descriptor = descriptor
    length = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Reads the next bytes into the start of a buffer.
  ///
  /// - Returns: How many were read; 0 only at the end of the file.
  mutating func read(into buffer: inout [UInt8]) throws(DataError) -> Int {
    let descriptor = self.descriptor
    let count = Self.retrying {
      // SAFETY: the system writes at most `bytes.count` bytes into memory the array owns.
      unsafe buffer.withUnsafeMutableBytes { bytes in
        Int32(truncatingIfNeeded: unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count))
      }
    }
    guard count >= 0 else { throw .unreadable(path: path, errno: errno) }
    offset += Int(count)
    return Int(count)
  }

  /// Tells what a path leads to, links followed.
  static func presence(of path: String) -> Presence {
    guard !path.utf8.contains(0) else { return .nothing }
    var status = stat()
    // SAFETY: the path is a C string for the call, and the structure is ours.
    guard unsafe stat(path, &status) == 0 else {
      // What may not be looked at is there: opening it gives the reason.
      return errno == EACCES ? .other : .nothing
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .directory
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// Repeats a call that a signal interrupted.
  private static func retrying(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
