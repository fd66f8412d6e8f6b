import CMNLShims
import Glibc
import MNLNotebook
import MNLRuntime

/// Asks git for the state of the repository in which a script lies, while the run goes on.
///
/// It never waits for git before the end of the run, and then no longer than two seconds. Without git,
/// or outside a repository, there is nothing to ask.
final class GitProbe {
  /// Bytes of changes that are kept at most.
  private static let patchLimit = 1 << 20
  /// How long git may take when all else is done, in microseconds.
  private static let patience = 2_000_000

  private let folder: String
  private var processes: [pid_t] = []
  /// Whether the file with the changes is whole, and wanted.
  private var hasPatch = false
  private static let statusName = "git-status"
  private static let patchName = "diff.patch"

  /// Starts asking; nil where the script lies in no repository.
  ///
  /// - Parameters:
  ///   - script: The path of the script.
  ///   - folder: Where the answers go.
  init?(of script: String, into folder: String) {
    let place = script.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let directory = place.isEmpty ? "." : place == [""] ? "/" : place.joined(separator: "/")
    guard Self.isInRepository(directory) else { return nil }
    self.folder = folder
    let git = ["git", "-C", directory, "-c", "core.fsmonitor=false", "--no-optional-locks"]
    start(
      git + ["status", "--porcelain=v2", "--branch", "--untracked-files=no"], Self.statusName)
    start(git + ["diff", "HEAD", "--no-ext-diff", "--no-textconv", "--no-color"], Self.patchName)
  }

  deinit {
    // What still asks is not waited for.
    for process in processes { kill(process, SIGKILL) }
    for process in processes { _ = waitpid(process, nil, 0) }
    unsafe unlink("\(folder)/\(Self.statusName)")
    if !hasPatch { unsafe unlink("\(folder)/\(Self.patchName)") }
  }

  /// Looks for what git said.
  ///
  /// - Parameter waits: Whether to wait for it.
  /// - Returns: The state; nil if it said nothing, or has not yet.
  func answer(waits: Bool) -> GitState? {
    guard isDone(waits: waits) else { return nil }
    guard
      let bytes = try? SourceReader.read(
        "\(folder)/\(Self.statusName)", limit: Self.patchLimit * 16),
      var state = Self.state(String(decoding: bytes, as: UTF8.self))
    else {
      unsafe unlink("\(folder)/\(Self.patchName)")
      return nil
    }
    let patch = "\(folder)/\(Self.patchName)"
    guard state.isDirty == true else {
      unsafe unlink(patch)
      return state
    }
    state.patch = Self.patchName
    hasPatch = true
    var status = stat()
    // SAFETY: the path is a C string for the call, and the structure is ours.
    if unsafe stat(patch, &status) == 0, status.st_size > Self.patchLimit {
      state.isPatchCut = unsafe truncate(patch, off_t(Self.patchLimit)) == 0
    }
    return state
  }

  /// Whether git is done with everything.
  private func isDone(waits: Bool) -> Bool {
    var left = waits ? Self.patience : 0
    while true {
      processes.removeAll { waitpid($0, nil, WNOHANG) != 0 }
      if processes.isEmpty { return true }
      guard left > 0 else { return false }
      usleep(5000)
      left -= 5000
    }
  }

  /// Starts git with its answer going into a file, away from the keys of the terminal.
  private func start(_ arguments: [String], _ name: String) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    // SAFETY: both are ours and initialised before they are used; the strings live for the calls.
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, "\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var process: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
    unsafe words.append(nil)
    defer { unsafe words.forEach { unsafe free($0) } }
    // SAFETY: the words end with a null, and live until the call is over.
    let result = unsafe posix_spawnp(
      &process, "git", &actions, &attributes, &words, mnl_environment())
    if result == 0 { processes.append(process) }
  }

  /// Whether a folder, or one above it, has a repository.
  private static func isInRepository(_ directory: String) -> Bool {
    // SAFETY: the path is a C string; the result is one that is freed, or null.
    guard let real = unsafe realpath(directory, nil) else { return false }
    defer { unsafe free(real) }
    var path = unsafe String(cString: real)[...]
    while true {
      if PathProbe.content(of: "\(path)/.git") != .nothing { return true }
      guard let cut = path.lastIndex(of: "/") else { return false }
      path = path[..<cut]
      if path.isEmpty { return PathProbe.content(of: "/.git") != .nothing }
    }
  }

  /// The state that the second form of `git status --porcelain` tells.
  static func state(_ text: String) -> GitState? {
    var commit: String?
    var branch: String?
    var isDirty = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# branch.oid ") {
        commit = String(line.dropFirst("# branch.oid ".count))
      } else if line.hasPrefix("# branch.head ") {
        branch = String(line.dropFirst("# branch.head ".count))
      } else if !line.hasPrefix("#") {
        isDirty = true
      }
    }
    guard let commit, commit != "(initial)" else { return nil }
    var state = GitState(commit: commit)
    state.branch = branch == "(detached)" ? nil : branch
    state.isDirty = isDirty
    return state
  }
}
