import Glibc
import MNLRuntime

/// Looks at the file system for the check of a script.
enum PathProbe {
  /// What lies at a path, links followed; a relative one starts at the current folder.
  static func content(of path: String) -> PathContent {
    var status = stat()
    // SAFETY: the string and the record live for the time of the call; `stat` keeps no pointer.
    guard unsafe stat(path, &status) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .nothing : .unknown
    }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }
}
