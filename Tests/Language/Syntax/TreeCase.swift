import MNLDiagnostics
import MNLSyntax
import Testing

/// A script and its tree.
struct TreeCase: Sendable, CustomTestStringConvertible {
  let source: String
  let tree: String

  var testDescription: String { source }

  /// Reads a table: a script with `⏎` for line ends, then its tree, indented.
  static func read(_ table: String) -> [TreeCase] {
    var cases: [TreeCase] = []
    var lines = table.split(separator: "\n").map(String.init)[...]
    while let head = lines.popFirst() {
      var tree: [String] = []
      while let line = lines.first, line.first == " " {
        tree.append(String(line.drop { $0 == " " }))
        lines.removeFirst()
      }
      let source = String(head.map { $0 == "⏎" ? "\n" : $0 })
      cases.append(TreeCase(source: source, tree: tree.joined(separator: "\n")))
    }
    return cases
  }

  func check() throws {
    #expect(try Parser.parse(SourceFile(name: "test", text: source)).treeDescription == tree)
  }
}
