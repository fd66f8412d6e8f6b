import Glibc
package import MNLDiagnostics

/// Reads code from files and from standard input.
package enum SourceReader {
  /// Bytes beyond which a file is taken for something else than code.
  package static let sizeLimit = 64 << 20

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Parameters:
  ///   - path: The path as the user gave it.
  ///   - limit: Bytes beyond which the file is refused.
  /// - Returns: The bytes, not checked for anything but their number.
  /// - Throws: `SourceFailure` with the words of the system for what went wrong.
  package static func read(
    _ path: String, limit: Int = sizeLimit
  ) throws(SourceFailure) -> [UInt8] {
    guard path != "-" else { return try read(STDIN_FILENO, named: "<stdin>", limit: limit) }
    // SAFETY: the string lives for the time of the call; `open` keeps no pointer to it.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SourceFailure(path, words(errno)) }
    defer { close(descriptor) }
    return try read(descriptor, named: path, limit: limit)
  }

  private static func read(
    _ descriptor: Int32, named name: String, limit: Int
  ) throws(SourceFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        // SAFETY: `read` writes at most `buffer.count` bytes into the buffer.
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0 {
        guard errno != EINTR else { continue }
        throw SourceFailure(name, words(errno))
      }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw SourceFailure(name, "larger than \(limit >> 20) MiB, which no script is")
      }
    }
  }

  /// The system's words for an error: `no such file or directory`.
  package static func words(_ code: Int32) -> String {
    // SAFETY: `strerror` returns a string that lives at least until its next call on this thread.
    let text = unsafe String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// A file of code that cannot be read.
package struct SourceFailure: Error {
  /// What the user calls it.
  package let name: String
  /// The fault, without a place in a text.
  package let diagnostic: Diagnostic

  /// Makes a failure of a name and the reason.
  init(_ name: String, _ reason: String) {
    self.init(name, Diagnostic(.unreadableSource, "'\(name)' cannot be read: \(reason)"))
  }

  /// Makes the failure of a file that cannot be written, for the `errno` of the system.
  init(unwritable name: String, _ code: Int32) {
    let reason = SourceReader.words(code)
    self.init(name, Diagnostic(.unwritableFile, "'\(name)' cannot be written: \(reason)"))
  }

  /// Makes a failure of a name and the fault.
  init(_ name: String, _ diagnostic: Diagnostic) {
    self.name = name
    self.diagnostic = diagnostic
  }
}
