import ArgumentParser
import MNLDiagnostics
import MNLNotebook
import MNLRender
import MNLSession

/// `mnl convert`: notebooks from one format into another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert notebooks: .mnl, .ipynb and .md, either way, and into .html.",
    discussion: """
      The endings of the files say their formats, unless --from and --to do; `-` is standard input \
      or standard output. A file that is there already stays as it is, unless --overwrite is given \
      or it holds just that. Files inside of a notebook are written into the folder OUT_files; a \
      page holds all its pictures, also those in files beside the notebook.
      """)

  @Argument(help: "The notebook to read.", completion: .file())
  var input: String

  @Argument(help: "The file to write.", completion: .file())
  var output: String

  @Option(help: "The format of the notebook that is read: \(NotebookFormat.words).")
  var from: NotebookFormat?

  @Option(help: "The format of the file that is written: \(NotebookFormat.words).")
  var to: NotebookFormat?

  @Flag(help: "Replace what is there already.")
  var overwrite = false

  /// Converts the file.
  func run() throws {
    let streams = ProcessStreams(color: .auto)
    let code = streams.finish { convert(streams) }
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  private func convert(_ streams: ProcessStreams) -> MNLSession.ExitCode {
    do throws(RefusedDocument) {
      let target = try format(of: output, to, "--to")
      let source = try format(of: input, from, "--from")
      var notebook = try NotebookFile.read(input, as: source)
      for warning in notebook.warnings { streams.say(warning) }
      let file = NotebookFile(
        path: output, format: target, neighbour: input, isReplaceable: overwrite,
        streams: streams)
      try file.write(&notebook.notebook)
      return .success
    } catch {
      for diagnostic in error.diagnostics { streams.say(diagnostic) }
      return .unusable
    }
  }

  private func format(
    of path: String, _ given: NotebookFormat?, _ option: String
  ) throws(RefusedDocument) -> NotebookFormat {
    if let format = given ?? NotebookFormat(path: path) { return format }
    let message =
      path == "-"
      ? "a stream has no ending that would say its format"
      : "the ending of '\(path)' names no format of notebooks"
    throw RefusedDocument(
      name: path,
      diagnostics: [
        Diagnostic(
          .unknownFormat, message, help: "say it with \(option): \(NotebookFormat.words)")
      ])
  }
}

extension NotebookFormat: ExpressibleByArgument {
  /// The formats by name.
  static var words: String {
    let names = allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}
