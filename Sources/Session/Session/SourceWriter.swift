import FoundationEssentials
import Glibc
import MNLDiagnostics

/// Writes code into files, wholly or not at all.
package enum SourceWriter {
  /// Replaces a file; its permissions stay, and so does a symbolic link to it.
  ///
  /// - Parameters:
  ///   - path: The path of the file, which exists.
  ///   - bytes: What it is to hold.
  /// - Throws: `SourceFailure` with the reason; the file is then as it was.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SourceFailure) {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let draft = draft(of: file)
    do {
      try write(bytes, to: draft)
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      try FileManager.default.setAttributes(
        [.posixPermissions: mode ?? 0o666], ofItemAtPath: draft.path)
      try check(unsafe rename(draft.path, file.path))
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw SourceFailure(unwritable: path, because: error)
    }
  }

  /// Makes a file that is not there yet.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - bytes: What it is to hold.
  /// - Throws: `SourceFailure` with the reason, also if somebody made the file meanwhile.
  package static func create(_ path: String, with bytes: [UInt8]) throws(SourceFailure) {
    let file = URL(filePath: path)
    let draft = draft(of: file)
    defer { try? FileManager.default.removeItem(at: draft) }
    do {
      try write(bytes, to: draft)
      // Unlike a rename, a link never takes the place of a file; where there are no links, whoever
      // made one since the look before loses it.
      // SAFETY: both paths are C strings for the time of the call.
      guard unsafe link(draft.path, file.path) < 0 else { return }
      guard [EPERM, ENOTSUP, ENOSYS].contains(errno), !FileManager.default.fileExists(atPath: path)
      else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      try check(unsafe rename(draft.path, file.path))
    } catch {
      throw SourceFailure(unwritable: path, because: error)
    }
  }

  /// Makes the temporary file that a write begins with, and takes it away again.
  ///
  /// - Throws: `SourceFailure` with the reason why it cannot be made.
  static func tryDraft(of path: String) throws(SourceFailure) {
    let draft = draft(of: URL(filePath: path).resolvingSymlinksInPath())
    do {
      try Data().write(to: draft)
      try FileManager.default.removeItem(at: draft)
    } catch {
      throw SourceFailure(unwritable: path, because: error)
    }
  }

  /// Makes a folder, if it is not there yet.
  ///
  /// - Throws: `SourceFailure` with the reason.
  package static func createFolder(_ path: String) throws(SourceFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw SourceFailure(unwritable: path, because: error)
    }
  }

  /// Removes a folder with everything in it.
  ///
  /// - Throws: `SourceFailure` with the reason; part of it may be gone then.
  package static func removeFolder(_ path: String) throws(SourceFailure) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw SourceFailure(unwritable: path, because: error)
    }
  }

  /// The temporary name of a file: in the same folder, so that the last step is a rename, which
  /// happens wholly or not at all.
  private static func draft(of file: URL) -> URL {
    file.deletingLastPathComponent().appending(
      path: ".\(file.lastPathComponent).\(getpid()).tmp")
  }

  private static func write(_ bytes: [UInt8], to draft: URL) throws {
    try Data(bytes).write(to: draft)
    // SAFETY: the path is a C string for the time of the call.
    let descriptor = unsafe open(draft.path, O_RDONLY | O_CLOEXEC)
    try check(descriptor)
    defer { close(descriptor) }
    try check(fsync(descriptor))
  }

  private static func check(_ result: Int32) throws(POSIXError) {
    guard result < 0 else { return }
    throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }
}

extension SourceFailure {
  /// A failure of a file that cannot be written.
  fileprivate init(unwritable name: String, because error: any Error) {
    let cause = (error as? CocoaError)?.underlying ?? error
    let reason = (cause as? POSIXError).map { SourceReader.words($0.code.rawValue) }
    self.init(
      name,
      Diagnostic(.unwritableFile, "'\(name)' cannot be written: \(reason ?? "\(cause)")"))
  }
}
