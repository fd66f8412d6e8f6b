import MNLDiagnostics
import MNLSyntax
import Testing

@Suite struct RecoveryTests {
  @Test(
    "reports independent faults together and none that only follow",
    arguments: [
      ("print -\nload ,\nlet = 3", ["E0105", "E0105", "E0105"]),
      ("if $a = 3 {\n  let b = 4\n} else {\n  print -\n}\nbreak", ["E0105", "E0112"]),
      ("if $a {\n  print -\n  let = 3\n}\nf(x)", ["E0105", "E0105", "E0109"]),
      ("if $a { print - }\nprint 1", ["E0105"]),
      ("if $a { print (1 + }\nf(x)", ["E0105", "E0109"]),
      ("def f(a b) {\n  print \"}\"\n  # }\n}\nf(x)", ["E0105", "E0109"]),
      ("print -; print 1; f(x)", ["E0105", "E0109"]),
      ("print $a.0 \\\n  3 4\nf(x)", ["E0105", "E0109"]),
      ("}\n}\nf(x)", ["E0105", "E0105", "E0109"]),
      ("print \"a\nf(x)", ["E0103", "E0109"]),
      ("if $a {\n  print -\n", ["E0105", "E0106"]),
      ("if $a\n{\n  print 1\n}\nf(x)", ["E0105", "E0109"]),
      ("for k in 1..3\n\n# why\n{\n  print 1\n}\nf(x)", ["E0105", "E0109"]),
      ("while true\n{\n  break\n}\nf(x)", ["E0105", "E0109"]),
      ("def f()\n{\n  return 1\n}\nf(x)", ["E0105", "E0109"]),
      ("try\n{\n  print 1\n}\ncatch\n{\n}\nf(x)", ["E0105", "E0109"]),
      ("try { }\ncatch e { }\nf(x)", ["E0105", "E0109"]),
      ("if $a\n{\n} else if $b\n{\n}\nelse\n{\n}\nf(x)", ["E0105", "E0109"]),
      ("if $a\n{", ["E0105"]),
      ("def f(\n  a: int >= 0\n) {\n  print 1\n}\nlet = 1", ["E0105", "E0105"]),
    ])
  func together(source: String, codes: [String]) {
    #expect(Corpus.codes(of: source) == codes)
  }

  @Test("stops at the tenth fault")
  func tenth() {
    let source = String(repeating: "print -\n", count: 50)
    #expect(Corpus.codes(of: source).count == 10)
    let misplaced = String(repeating: "break\n", count: 50)
    #expect(Corpus.codes(of: misplaced) == Array(repeating: "E0112", count: 10))
  }

  @Test(
    "says of a text that only ends too early that it is incomplete",
    arguments: [
      "if true {", "if true {\n  print 1\n", "print (1 +", "print (\n", "[1,\n2", "def f(",
      "def f(a: int\n", "print 1 \\", "print 1 \\\n", "for i in 1..3 { if $i {\n",
      "if true { print (1", "if true { } else {\n", "def f() {\n  let a = [1,\n",
    ])
  func incomplete(source: String) {
    let file = SourceFile(name: "test", text: source)
    let error = #expect(throws: SyntaxFailure.self) { try Parser.parse(file) }
    #expect(error?.isIncomplete == true)
  }

  @Test(
    "says of a text that no further line can save that it is not incomplete",
    arguments: [
      "let =", "print \"a", "if true", "print -\nif true {", "print \"{(1", "}", "let x =\n",
      "if true {\n  print -\n",
    ])
  func invalid(source: String) {
    let file = SourceFile(name: "test", text: source)
    let error = #expect(throws: SyntaxFailure.self) { try Parser.parse(file) }
    #expect(error?.isIncomplete == false)
  }

  @Test("reads a cell alone, with spans that count in the file")
  func cell() throws {
    let text = "load mnist\nprint (\nlet a = 3\n"
    let file = SourceFile(name: "test", text: text)
    let script = try Parser.parse(file, range: 19..<28)
    #expect(script.statements.map(\.span.range) == [19..<28])
    #expect(script.statements.first?.span.text == "let a = 3")
    let first = try Parser.parse(file, range: 0..<11)
    #expect(first.treeDescription == "(call load 'mnist)")
  }

  @Test("ends a text, a number and a name at the end of its cell")
  func cellEnd() throws {
    let file = SourceFile(name: "test", text: "print abc 123\n")
    #expect(try Parser.parse(file, range: 0..<8).treeDescription == "(call print 'ab)")
    #expect(try Parser.parse(file, range: 0..<12).treeDescription == "(call print 'abc 12)")
  }
}
