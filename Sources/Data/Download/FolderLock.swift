import Glibc

/// The right to fill a folder, which one process has at a time.
///
/// A lock rather than a temporary name for each process: what an interrupted download left can be
/// continued by one writer only, and a second process that waits gets the files without fetching
/// them again. The system takes the lock back when its owner ends, however it ends; so the lock
/// file itself says nothing, and stays.
struct FolderLock: ~Copyable {
  /// Seconds between two attempts.
  private static let pause = 0.1

  private let descriptor: Int32

  /// Makes the folder with those above it, and waits for the right to fill it.
  ///
  /// - Parameters:
  ///   - folder: An absolute path.
  ///   - waiting: Is called in each pause while another has the lock; throws to give up.
  /// - Throws: `unwritable`, or what `waiting` throws.
  init(folder: String, waiting: () throws(DataError) -> Void) throws(DataError) {
    try Self.make(folder)
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe open(folder + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: folder, errno: errno) }
    do throws(DataError) {
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR else {
          throw .unwritable(path: folder, errno: errno)
        }
        try waiting()
        usleep(UInt32(Self.pause * 1_000_000))
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Makes a folder with those above it.
  private static func make(_ folder: String) throws(DataError) {
    switch InputFile.presence(of: folder) {
    case .directory: return
    case .file, .other: throw .unwritable(path: folder, errno: ENOTDIR)
    case .nothing: break
    }
    if let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      try make(String(folder[..<slash]))
    }
    // SAFETY: the path is a C string for the call.
    guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .unwritable(path: folder, errno: errno)
    }
  }
}
