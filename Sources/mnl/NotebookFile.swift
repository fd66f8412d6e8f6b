import MNLDiagnostics
import MNLNotebook
import MNLRender
import MNLSession

/// A file that holds a notebook.
struct NotebookFile {
  /// Bytes beyond which a notebook is refused: pictures inside make it larger than a script.
  private static let sizeLimit = 1 << 30

  /// Where it lies, or `-`.
  let path: String
  /// What it holds the notebook as.
  let format: NotebookFormat
  /// A file beside which its pictures lie.
  let neighbour: String
  /// Whether something else that is there already may be replaced.
  let isReplaceable: Bool
  /// Where `-` writes, and where warnings go.
  let streams: ProcessStreams

  /// Reads a notebook.
  static func read(
    _ path: String, as format: NotebookFormat
  ) throws(RefusedDocument) -> NotebookImport {
    let name = path == "-" ? "<stdin>" : path
    do throws(DocumentFailure) {
      return try NotebookImport(named: name, bytes: try bytes(of: path), format: format)
    } catch {
      throw RefusedDocument(name: name, diagnostics: error.diagnostics)
    }
  }

  private static func bytes(of path: String) throws(DocumentFailure) -> [UInt8] {
    do throws(SourceFailure) {
      return try SourceReader.read(path, limit: sizeLimit)
    } catch {
      throw DocumentFailure([error.diagnostic])
    }
  }

  /// Writes a notebook, and the files inside of it beside the file where its format holds none.
  func write(_ notebook: inout Notebook) throws(RefusedDocument) {
    var attached: [Notebook.AttachedFile] = []
    if !format.holdsFiles { attached = notebook.takeAttachments(into: folderName) }
    let text: String
    do throws(DocumentFailure) {
      text = try NotebookWriter(version: Version.current, files: read).text(
        of: notebook, as: format, named: format == .html ? String(stem) : path)
    } catch {
      throw RefusedDocument(name: path, diagnostics: error.diagnostics)
    }
    guard path != "-" else {
      tell(of: attached, writtenInto: nil)
      streams.output.write(text)
      return
    }
    do throws(SourceFailure) {
      let bytes = Array(text.utf8)
      try check(path, holds: bytes)
      try write(attached)
      try SourceWriter.put(bytes, at: path)
    } catch {
      throw RefusedDocument(error)
    }
  }

  // MARK: Files beside it

  /// Reads a file whose path is relative to the notebook; nil if it cannot.
  private func read(_ relative: String) -> [UInt8]? {
    let folder = neighbour.lastIndex(of: "/").map { String(neighbour[...$0]) } ?? ""
    return try? SourceReader.read(relative.hasPrefix("/") ? relative : folder + relative)
  }

  // MARK: Files inside

  /// The name of the file without folders and ending.
  private var stem: Substring {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[..<$0] } ?? name
  }

  private var folderName: String { "\(stem)_files" }

  private func write(_ attached: [Notebook.AttachedFile]) throws(SourceFailure) {
    guard !attached.isEmpty else { return }
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let folder = parent + folderName
    for file in attached { try check("\(folder)/\(file.name)", holds: file.bytes) }
    try SourceWriter.createFolder(folder)
    for file in attached { try SourceWriter.put(file.bytes, at: "\(folder)/\(file.name)") }
    tell(of: attached, writtenInto: folder)
  }

  private func tell(of attached: [Notebook.AttachedFile], writtenInto folder: String?) {
    guard !attached.isEmpty else { return }
    let files = attached.count == 1 ? "a file" : "\(attached.count) files"
    let fate = folder.map { "written into '\($0)'" } ?? "left out: a stream has no folder for them"
    streams.say(
      Diagnostic(.attachments, "\(files) inside of the notebook: \(fate)", severity: .warning))
  }

  private func check(_ path: String, holds bytes: [UInt8]) throws(SourceFailure) {
    guard !isReplaceable else { return }
    try SourceWriter.checkNothingIsLost(at: path, by: bytes, help: "replace it with --overwrite")
  }
}

extension NotebookFormat {
  /// Whether cells of the format can have files inside.
  fileprivate var holdsFiles: Bool { self == .jupyter || self == .html }
}
