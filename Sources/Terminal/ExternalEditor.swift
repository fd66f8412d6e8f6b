import CMNLShims
import Glibc
import MNLDiagnostics
import MNLSession

/// The program in which the user likes to write: `$VISUAL`, `$EDITOR` or `vi`.
enum ExternalEditor {
  /// Why nothing came back.
  struct Failure: Error {
    /// What happened, in words.
    let words: String
  }

  /// Lets the user edit a text in a file of its own, which is gone afterwards.
  ///
  /// - Parameter text: The text.
  /// - Returns: What the file holds then, without newlines at its end, or why nothing does.
  static func edit(_ text: String) -> Result<String, Failure> {
    let environment = Environment.variables
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/mnl-XXXXXX.mnl".utf8CString)
    // SAFETY: replaces the letters X in place; the array ends with a null byte.
    let descriptor = unsafe mkstemps(&template, 4)
    guard descriptor >= 0 else {
      return .failure(Failure(words: "no file in '\(folder)': \(SourceReader.words(errno))"))
    }
    close(descriptor)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // SAFETY: the string lives for the time of the call.
    defer { _ = unsafe unlink(path) }
    do throws(SourceFailure) {
      try SourceWriter.replace(path, with: Array((text + "\n").utf8))
      let name = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
      guard let status = run(name ?? "vi", on: path) else {
        return .failure(Failure(words: "no editor could be started: \(SourceReader.words(errno))"))
      }
      guard status == 0 else {
        return .failure(Failure(words: "the editor '\(name ?? "vi")' failed"))
      }
      var edited = String(decoding: try SourceReader.read(path), as: UTF8.self)[...]
      while edited.last?.isNewline == true { edited.removeLast() }
      return .success(String(edited))
    } catch {
      return .failure(Failure(words: error.diagnostic.message))
    }
  }

  /// Runs the editor, whose name may come with arguments, and waits for its end.
  ///
  /// - Returns: What it ended with, as `waitpid` tells it; nil if it could not be started.
  private static func run(_ name: String, on path: String) -> Int32? {
    var attributes = posix_spawnattr_t()
    var usual = sigset_t()
    var process = pid_t()
    // SAFETY: the attributes and the set are initialised before they are used; the strings are
    // copied for the call and freed after it; the array ends with a null pointer.
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe sigemptyset(&usual)
    unsafe sigaddset(&usual, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let words: [String] = ["sh", "-c", "\(name) \"$1\"", "sh", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    let failure = unsafe posix_spawn(
      &process, "/bin/sh", nil, &attributes, &arguments, mnl_environment())
    guard failure == 0 else {
      errno = failure
      return nil
    }
    var status: Int32 = 0
    // SAFETY: writes the status, and keeps no pointer to it.
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    return status
  }
}
