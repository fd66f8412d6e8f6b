import Glibc

/// A file opened for reading at any place; closed when it goes.
struct OpenFile: ~Copyable {
  /// How many bytes it had when it was opened.
  let size: Int
  private let descriptor: Int32

  /// Opens a file; a pipe or a device is refused without waiting for it.
  init(_ path: String) throws(SafetensorsFault) {
    guard !path.utf8.contains(0) else { throw .system(action: "opened", number: EINVAL) }
    // SAFETY: the path is a C string for the time of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(action: "opened", number: errno) }
    var status = stat()
    // SAFETY: `status` is this function's own.
    let result = unsafe fstat(descriptor, &status)
    guard result == 0, status.st_mode & S_IFMT == S_IFREG else {
      let number = errno
      close(descriptor)
      throw result == 0 ? .notAFile : .system(action: "opened", number: number)
    }
    size = Int(status.st_size)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The `count` bytes from `offset` on.
  ///
  /// - Throws: `endsEarly` if there are fewer.
  /// - Complexity: O(count).
  func read(at offset: Int, count: Int) throws(SafetensorsFault) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        // SAFETY: `count - filled` bytes of the buffer are free behind the filled ones.
        let got = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled,
          off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    guard failure == 0 else { throw .system(action: "read", number: failure) }
    guard bytes.count == count else { throw .endsEarly(offset: offset + bytes.count) }
    return bytes
  }
}
