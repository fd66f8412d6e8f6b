package import MNLDiagnostics

/// A parsed text: statements in their order, at the top level or in a block.
package struct Script: Sendable {
  /// The statements, in the order of the text.
  package var statements: [Statement]
  /// All of the text, blanks and comments at its ends included.
  package var span: SourceSpan
  /// Comments after the last statement.
  package var trailingComments: [Comment]

  /// Makes a script of its statements.
  package init(statements: [Statement], span: SourceSpan, trailingComments: [Comment] = []) {
    self.statements = statements
    self.span = span
    self.trailingComments = trailingComments
  }
}

/// A comment, from its `#` to the end of its line.
package struct Comment: Sendable {
  /// The text with its `#`.
  package var text: String
  /// Where it stands.
  package var span: SourceSpan

  /// Makes a comment.
  package init(text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }

  /// The help that a `##` comment gives; nil for any other comment.
  package var help: String? {
    guard text.hasPrefix("##") else { return nil }
    return String(text.drop { $0 == "#" }.drop { $0 == " " })
  }
}

/// A name as it stands in the text.
package struct Name: Sendable {
  /// The name, without a `$`.
  package var text: String
  /// Where it stands.
  package var span: SourceSpan

  /// Makes a name.
  package init(_ text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}
