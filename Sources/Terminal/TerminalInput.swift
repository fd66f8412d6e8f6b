import Glibc

/// The bytes that a terminal gives, and the signals that come while one waits for them.
final class TerminalInput {
  /// What came first.
  enum Arrival: Equatable {
    /// There are bytes to take.
    case bytes
    /// A signal asks for a stop.
    case signal
    /// The terminal has another size, or the process was resumed.
    case change
    /// The input ended: the terminal went away.
    case end
  }

  private let descriptor: Int32
  private let signals: Int32
  private let changes: Int32
  private var buffer: [UInt8] = []
  private var position = 0

  /// Makes an input.
  ///
  /// - Parameters:
  ///   - descriptor: The terminal.
  ///   - signals: Readable when a signal asks for a stop.
  ///   - changes: Readable when something happened to the terminal; -1 if nobody wants to know.
  init(descriptor: Int32, signals: Int32, changes: Int32 = -1) {
    self.descriptor = descriptor
    self.signals = signals
    self.changes = changes
  }

  /// Whether nothing has arrived that is not yet taken.
  var isEmpty: Bool { position == buffer.count }

  /// Takes the next byte that has arrived; nil if none has.
  func take() -> UInt8? {
    guard position < buffer.count else { return nil }
    defer { position += 1 }
    return buffer[position]
  }

  /// Takes all up to the next end of a line, and leaves that out; nil if none has arrived.
  func takeLine() -> String? {
    guard let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { position = end + 1 }
    return String(decoding: buffer[position..<end], as: UTF8.self)
  }

  /// Takes all that has arrived.
  func takeRest() -> String {
    defer { position = buffer.count }
    return String(decoding: buffer[position...], as: UTF8.self)
  }

  /// Forgets what has arrived and was not taken.
  func discard() {
    buffer = []
    position = 0
  }

  /// Waits until more arrives.
  ///
  /// - Parameter milliseconds: How long at most; for ever if negative.
  /// - Returns: What came; nil if nothing did in that time.
  func wait(milliseconds: Int32 = -1) -> Arrival? {
    while true {
      // An entry with a negative descriptor is passed over.
      var requests = [signals, changes, descriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let count = unsafe requests.withUnsafeMutableBufferPointer { entries in
        // SAFETY: `poll` writes into the entries that it is given, inside the closure only.
        unsafe poll(entries.baseAddress, nfds_t(entries.count), milliseconds)
      }
      if count == 0 { return nil }
      guard count > 0 else { continue }
      if requests[0].revents != 0 { return .signal }
      if requests[1].revents != 0 { return .change }
      if let arrival = read() { return arrival }
    }
  }

  /// Reads what is there; nil if a signal came in between.
  private func read() -> Arrival? {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe chunk.withUnsafeMutableBytes { bytes in
      // SAFETY: `read` writes at most `bytes.count` bytes into the buffer.
      unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return nil }
    guard count > 0 else { return .end }
    buffer = Array(buffer[position...]) + chunk[..<count]
    position = 0
    return .bytes
  }
}
