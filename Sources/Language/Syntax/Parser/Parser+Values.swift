import MNLDiagnostics

/// Values that come from outside of a script.
extension Parser {
  /// Reads the value of `--set name=value` on the command line.
  ///
  /// It is a literal, a word, a list of literals or a range of two literals; what reads as none of
  /// them is plain text, so that `--set title='my first run'` needs no second pair of quotes.
  ///
  /// - Parameters:
  ///   - text: The value, without quotes of the shell.
  ///   - named: The name before the `=`, for messages.
  /// - Returns: One of the forms above, or a text.
  /// - Throws: `SyntaxFailure` for an open quote or bracket, a whole number beyond 64 bits, and NUL.
  package static func parseValue(
    _ text: String, named: String
  ) throws(SyntaxFailure) -> Expression {
    let file = SourceFile(name: "--set \(named)", text: text)
    let range = 0..<file.bytes.count
    try checkSoundness(of: file, in: range)
    var parser = Parser(file, range)
    do throws(SyntaxFailure) {
      return try parser.parseOuterValue()
    } catch {
      let isWhole = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
      let isMarked = text.first.map { "\"'[".contains($0) } ?? false
      if isWhole || isMarked { throw error }
      let pieces: [TextPiece] = text.isEmpty ? [] : [.plain(text)]
      return Expression(.text(pieces), span: SourceSpan(file, range))
    }
  }

  private mutating func parseOuterValue() throws(SyntaxFailure) -> Expression {
    var value = try parseConstant()
    if token.kind == .dots, !token.isAfterBlank {
      advance()
      let upper = try parseConstant(inList: true)
      value = Expression(.range(value, upper), span: value.span.joined(with: upper.span))
    }
    guard token.kind == .end, lexer.comments.isEmpty else {
      throw unexpected(expected: "the end of the value")
    }
    return value
  }
}
