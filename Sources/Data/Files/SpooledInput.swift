import Glibc

/// Standard input as a file without a name that can be read more than once, as long as this lives.
package final class SpooledInput {
  /// Where it lies.
  package let path: String
  private let descriptor: Int32

  /// Reads standard input to its end.
  ///
  /// - Throws: `unreadable`, `unwritable`, with `<stdin>` for the path.
  /// - Complexity: O(bytes), none of which are kept in memory.
  package init() throws(DataError) {
    // SAFETY: the variable is a C string, which lives as long as the process or a later change.
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/mnl-input-XXXXXX".utf8CString)
    // SAFETY: the name is a C string of ours, which the call fills in.
    descriptor = unsafe name.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return -1 }
      let descriptor = unsafe mkstemp(base)
      // Nobody else needs it, and it is gone with this process whatever happens.
      if descriptor >= 0 { unsafe unlink(base) }
      return descriptor
    }
    guard descriptor >= 0 else { throw .unwritable(path: "<stdin>", errno: errno) }
    path = "/proc/self/fd/\(descriptor)"
    var buffer = [UInt8](repeating: 0, count: InputFile.chunk)
    while true {
      // SAFETY: the system reads and writes within the array.
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unreadable(path: "<stdin>", errno: errno) }
      var written = 0
      while written < count {
        let step = unsafe buffer.withUnsafeBytes { bytes in
          unsafe write(
            descriptor, bytes.baseAddress.map { unsafe $0 + written }, count - written)
        }
        guard step > 0 || errno == EINTR else {
          throw .unwritable(path: "<stdin>", errno: errno)
        }
        written += max(0, step)
      }
    }
  }

  deinit { close(descriptor) }
}
