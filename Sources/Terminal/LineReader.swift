import Glibc

/// Reads lines from a terminal and notices signals while it waits.
final class LineReader {
  /// What came.
  enum Input: Equatable {
    /// A line, without its end.
    case line(String)
    /// A signal arrived; what had been typed is gone.
    case interrupted
    /// Ctrl-D, or the terminal went away.
    case end
  }

  private let descriptor: Int32
  private let signals: Int32
  private var buffer: [UInt8] = []

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - descriptor: The terminal.
  ///   - signals: A descriptor that becomes readable when a signal arrives.
  init(descriptor: Int32, signals: Int32) {
    self.descriptor = descriptor
    self.signals = signals
  }

  /// Waits for the next line.
  func read() -> Input {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeSubrange(...end)
        return .line(line)
      }
      guard waitForInput() else {
        buffer = []
        return .interrupted
      }
      if let rest = readChunk() { return rest }
    }
  }

  /// Waits for the terminal; false if a signal came first.
  private func waitForInput() -> Bool {
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = unsafe requests.withUnsafeMutableBufferPointer { entries in
        // SAFETY: `poll` writes into the entries that it is given, inside the closure only.
        unsafe poll(entries.baseAddress, nfds_t(entries.count), -1)
      }
      if requests[1].revents != 0 { return false }
      if count > 0 { return true }
    }
  }

  /// Reads what is there; at the end, the line that has no end or `.end`.
  private func readChunk() -> Input? {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = unsafe chunk.withUnsafeMutableBytes { bytes in
      // SAFETY: `read` writes at most `bytes.count` bytes into the buffer.
      unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
    }
    if count > 0 {
      buffer += chunk[..<count]
      return nil
    }
    if count < 0, errno == EINTR { return nil }
    guard !buffer.isEmpty else { return .end }
    defer { buffer = [] }
    return .line(String(decoding: buffer, as: UTF8.self))
  }
}
