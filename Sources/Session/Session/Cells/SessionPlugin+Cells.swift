import MNLDiagnostics
import MNLRuntime

// `session save`, `session log` and `rerun`: what becomes of the cells that were typed.
extension SessionPlugin {
  private static let scriptEnding = ".mnl"

  /// A number or a range of cells.
  private static func numbers(_ value: Value) throws(CommandFailure) -> ClosedRange<Int> {
    switch value {
    case .int(let number): return number...number
    case .range(let first, let last) where first <= last: return first...last
    default:
      throw CommandFailure(
        .wrongType, "cells are a number or a range", parameter: "cells",
        label: "got \(value.printed)", help: "write it as in `cells=3..5`")
    }
  }

  private static func checkEnding(
    _ path: String, of parameter: String
  ) throws(CommandFailure) {
    guard !path.hasSuffix(scriptEnding) else { return }
    throw CommandFailure(
      .outOfRange, "a script's name must end in .mnl", parameter: parameter,
      label: "got \(path)", help: "write `\(path)\(scriptEnding)`")
  }

  var sessionSave: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "session save", "Writes the cells that succeeded into a script",
        details: """
          The script has one cell for each that was typed and succeeded, without commands about the \
          session, and runs unchanged: `session save lesson.mnl cells=3..9`. What was declared more than once stands there once, as it \
          was last.
          """,
        parameters: [
          ParameterDeclaration(
            "file", .path, "The script to write", pathRole: .writesFile,
            completion: .path(endings: [Self.scriptEnding])),
          .option("cells", .any, "Which cells: a number or a range; all if left out"),
          .option(
            "overwrite", .bool, "Whether a file that is there is replaced",
            default: .bool(false)),
        ],
        seeAlso: ["session log", "rerun"])
    ) { [link] (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("file")
      try Self.checkEnding(path, of: "file")
      var wanted = Int.min...Int.max
      if let cells = arguments["cells"] { wanted = try Self.numbers(cells) }
      let script = link.session.cells.script(wanted.contains)
      guard script.cellCount > 0 else {
        throw CommandFailure(
          .nothingCurrent, "there is no cell to save: none that was typed has succeeded")
      }
      do throws(SourceFailure) {
        let bytes = Array(script.text.utf8)
        switch PathProbe.content(of: path) {
        case .nothing: try SourceWriter.create(path, with: bytes)
        case _ where arguments.bool("overwrite"): try SourceWriter.replace(path, with: bytes)
        default:
          throw SourceFailure(path, Diagnostic(.unwritableFile, "'\(path)' is there already"))
        }
      } catch {
        throw CommandFailure(
          error.diagnostic.code, error.diagnostic.message, parameter: "file",
          help: arguments.bool("overwrite") || PathProbe.content(of: path) != .file
            ? nil : "replace it with `overwrite=true`")
      }
      context.print("\(path): \(script.cellCount) \(script.cellCount == 1 ? "cell" : "cells")")
      return .none
    }
  }

  var sessionLog: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "session log", "Writes every cell from now on into a file, or stops doing so",
        details: """
          Each cell is written when it ends; one that fails, as comments. The file is added to, so \
          that no log gets lost.
          """,
        parameters: [
          ParameterDeclaration("state", .choice(["on", "off"]), "Whether a log is kept"),
          .option(
            "to", .path, "The file", default: .text("session.mnl"), pathRole: .writesFile,
            completion: .path(endings: [Self.scriptEnding])),
        ],
        seeAlso: ["session save"])
    ) { [link] (arguments, context) throws(CommandFailure) -> Value in
      let session = link.session
      guard arguments.text("state") == "on" else {
        let closed = session.log?.path
        session.log = nil
        context.print(closed.map { "the log in \($0) is complete" } ?? "there is no log to stop")
        return .none
      }
      let path = arguments.text("to")
      try Self.checkEnding(path, of: "to")
      do throws(SourceFailure) {
        session.log = try SessionLogFile(path)
      } catch {
        throw CommandFailure(error.diagnostic.code, error.diagnostic.message, parameter: "to")
      }
      context.print("every cell goes to \(path), until `session log off`")
      return .none
    }
  }

  var rerun: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "rerun", "Runs cells of the prompt again",
        details: """
          As in `rerun 3..5`. It stops at the first that fails, and leaves commands about the \
          session out.
          """,
        parameters: [
          ParameterDeclaration("cells", .any, "Which cells: a number or a range")
        ],
        seeAlso: ["session save"])
    ) { [link] (arguments, _) throws(CommandFailure) -> Value in
      try link.session.rerun(try Self.numbers(arguments.value("cells")))
      return .none
    }
  }
}
