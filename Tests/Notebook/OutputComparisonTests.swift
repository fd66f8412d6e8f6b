import MNLDiagnostics
import Testing

@testable import MNLNotebook

@Suite("Expected output")
struct OutputComparisonTests {
  private func groups(of text: String) throws -> [ExpectedGroup] {
    let document = try Document(named: "a.mnl", bytes: Array(text.utf8))
    return ExpectedGroup.groups(of: document.cells[0], in: document.file)
  }

  private func difference(_ output: String, from expected: String) throws -> [String]? {
    let lines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { $0.isEmpty ? "#>\n" : "#> \($0)\n" }.joined()
    var comparison = OutputComparison()
    return comparison.difference(output, from: try #require(try groups(of: text).first))
  }

  @Test("a group is a run of lines in the first column, and a marker ends it")
  func groupsOfACell() throws {
    let found = try groups(of: "print 1\n#> 1\n#>\nprint 2\n  #> 3\n#>x\n#> 4")
    #expect(found.map(\.lines) == [["1", ""], ["4"]])
    #expect(found.map(\.range) == [8..<16, 35..<39])
  }

  @Test(
    "is as expected",
    arguments: [
      ("", ""), ("a\n", "a"), ("a\nb\n", "a\nb"), ("a\n\nb\n", "a\n\nb"),
      ("took 3.2 s\n", "took [..] s"), ("a\nb\nc\n", "a\n...\nc"), ("a\nc\n", "a\n...\nc"),
      ("a\nb", "..."), ("x 0.97312\n", "x 0.97"), ("x -0.968\n", "x -0.97"),
      ("1.5e-3\n", "1.5e-3"), ("accuracy 0.95\n", "accuracy ~0.97+-0.02"),
      ("accuracy 0.99\n", "accuracy ~0.97±0.02"), ("3 of 4\n", "3 of ~5+-1"),
      ("id 7 and 7\n", "id {a} and {a}"), ("v1.2.3\n", "v1.2.3"), ("a {b c}\n", "a {b c}"),
      ("[..]\n", "[..]"), ("1.0\n", "1.0"), ("0.1250\n", "0.125"),
    ])
  func same(_ output: String, _ expected: String) throws {
    #expect(try difference(output, from: expected) == nil)
  }

  @Test(
    "differs, and says by what",
    arguments: [
      ("b\n", "a", ["- a", "+ b"]), ("a\nx\nc\n", "a\nb\nc", ["  a", "- b", "+ x", "  c"]),
      ("a\n", "", ["- ", "+ a"]), ("", "a", ["- a", "+ "]),
      ("x 0.98\n", "x 0.97", ["- x 0.97", "+ x 0.98"]),
      ("x 1\n", "x 1.0", ["- x 1.0", "+ x 1"]), ("x 1.0\n", "x 1", ["- x 1", "+ x 1.0"]),
      ("accuracy 0.94\n", "accuracy ~0.97+-0.02", ["- accuracy ~0.97+-0.02", "+ accuracy 0.94"]),
      ("id 7 and 8\n", "id {a} and {a}", ["- id {a} and {a}", "+ id 7 and 8"]),
      ("v1.2.4\n", "v1.2.3", ["- v1.2.3", "+ v1.2.4"]),
    ])
  func other(_ output: String, _ expected: String, _ lines: [String]) throws {
    #expect(try difference(output, from: expected) == lines)
  }

  @Test("what was captured is known to the groups that follow")
  func captures() throws {
    let found = try groups(of: "#> id {a}\n1\n#> again {a}\n")
    var comparison = OutputComparison()
    #expect(comparison.difference("id 7\n", from: found[0]) == nil)
    var other = comparison
    #expect(comparison.difference("again 7\n", from: found[1]) == nil)
    #expect(other.difference("again 8\n", from: found[1]) != nil)
  }

  @Test("what is written for an output is what it is compared with")
  func writtenLines() throws {
    for output in ["", "a\n", "a\n\nb\n", "\n", "#> a\n"] {
      let group = try #require(try groups(of: ExpectedGroup.written(output)).first)
      var comparison = OutputComparison()
      #expect(comparison.difference(output, from: group) == nil, "\(output.debugDescription)")
    }
  }
}
