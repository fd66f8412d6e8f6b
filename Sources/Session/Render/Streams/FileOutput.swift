import Glibc

/// A file descriptor as an output: every text is written whole, and a failure is told once.
package final class FileOutput: TextOutput {
  private let descriptor: Int32
  private let onFailure: (Int32) -> Void
  private var hasFailed = false

  /// Makes an output of a descriptor that stays open as long as the output lives.
  ///
  /// - Parameters:
  ///   - descriptor: The descriptor.
  ///   - onFailure: Called with `errno` when a write fails, once; nothing is written afterwards.
  package init(descriptor: Int32, onFailure: @escaping (Int32) -> Void = { _ in }) {
    self.descriptor = descriptor
    self.onFailure = onFailure
  }

  /// The width of the window now, which the user may change at any time.
  package var columns: Int? {
    window.map { $0.ws_col > 0 ? Int($0.ws_col) : 80 }
  }

  /// The height of the window now.
  package var rows: Int? {
    window.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
  }

  /// The size of the window, zeros where the terminal does not tell; nil for what is no terminal.
  private var window: winsize? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    // SAFETY: the request fills the `winsize` that it is given and keeps no pointer to it.
    let result = unsafe withUnsafeMutablePointer(to: &size) { pointer in
      unsafe ioctl(descriptor, UInt(TIOCGWINSZ), pointer)
    }
    return result == 0 ? size : winsize()
  }

  /// Writes all of a text, waiting where the reader is slow.
  package func write(_ text: String) {
    guard !hasFailed else { return }
    var text = text
    // SAFETY: the pointer is used inside the closure only, for `count - written` bytes that exist.
    let failure = text.withUTF8 { bytes -> Int32? in
      var written = 0
      while written < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(bytes)[written...]
        let count = unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          written += count
        } else if errno == EAGAIN {
          waitUntilWritable()
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
    guard let failure else { return }
    hasFailed = true
    onFailure(failure)
  }

  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // SAFETY: one entry, valid for the time of the call.
    _ = unsafe poll(&request, 1, -1)
  }
}
