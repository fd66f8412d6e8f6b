package import MNLDiagnostics

/// Reads text into a tree by recursive descent with one token of look-ahead.
///
/// The first token of a statement decides what it is, never the set of known commands, so the
/// parser needs no plugin. Faults are collected at statement boundaries; the words for them are
/// in `Parser+Diagnostics`.
package struct Parser {
  /// How deep things may be nested, in the text and in the tree.
  static let deepest = 200
  /// How many bytes a name may have.
  static let longestName = 255
  /// How many parameters a `def` may have.
  static let mostParameters = 255
  /// How many faults are reported at once.
  static let mostFaults = 10

  /// Something that is open and has to be closed.
  struct Opener {
    /// What it is.
    enum Kind {
      /// `(`, `[`, `{`, and a quote.
      case group, list, block, text
    }
    /// What it is.
    let kind: Kind
    /// Where it was opened.
    let range: Range<Int>
    /// How line ends were treated outside of it.
    let newlineWasBlank: Bool
  }

  /// What surrounds a statement.
  struct Place {
    /// How many blocks are open.
    var blocks = 0
    /// How many loops, within the innermost `def`.
    var loops = 0
    /// Whether it stands in a `def`.
    var isInDefinition = false
  }

  /// The text.
  let file: SourceFile
  /// What cuts it.
  var lexer: Lexer
  /// The next token.
  var token: Token
  /// Where the last token that was taken ends.
  var previousEnd: Int
  /// What is open, outermost first.
  var openers: [Opener] = []
  /// What surrounds the statement being read.
  var place = Place()
  /// How many levels the place being read is nested.
  var depth = 0
  /// How many levels the expression read last has below its own.
  var height = 0
  /// The faults so far.
  var diagnostics: [Diagnostic] = []
  /// Whether recovery ran to the end of the text, so that what is still open is no new fault.
  var hasSkippedToEnd = false
  /// Whether this is only a try, for the sake of a help.
  var isTrial: Bool

  /// Makes a parser of a part of a text that has been found sound.
  init(_ file: SourceFile, _ range: Range<Int>, isTrial: Bool = false) {
    self.file = file
    self.lexer = Lexer(file, range)
    self.token = lexer.next()
    self.previousEnd = range.lowerBound
    self.isTrial = isTrial
  }

  /// Reads a text, or a cell of it, as a script.
  ///
  /// - Parameters:
  ///   - file: The text.
  ///   - range: The bytes to read, a cell; all of them if nil. Spans count in the whole file.
  /// - Returns: The tree.
  /// - Throws: `SyntaxFailure` with up to 10 independent faults.
  /// - Complexity: O(n) for n bytes.
  package static func parse(
    _ file: SourceFile, range: Range<Int>? = nil
  ) throws(SyntaxFailure) -> Script {
    try parse(file, range: range, isTrial: false)
  }

  /// Reads a text as `parse(_:range:)` does; a trial looks for no help.
  static func parse(
    _ file: SourceFile, range: Range<Int>?, isTrial: Bool
  ) throws(SyntaxFailure) -> Script {
    let whole = 0..<file.bytes.count
    let range = (range ?? whole).clamped(to: whole)
    try checkSoundness(of: file, in: range)
    var parser = Parser(file, range, isTrial: isTrial)
    return try parser.parseWhole(range)
  }

  /// Refuses what is no UTF-8 text and what has endless lines.
  static func checkSoundness(
    of file: SourceFile, in range: Range<Int>
  ) throws(SyntaxFailure) {
    if let fault = file.fault(asTextIn: range) { throw SyntaxFailure(fault) }
    if let line = file.firstLongLine(in: range) {
      throw SyntaxFailure(longLine(line, of: file))
    }
  }

  private mutating func parseWhole(_ range: Range<Int>) throws(SyntaxFailure) -> Script {
    let statements = parseStatements()
    if diagnostics.isEmpty, let open = lexer.openContinuation {
      report(endAfterContinuation(open))
    }
    guard diagnostics.isEmpty else { throw SyntaxFailure(diagnostics) }
    return Script(
      statements: statements, span: SourceSpan(file, range), trailingComments: takeComments())
  }
}

// Tokens.
extension Parser {
  /// Takes the next token.
  mutating func advance() {
    previousEnd = token.range.upperBound
    token = lexer.next()
  }

  /// Takes all up to an offset, which the caller has read by itself.
  mutating func take(upTo end: Int) {
    previousEnd = end
    lexer.position = end
    token = lexer.next()
  }

  /// Takes the next token, which opens something.
  mutating func open(_ kind: Opener.Kind) {
    openers.append(
      Opener(kind: kind, range: token.range, newlineWasBlank: lexer.newlineIsBlank))
    lexer.newlineIsBlank = kind != .block
    advance()
  }

  /// Takes the next token, which closes what was opened last.
  mutating func close() {
    if let opener = openers.popLast() { lexer.newlineIsBlank = opener.newlineWasBlank }
    advance()
  }

  /// Goes one level deeper; the caller comes up again by itself.
  mutating func descend() throws(SyntaxFailure) {
    guard depth < Self.deepest else { throw nestedTooDeeply(at: token.range) }
    depth += 1
  }

  /// Notes the height of an expression that was just put together.
  mutating func rise(to newHeight: Int, at range: Range<Int>) throws(SyntaxFailure) {
    guard depth + newHeight <= Self.deepest else { throw nestedTooDeeply(at: range) }
    height = newHeight
  }

  /// Whether the next token is a certain word.
  func isAt(_ word: StaticString) -> Bool {
    guard token.kind == .name, token.range.count == word.utf8CodeUnitCount else { return false }
    return lexer.text(token.range) == word.description
  }

  /// Whether a name that begins a line makes it a statement.
  static func isStatementWord(_ name: String) -> Bool {
    switch name {
    case "param", "let", "set", "if", "for", "while", "try", "def", "use", "return", "break",
      "continue":
      true
    default: false
    }
  }

  /// Whether a name that begins a line makes it an expression.
  static func isExpressionWord(_ name: String) -> Bool {
    switch name {
    case "not", "true", "false", "none": true
    default: false
    }
  }

  /// The text of the next token.
  var tokenText: String { lexer.text(token.range) }

  /// A span of the text.
  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file, range) }

  /// The span from an offset to the end of what was taken last.
  func span(from start: Int) -> SourceSpan {
    SourceSpan(file, start..<max(start, previousEnd))
  }

  /// The comments met since the last time.
  mutating func takeComments() -> [Comment] {
    guard !lexer.comments.isEmpty else { return [] }
    defer { lexer.comments = [] }
    return lexer.comments
  }

  /// Takes an IDENT.
  mutating func parseName(_ expected: String) throws(SyntaxFailure) -> Name {
    guard token.kind == .name else { throw nameExpected(expected) }
    let name = try name(token.range)
    advance()
    return name
  }

  /// The name that some bytes are; they may be more than those of the text's name, as in `$a`.
  func name(_ range: Range<Int>, at place: Range<Int>? = nil) throws(SyntaxFailure) -> Name {
    guard range.count <= Self.longestName else { throw longName(range) }
    return Name(lexer.text(range), span: span(place ?? range))
  }
}
