import MNLDiagnostics
import MNLRuntime

extension SourceWriter {
  /// Refuses to write a file if something would be lost by that.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - bytes: What it is to hold.
  ///   - help: What lets the user do it all the same.
  /// - Throws: `SourceFailure` if there is anything that is not a file of just these bytes.
  package static func checkNothingIsLost(
    at path: String, by bytes: [UInt8], help: String
  ) throws(SourceFailure) {
    switch PathProbe.content(of: path) {
    case .nothing: return
    case .file:
      if let held = try? SourceReader.read(path, limit: bytes.count), held == bytes { return }
      throw SourceFailure(path, Self.occupied(path, help: help))
    default: throw SourceFailure(path, Self.occupied(path, help: nil))
    }
  }

  private static func occupied(_ path: String, help: String?) -> Diagnostic {
    Diagnostic(
      .unwritableFile, "'\(path)' is there already, and holds something else", help: help)
  }

  /// Makes sure that a file can be written, without touching what is there.
  ///
  /// - Throws: `SourceFailure` with the reason.
  package static func checkPlace(of path: String) throws(SourceFailure) {
    guard PathProbe.content(of: path) != .folder else {
      throw SourceFailure(
        path, Diagnostic(.unwritableFile, "'\(path)' cannot be written: it is a folder"))
    }
    try tryDraft(of: path)
  }

  /// Writes a file, whether it is there already or not.
  ///
  /// - Parameters:
  ///   - bytes: What it is to hold.
  ///   - path: The path of the file.
  /// - Throws: `SourceFailure` with the reason; what was there is then as it was.
  package static func put(_ bytes: [UInt8], at path: String) throws(SourceFailure) {
    switch PathProbe.content(of: path) {
    case .nothing: try create(path, with: bytes)
    default: try replace(path, with: bytes)
    }
  }
}
