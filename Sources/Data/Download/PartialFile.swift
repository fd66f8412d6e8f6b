import Glibc

/// A file that is coming in, under a name that nobody takes for the whole one.
///
/// What was written stays when the process dies, and the next one goes on from there.
struct PartialFile: ~Copyable {
  /// Where it lies.
  let path: String
  /// How many bytes it has.
  private(set) var length: Int

  private let descriptor: Int32

  /// Opens the file, and makes it if there is none.
  ///
  /// - Throws: `unwritable`.
  init(path: String) throws(DataError) {
    // SAFETY: `open` reads the path as a C string that lives for the call.
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
    let end = lseek(descriptor, 0, SEEK_END)
    guard end >= 0 else {
      let reason = errno
      close(descriptor)
      throw .unwritable(path: path, errno: reason)
    }
    self.path = path
    self.descriptor = descriptor
    length = end
  }

  deinit {
    close(descriptor)
  }

  /// Writes bytes at the end; what the system took before it refused is kept.
  ///
  /// - Throws: `unwritable`.
  mutating func append(_ bytes: [UInt8]) throws(DataError) {
    var start = 0
    while start < bytes.count {
      let descriptor = self.descriptor
      // SAFETY: the system reads at most `count` bytes, all within the array.
      let count = unsafe bytes.withUnsafeBytes { whole in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: whole[start...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw .unwritable(path: path, errno: errno)
      }
      start += count
      length += count
    }
  }

  /// Empties the file.
  ///
  /// - Throws: `unwritable`.
  mutating func empty() throws(DataError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .unwritable(path: path, errno: errno)
    }
    length = 0
  }

  /// Gives the file its final name, in one step and only when its bytes are on the disk.
  ///
  /// - Parameters:
  ///   - final: The whole path of that name; what bore it is replaced.
  ///   - folder: The folder of both.
  /// - Throws: `unwritable`.
  consuming func install(as final: String, in folder: String) throws(DataError) {
    // SAFETY: the paths are C strings for the call.
    guard fsync(descriptor) == 0, unsafe rename(path, final) == 0 else {
      throw .unwritable(path: final, errno: errno)
    }
    // The name has to be on the disk too. Where a folder cannot be synced, the rename stands.
    // SAFETY: the path is a C string for the call.
    let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) {
    // SAFETY: the path is a C string for the call.
    _ = unsafe unlink(path)
  }
}
