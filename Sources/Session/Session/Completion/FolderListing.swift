import Glibc
import MNLRuntime

/// What lies in a folder, for completion.
enum FolderListing {
  /// Names beyond which nobody reads a list.
  private static let limit = 2000

  /// The names, folders with a `/` behind them; none if it cannot be read.
  static func names(in folder: String, home: String?) -> [String] {
    var path = folder.isEmpty ? "./" : folder
    if path.hasPrefix("~/"), let home { path = home + path.dropFirst() }
    // SAFETY: the string lives for the time of the call; the stream is closed below.
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while names.count < limit, let entry = unsafe readdir(stream) {
      // SAFETY: `readdir` ends the name with a NUL, and it stays until the next call.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      guard name != ".", name != ".." else { continue }
      names.append(PathProbe.content(of: path + name) == .folder ? name + "/" : name)
    }
    return names
  }
}
