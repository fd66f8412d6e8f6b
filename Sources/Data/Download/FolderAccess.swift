import Glibc

/// What may be done to a folder, found out without touching anything.
enum FolderAccess {
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
}
