import MNLDiagnostics
import MNLSyntax
import Testing

@Suite struct HighlighterTests {
  /// The coloured pieces as `kind:text`.
  private func pieces(_ text: String) -> [String] {
    let file = SourceFile(name: "", text: text)
    return Highlighter.pieces(of: file).map { "\($0.kind.rawValue):\(file.text(of: $0.range))" }
  }

  @Test(
    "says what each word is",
    arguments: [
      ("train epochs=6", "command:train parameter:epochs number:6"),
      ("learn.train for=2min", "command:learn.train parameter:for number:2min"),
      ("let r = eval", "keyword:let command:eval"),
      ("set $x.y = 1", "keyword:set variable:$x.y number:1"),
      (
        "param rate: float > 0 = 1e-4 ## step", "keyword:param number:0 number:1e-4 comment:## step"
      ),
      (
        "for k in 1..3 { print $k }",
        "keyword:for keyword:in number:1 number:3 command:print variable:$k"
      ),
      (
        "if not true { a } else { b }",
        "keyword:if keyword:not keyword:true command:a keyword:else command:b"
      ),
      (
        "def two(x: int = 1) { return $x }",
        "keyword:def command:two number:1 keyword:return variable:$x"
      ),
      (
        "minimize (adam rate=1) $loss",
        "command:minimize command:adam parameter:rate number:1 variable:$loss"
      ),
      ("a; b # c\n#> 1\nd", "command:a command:b comment:# c expected:#> 1 command:d"),
      (
        "print \"a {$b[\"c\"]} # no\" 'raw \\' x",
        "command:print text:\"a {$b[\"c\"]} # no\" text:'raw \\'"
      ),
      ("let l = [1,\n two]", "keyword:let number:1"), ("print \"open", "command:print text:\"open"),
      ("", ""), ("$", "variable:$"), ("} ) ]", ""),
    ])
  func kinds(text: String, expected: String) {
    #expect(pieces(text).joined(separator: " ") == expected)
  }
}
