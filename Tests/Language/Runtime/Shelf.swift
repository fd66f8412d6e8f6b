import MNLDiagnostics
import MNLRuntime
import MNLSyntax

/// Modules by name, each a text.
struct Shelf: ModuleFinder {
  let texts: [String: String]

  var names: [String] { texts.keys.sorted() }

  func find(_ request: ModuleRequest) -> ModuleSearch {
    guard let text = texts[request.text] else { return .missing(places: ["the shelf"]) }
    let file = SourceFile(name: "\(request.text).mnl", text: text)
    do throws(SyntaxFailure) {
      return .found(
        ModuleText(
          name: request.text.split(separator: "/").last.map { String($0.prefix { $0 != "." }) }
            ?? "",
          identity: request.text, summary: "About \(request.text)",
          scripts: [try Parser.parse(file)]))
    } catch {
      return .faulty(error.diagnostics)
    }
  }
}
