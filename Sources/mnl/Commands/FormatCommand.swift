import ArgumentParser
import MNLDiagnostics
import MNLRender
import MNLRuntime
import MNLSession

/// `mnl fmt`: writes scripts in the one style that there is.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Write scripts in the one style that there is.",
    discussion: """
      Comments, blank lines and cells are kept, and what a script means never changes. Files are \
      replaced as a whole; `-` reads standard input and writes standard output. With --verify \
      nothing is written: the names of the files that would change are, and the exit code is 3 if \
      there are any.
      """)

  @Argument(help: "Scripts to write anew.", completion: .file())
  var files: [String]

  @Flag(help: "Write nothing; name the files that would change.")
  var verify = false

  /// Formats the files.
  func run() throws {
    let streams = ProcessStreams(color: .auto)
    let code = streams.finish { format(streams) }
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  /// Every file is tried, whatever became of those before.
  private func format(_ streams: ProcessStreams) -> MNLSession.ExitCode {
    var isRefused = false
    var differs = false
    for path in files {
      do throws(RefusedDocument) {
        guard try format(path, streams.output) else { continue }
        differs = true
        if verify { streams.output.write("\(path)\n") }
      } catch {
        isRefused = true
        for diagnostic in error.diagnostics { streams.say(diagnostic) }
      }
    }
    if isRefused { return .unusable }
    return verify && differs ? .unexpected : .success
  }

  /// Formats a file, or standard input for `-`.
  ///
  /// - Returns: Whether it was not yet in the one style.
  private func format(
    _ path: String, _ output: FileOutput
  ) throws(RefusedDocument) -> Bool {
    let bytes: [UInt8]
    do throws(SourceFailure) {
      bytes = try SourceReader.read(path)
    } catch {
      throw RefusedDocument(error)
    }
    let name = path == "-" ? "<stdin>" : path
    let formatted = try DocumentFormatter.format(named: name, bytes: bytes)
    if path == "-", !verify { output.write(String(decoding: formatted, as: UTF8.self)) }
    guard formatted != bytes else { return false }
    guard path != "-", !verify else { return true }
    do throws(SourceFailure) {
      try SourceWriter.replace(path, with: formatted)
      return true
    } catch {
      throw RefusedDocument(error)
    }
  }
}
