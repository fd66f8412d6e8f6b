/// What help says of an error code: a page of `docs/errors/`.
package struct ErrorPage: Sendable {
  /// The code.
  package let code: DiagnosticCode
  /// One line: what went wrong.
  package let title: String
  /// The rest of the page, in Markdown.
  package let body: String

  /// Makes a page of its parts.
  init(_ code: Int, _ title: String, _ body: String) {
    self.code = DiagnosticCode(rawValue: code)
    self.title = title
    self.body = body
  }

  /// Whether a word occurs in it, in lower case.
  ///
  /// - Complexity: O(length of the page).
  package func contains(_ word: String) -> Bool {
    title.lowercased().contains(word) || body.lowercased().contains(word)
  }
}
