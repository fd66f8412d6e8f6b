import MNLDiagnostics
import MNLSyntax
import Testing

@Suite struct ParseValueTests {
  @Test(
    "reads the value of --set as a literal, a word or a list, else as plain text",
    arguments: [
      ("6", "6"), ("-2", "-2"), ("1e-3", "0.001"), ("20%", "0.2"), ("5min", "300s"),
      ("true", "true"), ("none", "none"), ("digits", "'digits"),
      ("fashion-mnist", "'fashion-mnist"),
      ("./data/x.csv", "'./data/x.csv"), ("[1, -2]", "[1, -2]"), ("1..6", "(.. 1 6)"),
      ("\"a b\"", "(text \"a b\")"), ("'x'", "(text \"x\")"),
      ("my first run", "(text \"my first run\")"),
      ("2024-01-01", "(text \"2024-01-01\")"), ("$x", "(text \"$x\")"), ("", "(text)"),
      (" 6 ", "6"), ("a # b", "(text \"a # b\")"), ("30sec", "(text \"30sec\")"),
      ("50%off", "(text \"50%off\")"), ("a=b", "(text \"a=b\")"), ("1..", "(text \"1..\")"),
    ])
  func value(text: String, tree: String) throws {
    #expect(try Parser.parseValue(text, named: "x").treeDescription == tree)
  }

  @Test(
    "refuses what begins as a text, a list or a number and is none",
    arguments: [
      ("\"a", "E0103"), ("'a", "E0103"), ("[1, 2", "E0106"), ("[1 2]", "E0105"),
      ("\"a\" b", "E0105"),
      ("99999999999999999999", "E0104"), ("a\u{0}", "E0102"), ("\"{$a}\"", "E0105"),
    ])
  func refused(text: String, code: String) {
    let error = #expect(throws: SyntaxFailure.self) { try Parser.parseValue(text, named: "x") }
    #expect(error?.diagnostics.map(\.code.description) == [code])
    #expect(error?.diagnostics.first?.primary?.span.file.name ?? "--set x" == "--set x")
  }
}
