import Foundation
import MNLDiagnostics
import MNLNotebook
import MNLSession
import MNLSyntax
import Testing

@Suite struct FormatterPropertyTests {
  @Test("keeps the meaning of every script of the repository, and changes it once")
  func scripts() throws {
    let texts = try Self.texts()
    #expect(texts.count > 60)
    for text in texts {
      #expect(try survives(text), "a script that cannot be read: \(text.prefix(200))")
    }
  }

  @Test("keeps the meaning and the comments of scripts that were changed", arguments: 0..<8)
  func mutants(seed: UInt64) throws {
    var mutation = ScriptMutation(seed: seed)
    var readable = 0
    var count = 0
    for text in try Self.texts() where text.utf8.count < 8000 {
      for _ in 0..<6 {
        count += 1
        readable += try survives(mutation.mutated(text)) ? 1 : 0
      }
    }
    #expect(readable > count / 4, "\(readable) of \(count) could be read")
  }

  /// Whether a text can be read; if so, expects that it survives being formatted.
  private func survives(_ text: String) throws -> Bool {
    let bytes: [UInt8]
    do throws(RefusedDocument) {
      bytes = try DocumentFormatter.format(named: "s.mnl", bytes: Array(text.utf8))
    } catch {
      return false
    }
    let formatted = String(decoding: bytes, as: UTF8.self)
    let again = try DocumentFormatter.format(named: "s.mnl", bytes: bytes)
    #expect(String(decoding: again, as: UTF8.self) == formatted, "not idempotent: \(text)")
    #expect(try trees(formatted) == trees(text), "another meaning: \(text)")
    for note in ScriptMutation.notes(in: text) {
      #expect(
        ScriptMutation.notes(in: formatted).filter { $0 == note }.count == 1,
        "\(note) is lost: \(text)")
    }
    return true
  }

  /// The markers and trees of the cells of a text.
  private func trees(_ text: String) throws -> [String] {
    let document = try Document(named: "s.mnl", bytes: Array(text.utf8))
    return try document.cells.map { cell in
      let marker = cell.marker.map { document.file.text(of: $0.range) } ?? ""
      guard cell.kind == .code else { return marker }
      return marker + (try Parser.parse(document.file, range: cell.source).treeDescription)
    }
  }

  /// All scripts of the repository, and those in the pages of its documentation.
  private static func texts() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var texts: [String] = []
    for folder in ["docs", "examples", "scripts", "stdlib", "Tests"] {
      let files = FileManager.default.enumerator(
        at: root.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() {
        switch file.pathExtension {
        case "mnl": texts.append(try String(contentsOf: file, encoding: .utf8))
        case "md": texts += blocks(of: try String(contentsOf: file, encoding: .utf8))
        default: break
        }
      }
    }
    return texts
  }

  /// The scripts in a page: what stands between "```mnl" and "```".
  private static func blocks(of page: String) -> [String] {
    page.components(separatedBy: "```mnl\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
    }
  }
}
