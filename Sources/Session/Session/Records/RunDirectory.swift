import FoundationEssentials
import Glibc
package import MNLDiagnostics
import MNLEvents
import MNLRuntime

/// The directory of one run, which its process fills and holds the lock of as long as it lives.
///
/// What goes wrong once the run has begun does not stop it: it is told once, and nothing is written
/// any more.
package final class RunDirectory {
  /// The name of the file whose lock says that the run goes on.
  static let lockName = "LOCK"
  /// The name of the folder of snapshots.
  package static let snapshotsName = "snapshots"
  /// The name of the file with the record.
  static let recordName = "run.json"
  /// Seconds after which what was kept back is written.
  private static let flushInterval = 1.0

  /// Its path.
  package let path: String
  /// The name of the run, which is that of its directory: `20261123-200915-a3f2`.
  package let id: String
  /// Whether something could not be written, so that nothing is any more.
  package private(set) var isBroken = false

  private let lock: Int32
  private let tell: (Diagnostic) -> Void
  private var files: [RunFile] = []
  private var flushed = SystemTime.monotonic()

  private init(path: String, id: String, lock: Int32, tell: @escaping (Diagnostic) -> Void) {
    self.path = path
    self.id = id
    self.lock = lock
    self.tell = tell
  }

  deinit { close(lock) }

  // MARK: Making one

  /// Makes the directory of a new run in a store, under a name that no other has.
  ///
  /// - Parameters:
  ///   - store: Where runs lie.
  ///   - milliseconds: When the run begins, since 1970.
  ///   - tell: Gets the warning if the directory cannot be written any more.
  /// - Returns: The directory; its lock is held.
  /// - Throws: `SourceFailure` if nothing can be made there.
  package static func create(
    in store: RunStore, at milliseconds: Int, tell: @escaping (Diagnostic) -> Void
  ) throws(SourceFailure) -> RunDirectory {
    try SourceWriter.createFolder(store.folder)
    while true {
      let id = makeID(milliseconds)
      let path = "\(store.folder)/\(id)"
      // SAFETY: the path is a C string for the time of the call.
      if unsafe mkdir(path, 0o777) == 0 { return try take(path, id, tell) }
      guard errno == EEXIST else { throw SourceFailure(unwritable: store.folder, errno) }
    }
  }

  /// Makes the directory of a new run at a path, where nothing is yet, or an empty folder.
  ///
  /// - Parameters:
  ///   - path: The path, as the user gave it.
  ///   - tell: Gets the warning if the directory cannot be written any more.
  /// - Returns: The directory; its lock is held.
  /// - Throws: `SourceFailure` if something is there, or nothing can be made there.
  package static func create(
    at path: String, tell: @escaping (Diagnostic) -> Void
  ) throws(SourceFailure) -> RunDirectory {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw SourceFailure(unwritable: path, EINVAL)
    }
    switch PathProbe.content(of: path) {
    case .nothing: try SourceWriter.createFolder(path)
    case .folder:
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw SourceFailure(unwritable: path, EACCES)
      }
      guard names.isEmpty else {
        throw occupied(
          path, StoredRun.isLocked(path) ? "another run is writing into it" : "it is not empty")
      }
    default: throw occupied(path, "it is a file")
    }
    return try take(path, name(of: path), tell)
  }

  /// The name of a folder that is there, whatever path leads to it.
  private static func name(of path: String) -> String {
    let name = URL(filePath: path).standardizedFileURL.lastPathComponent
    return name.isEmpty ? path : name
  }

  private static func occupied(_ path: String, _ reason: String) -> SourceFailure {
    SourceFailure(
      path,
      Diagnostic(
        .occupiedRunDirectory, "'\(path)' cannot hold the run: \(reason)",
        help: "name a folder that is not there yet"))
  }

  private static func take(
    _ path: String, _ id: String, _ tell: @escaping (Diagnostic) -> Void
  ) throws(SourceFailure) -> RunDirectory {
    // Whoever makes the file has the directory: of two runs that found it empty, one.
    // SAFETY: the path is a C string for the time of the call.
    let lock = unsafe Glibc.open(
      "\(path)/\(lockName)", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard lock >= 0 else {
      guard errno == EEXIST else { throw SourceFailure(unwritable: path, errno) }
      throw occupied(path, "another run is writing into it")
    }
    // Waits, for whoever lists runs has it for a moment. A file system without locks has none: the
    // run then looks as if it had been killed, until it ends.
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    return RunDirectory(path: path, id: id, lock: lock, tell: tell)
  }

  /// A name from a moment and four random digits: `20261123-200915-a3f2`.
  private static func makeID(_ milliseconds: Int) -> String {
    let digits = SystemTime.rfc3339(milliseconds).filter(\.isNumber)
    let random = String(UInt16.random(in: 0...UInt16.max), radix: 16)
    let tail = String(repeating: "0", count: 4 - random.count) + random
    return "\(digits.prefix(8))-\(digits.dropFirst(8).prefix(6))-\(tail)"
  }

  /// A name for a run that begins now.
  package static func newID() -> String { makeID(SystemTime.wall()) }

  // MARK: Writing

  /// Opens a file that grows.
  ///
  /// - Parameter name: Its name within the directory.
  /// - Returns: The file; it fails when the directory does.
  package func open(_ name: String) -> RunFile {
    let file = RunFile(name, in: path) { [weak self] code in
      guard let self else { return }
      fail(SourceFailure(unwritable: "\(path)/\(name)", code))
    }
    files.append(file)
    return file
  }

  /// Writes a file, whose place it takes as a whole or not at all.
  ///
  /// - Parameters:
  ///   - bytes: What it is to hold.
  ///   - name: Its name within the directory.
  package func write(_ bytes: [UInt8], to name: String) {
    guard !isBroken else { return }
    do throws(SourceFailure) {
      try SourceWriter.put(bytes, at: "\(path)/\(name)")
    } catch {
      fail(error)
    }
  }

  /// Makes a folder within the directory.
  package func createFolder(_ name: String) {
    guard !isBroken else { return }
    do throws(SourceFailure) {
      try SourceWriter.createFolder("\(path)/\(name)")
    } catch {
      fail(error)
    }
  }

  /// Writes what growing files kept back, if it was kept for a second.
  func flushIfDue() {
    let now = SystemTime.monotonic()
    guard now - flushed >= Self.flushInterval else { return }
    flush()
  }

  /// Writes what growing files kept back.
  func flush() {
    flushed = SystemTime.monotonic()
    guard !isBroken else { return }
    for file in files { file.flush() }
  }

  /// Tells if something of the directory was taken away while the run went on.
  func checkNames() {
    guard !isBroken, let gone = files.first(where: \.isGone) else { return }
    fail(
      SourceFailure(
        path,
        Diagnostic(
          .unwritableFile, "'\(path)/\(gone.name)' was taken away while the run went on")))
  }

  /// Tells that nothing can be written any more.
  private func fail(_ failure: SourceFailure) {
    guard !isBroken else { return }
    isBroken = true
    tell(
      Diagnostic(
        .unrecordedRun, "the record of the run ends here: \(failure.diagnostic.message)",
        severity: .warning))
  }
}
