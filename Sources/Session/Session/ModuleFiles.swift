import FoundationEssentials
import MNLDiagnostics
import MNLNotebook
package import MNLRuntime
import MNLSyntax

/// The modules that lie in files, and those that are part of the program.
///
/// A name is looked for in the folders of the library, in their order, then among the texts of the
/// program itself. A path leads from the folder of the file that says `use`; at the prompt, from the
/// current folder.
package struct ModuleFiles: ModuleFinder {
  /// The ending of files that `use` finds by name.
  private static let ending = ".mnl"

  private let folders: [String]
  private let texts: [(name: String, text: String)]

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - folders: The folders of the library; one that is not there is no fault.
  ///   - texts: The modules of the program itself.
  package init(folders: [String], texts: [(name: String, text: String)]) {
    self.folders = folders
    self.texts = texts
  }

  /// The names of all modules of the library, in the order of the alphabet.
  package var names: [String] {
    let files = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(Self.ending) }.map { String($0.dropLast(Self.ending.count)) }
    }
    return Set(files + texts.map(\.name)).sorted()
  }

  /// Looks for a module and reads it.
  package func find(_ request: ModuleRequest) -> ModuleSearch {
    request.isPath ? file(request) : module(named: request.text)
  }

  private func module(named name: String) -> ModuleSearch {
    var places: [String] = []
    for folder in folders {
      let path = folder + (folder.hasSuffix("/") ? "" : "/") + name + Self.ending
      if PathProbe.content(of: path) == .file { return read(path, as: name) }
      places.append(folder)
    }
    guard let text = texts.first(where: { $0.name == name }) else {
      return .missing(places: places + ["the library of the program"])
    }
    return parsed(Array(text.text.utf8), from: "<\(name)\(Self.ending)>", as: name)
  }

  private func file(_ request: ModuleRequest) -> ModuleSearch {
    var path = request.text
    if path.hasPrefix("~/"), let home = Environment.variables["HOME"] {
      path = home + path.dropFirst()
    } else if !path.hasPrefix("/"), let slash = request.user.lastIndex(of: "/") {
      path = request.user[...slash] + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    }
    guard PathProbe.content(of: path) != .nothing else { return .missing(places: [path]) }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.hasSuffix(Self.ending) ? String(file.dropLast(Self.ending.count)) : file
    return read(path, as: name)
  }

  private func read(_ path: String, as name: String) -> ModuleSearch {
    do throws(SourceFailure) {
      return parsed(try SourceReader.read(path), from: path, as: name)
    } catch {
      return .faulty([error.diagnostic])
    }
  }

  private func parsed(_ bytes: [UInt8], from path: String, as name: String) -> ModuleSearch {
    let document: Document
    let scripts: [Script]
    do throws(DocumentFailure) {
      document = try Document(named: path, bytes: bytes)
      scripts = try document.parsedCells()
    } catch {
      return .faulty(error.diagnostics)
    }
    let identity = path.hasPrefix("<") ? path : URL(filePath: path).resolvingSymlinksInPath().path
    return .found(
      ModuleText(
        name: name, identity: identity, summary: Self.summary(of: document), scripts: scripts))
  }

  /// The title of its first markdown cell, or that of the header: `# # Tasks that need memory`.
  private static func summary(of document: Document) -> String {
    guard let cell = document.cells.first(where: { $0.kind == .markdown }) else {
      return document.title ?? ""
    }
    let text = document.file.text(of: cell.source)
    let line = text.utf8.split(separator: UInt8(ascii: "\n")).first.map { Substring($0) } ?? ""
    return String(line.drop { $0 == "#" || $0 == " " })
  }
}
