import Glibc
import MNLDiagnostics
import MNLEvents

/// A file to which the cells of a session are written as they end.
final class SessionLogFile {
  /// Where it is.
  let path: String
  private let descriptor: Int32

  /// Opens a file, or makes it; what it holds stays.
  ///
  /// - Throws: `SourceFailure` with the words of the system.
  init(_ path: String) throws(SourceFailure) {
    self.path = path
    // SAFETY: the string lives for the time of the call; `open` keeps no pointer to it.
    descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SourceFailure(unwritable: path, errno) }
  }

  deinit { close(descriptor) }

  /// Writes a cell at the end: as it was typed if it succeeded, else as comments.
  ///
  /// - Throws: `SourceFailure` if the file cannot take it.
  func append(_ cell: CellLog.Entry) throws(SourceFailure) {
    var text = "# %%\n"
    if cell.status == .ok {
      text += cell.code + "\n\n"
    } else {
      let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
      text += "# did not succeed:\n" + lines.map { "# \($0)\n" }.joined() + "\n"
    }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        // SAFETY: `write` reads no more than `bytes.count` bytes of the buffer.
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      guard count >= 0 || errno == EINTR else { throw SourceFailure(unwritable: path, errno) }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
