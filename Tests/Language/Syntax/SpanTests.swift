import MNLDiagnostics
import MNLSyntax
import Testing

@Suite struct SpanTests {
  private func first(_ source: String) throws -> Statement? {
    try Parser.parse(SourceFile(name: "test", text: source)).statements.first
  }

  @Test("gives an argument the span from its name to the end of its value")
  func arguments() throws {
    guard
      case .command(let command)? = try first("# c\ntrain epochs = 6 $a.b[1] (eval).x # d")?.kind
    else { throw Missing() }
    #expect(command.span.text == "train epochs = 6 $a.b[1] (eval).x")
    #expect(command.name.span.text == "train")
    #expect(command.arguments.map(\.span.text) == ["epochs = 6", "$a.b[1]", "(eval).x"])
    #expect(command.arguments.map(\.value.span.text) == ["6", "$a.b[1]", "(eval).x"])
  }

  @Test("gives an operator and its operands spans of their own")
  func operators() throws {
    guard case .expression(let whole)? = try first("1 + $b * -$c")?.kind,
      case .binary(let left, .add, let plus, let right) = whole.kind,
      case .binary(_, .multiply, let times, let negation) = right.kind
    else { throw Missing() }
    #expect(whole.span.text == "1 + $b * -$c")
    #expect(left.span.text == "1")
    #expect(plus.text == "+")
    #expect(right.span.text == "$b * -$c")
    #expect(times.text == "*")
    #expect(negation.span.text == "-$c")
  }

  @Test("gives an expression within a text its place in the file")
  func interpolation() throws {
    guard case .command(let command)? = try first("print \"训练 {$次数 + 1:>5}\"")?.kind,
      case .text(let pieces)? = command.arguments.first?.value.kind,
      case .interpolation(let value, let format)? = pieces.last
    else { throw Missing() }
    #expect(value.span.text == "$次数 + 1")
    #expect(format == TextFormat(alignment: .right, width: 5))
  }

  @Test("gives a statement the span from its first token to its last, over lines")
  func statements() throws {
    let source = "# a\nif $a {\n  eval # b\n} else {\n} # c\neval"
    let statement = try first(source)
    #expect(statement?.span.text == "if $a {\n  eval # b\n} else {\n}")
    #expect(statement?.trailingComment?.span.text == "# c")
    #expect(statement?.leadingComments.map(\.span.text) == ["# a"])
  }

  @Test("gives a declaration the span without its help, and its parts theirs")
  func declarations() throws {
    guard case .param(let declaration)? = try first("param n?: int 1..<9 = 6 ## passes")?.kind
    else {
      throw Missing()
    }
    #expect(declaration.span.text == "n?: int 1..<9 = 6")
    #expect(declaration.name.span.text == "n")
    #expect(declaration.type?.span.text == "int")
    #expect(declaration.limits?.span.text == "1..<9")
    #expect(declaration.defaultValue?.span.text == "6")
  }

  /// The tree is another one than the test is about.
  struct Missing: Error {}
}
