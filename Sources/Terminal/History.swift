import Glibc
import MNLNotebook
import MNLRender
import MNLSession

/// The cells that were typed at prompts, in a file that all sessions append to.
///
/// A record is a line of JSON, written as a whole and at once, before its cell runs: whatever ends
/// the session loses none, and no session can spoil what another has written. What cannot be read is
/// passed over, and what cannot be written is told once; neither keeps the prompt from starting.
package final class History {
  /// Bytes at the end of the file that are read at the start.
  static let readLimit = 4 << 20
  /// Cells that are taken over at the start.
  static let cellLimit = 2_000

  /// The cells of earlier sessions, the oldest first.
  package private(set) var earlier: [String] = []
  /// What is wrong with the file, to be told once; nil if nothing is.
  package private(set) var warning: String?

  private let path: String
  private var descriptor: Int32 = -1
  private var endsInsideRecord = false

  /// The file that the environment names; nil if it names no place.
  ///
  /// - Parameter environment: The environment variables.
  /// - Returns: `$XDG_STATE_HOME/mnl/history.jsonl`, or the same under `~/.local/state`.
  package static func path(in environment: [String: String]) -> String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return "\(state)/mnl/history.jsonl"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return "\(home)/.local/state/mnl/history.jsonl"
  }

  /// Opens the file, and makes it and its folders if there is none.
  ///
  /// - Parameters:
  ///   - path: The path of the file; nil if there is no place for it.
  ///   - isPrivate: Whether nothing is to be written.
  package init(path: String?, isPrivate: Bool = false) {
    self.path = path ?? ""
    guard path != nil else {
      let reason = "neither HOME nor XDG_STATE_HOME is set"
      warning = isPrivate ? nil : "cells are not kept for the next session: \(reason)"
      return
    }
    load()
    if !isPrivate { open() }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes a cell down, unless nothing is to be written.
  ///
  /// - Parameter cell: The cell.
  /// - Returns: What went wrong, in words, when it does so for the first time.
  package func append(_ cell: String) -> String? {
    guard descriptor >= 0 else { return nil }
    let record = JSONText.object([("time", .int(time(nil))), ("cell", .text(cell))])
    let bytes = Array(((endsInsideRecord ? "\n" : "") + record.encoded + "\n").utf8)
    // SAFETY: `write` reads the bytes of the array during the call.
    let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard count != bytes.count else {
      endsInsideRecord = false
      return nil
    }
    let reason = count < 0 ? SourceReader.words(errno) : "no space left on device"
    endsInsideRecord = endsInsideRecord || count > 0
    guard warning == nil else { return nil }
    warning = Self.unwritten(path, because: reason)
    return warning
  }

  private func open() {
    makeFolders()
    // Should it be a pipe, nobody waits for its other end. SAFETY: the path lives during the call.
    let file = unsafe Glibc.open(
      path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else {
      warning = Self.unwritten(path, because: SourceReader.words(errno))
      return
    }
    guard let size = Self.size(of: file) else {
      close(file)
      warning = Self.unwritten(path, because: "not a regular file")
      return
    }
    descriptor = file
    endsInsideRecord = size > 0 && Self.read(file, from: size - 1, count: 1) != [UInt8(ascii: "\n")]
  }

  private func makeFolders() {
    let slash = UInt8(ascii: "/")
    for (offset, byte) in path.utf8.enumerated().dropFirst() where byte == slash {
      // What fails here fails anew when the file is opened. SAFETY: the path lives during the call.
      _ = unsafe mkdir(String(decoding: path.utf8.prefix(offset), as: UTF8.self), 0o700)
    }
  }

  private func load() {
    // SAFETY: the path lives during the call.
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return }
    defer { close(file) }
    guard let size = Self.size(of: file) else { return }
    let start = max(0, size - Self.readLimit)
    var lines = Self.read(file, from: start, count: size - start)
      .split(separator: UInt8(ascii: "\n"))
    // The first one most likely lacks its beginning.
    if start > 0, !lines.isEmpty { lines.removeFirst() }
    earlier = lines.suffix(Self.cellLimit).compactMap { line in
      guard case .text(let cell)? = JSONValue(line: Array(line))?["cell"] else { return nil }
      return cell
    }
  }

  /// The size of a regular file; nil if it is something else.
  private static func size(of file: Int32) -> Int? {
    var status = stat()
    // SAFETY: fills the structure and keeps no pointer to it.
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private static func read(_ file: Int32, from offset: Int, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe bytes.withUnsafeMutableBytes { buffer in
      // SAFETY: writes at most `buffer.count` bytes into the buffer, inside the closure only.
      unsafe pread(file, buffer.baseAddress, buffer.count, off_t(offset))
    }
    return Array(bytes.prefix(max(0, got)))
  }

  private static func unwritten(_ path: String, because reason: String) -> String {
    "cells are not kept for the next session: '\(path)': \(reason)"
  }
}
