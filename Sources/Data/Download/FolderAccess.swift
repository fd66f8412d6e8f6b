import Glibc

/// What may be done to a folder, found out without touching anything.
package enum FolderAccess {
  /// Why files cannot be put into a folder, as `errno`; nil if they can.
  ///
  /// A folder that is not there yet would be made, so the nearest one above it is asked. A full disk
  /// shows only when something is written.
  ///
  /// - Parameter folder: An absolute path.
  /// - Returns: `ENOTDIR`, `EACCES`, `EROFS`, or what else the system says.
  static func obstacle(of folder: String) -> Int32? {
    switch InputFile.presence(of: folder) {
    case .directory:
      // SAFETY: the path is a C string for the call.
      return unsafe access(folder, W_OK | X_OK) == 0 ? nil : errno
    case .file: return ENOTDIR
    case .other:
      // SAFETY: as above.
      return unsafe access(folder, W_OK) == 0 ? ENOTDIR : errno
    case .nothing:
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return ENOENT }
      return obstacle(of: slash == folder.startIndex ? "/" : String(folder[..<slash]))
    }
  }

  /// Why a file cannot be written, in the words of the system; nil if it can, as far as can be told
  /// without writing anything.
  ///
  /// - Parameter path: An absolute path; the file and its folders need not be there yet.
  /// - Returns: The obstacle.
  package static func obstacle(ofFile path: String) -> String? {
    switch InputFile.presence(of: path) {
    case .file:
      // SAFETY: the path is a C string for the call.
      return unsafe access(path, R_OK | W_OK) == 0 ? nil : DataError.systemWords(errno)
    case .directory: return DataError.systemWords(EISDIR)
    case .other: return "not a regular file"
    case .nothing:
      guard let slash = path.lastIndex(of: "/") else { return DataError.systemWords(ENOENT) }
      return obstacle(of: slash == path.startIndex ? "/" : String(path[..<slash]))
        .map(DataError.systemWords)
    }
  }

  /// Whether there is a folder at a path.
  package static func isFolder(_ path: String) -> Bool {
    InputFile.presence(of: path) == .directory
  }

  /// Whether there is anything at a path.
  package static func isThere(_ path: String) -> Bool { InputFile.presence(of: path) != .nothing }
}
