import Glibc

/// A file of a run that grows: lines are added at its end, and reach the disk in larger pieces.
package final class RunFile {
  /// Bytes that are kept back at most.
  private static let bufferSize = 64 << 10

  /// Its name within the directory.
  let name: String
  private let descriptor: Int32
  private let onFailure: (Int32) -> Void
  private var buffer: [UInt8] = []
  private var hasFailed: Bool

  /// Opens a file, or makes it.
  ///
  /// - Parameters:
  ///   - name: Its name within the directory.
  ///   - folder: The path of the directory.
  ///   - onFailure: Called with `errno` when the file fails, once; nothing is written afterwards.
  init(_ name: String, in folder: String, onFailure: @escaping (Int32) -> Void) {
    self.name = name
    self.onFailure = onFailure
    // SAFETY: the string lives for the time of the call; `open` keeps no pointer to it.
    descriptor = unsafe open("\(folder)/\(name)", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    hasFailed = descriptor < 0
    if hasFailed { onFailure(errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds a text at the end.
  package func append(_ text: String) {
    guard !hasFailed else { return }
    buffer += text.utf8
    if buffer.count >= Self.bufferSize { flush() }
  }

  /// Writes what was kept back.
  func flush() {
    var rest = buffer[...]
    while !rest.isEmpty, !hasFailed {
      let count = unsafe rest.withUnsafeBytes { bytes in
        // SAFETY: `write` reads no more than `bytes.count` bytes of the buffer.
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno != EINTR { fail(errno) }
      rest = rest.dropFirst(max(0, count))
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Whether somebody took the file away while it was written.
  var isGone: Bool {
    var status = stat()
    // SAFETY: `status` is this function's own.
    guard !hasFailed, unsafe fstat(descriptor, &status) == 0 else { return false }
    return status.st_nlink == 0
  }

  private func fail(_ code: Int32) {
    hasFailed = true
    onFailure(code)
  }
}
