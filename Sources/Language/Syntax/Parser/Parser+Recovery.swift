import MNLDiagnostics

/// Going on after a fault, so that independent ones are reported together.
extension Parser {
  /// What has to be as it was before a statement that failed.
  struct Checkpoint {
    /// Where the statement begins.
    let start: Int
    /// How many things were open.
    let openers: Int
    /// How line ends were treated.
    let newlineIsBlank: Bool
    /// What surrounded it.
    let place: Place
    /// How deep it was nested.
    let depth: Int
  }

  /// The state before the next statement.
  var checkpoint: Checkpoint {
    Checkpoint(
      start: token.range.lowerBound, openers: openers.count,
      newlineIsBlank: lexer.newlineIsBlank, place: place, depth: depth)
  }

  /// Adds a fault and goes on; after the tenth, nothing more is read.
  mutating func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Self.mostFaults else { return }
    diagnostics.append(diagnostic)
    if diagnostics.count >= Self.mostFaults { skip(to: lexer.end) }
  }

  /// Adds the faults of a statement and goes on behind it.
  mutating func recover(from failure: SyntaxFailure, to checkpoint: Checkpoint) {
    openers.removeLast(openers.count - checkpoint.openers)
    lexer.newlineIsBlank = checkpoint.newlineIsBlank
    lexer.isInText = false
    place = checkpoint.place
    depth = checkpoint.depth
    _ = takeComments()
    var end = statementEnd(from: checkpoint.start)
    while let rest = continuation(after: end) { end = statementEnd(from: rest) }
    skip(to: end)
    for diagnostic in failure.diagnostics { report(diagnostic) }
  }

  private mutating func skip(to end: Int) {
    if end == lexer.end { hasSkippedToEnd = true }
    take(upTo: end)
  }

  /// Where a statement that could not be read ends: the first line end or `;` with nothing open,
  /// or the `}` of the block around it.
  ///
  /// - Complexity: O(n) for a statement of n bytes.
  private func statementEnd(from start: Int) -> Int {
    var open: [UInt8] = []
    var i = start
    while i < lexer.end {
      let byte = lexer.bytes[i]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): i = textEnd(at: i)
      case UInt8(ascii: "#"): i = lexer.lineEnd(at: i) - 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
      case UInt8(ascii: ")") where open.last == UInt8(ascii: "("): open.removeLast()
      case UInt8(ascii: "]") where open.last == UInt8(ascii: "["): open.removeLast()
      case UInt8(ascii: "}"):
        if let brace = open.lastIndex(of: UInt8(ascii: "{")) {
          open.removeSubrange(brace...)
        } else if place.blocks > 0 {
          return i
        }
      case UInt8(ascii: "\n") where open.isEmpty, UInt8(ascii: ";") where open.isEmpty: return i
      case UInt8(ascii: "\\"):
        if let next = lexer.continuationEnd(at: i) { i = next - 1 }
      default: break
      }
      i += 1
    }
    return lexer.end
  }

  /// Where what can only go on with a statement begins on a later line: `{`, `else` or `catch`.
  private func continuation(after end: Int) -> Int? {
    var i = end
    while i < lexer.end {
      switch lexer.bytes[i] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: " "): i += 1
      case UInt8(ascii: "#"): i = lexer.lineEnd(at: i)
      case UInt8(ascii: "{"): return i
      default:
        guard let word = lexer.nameEnd(at: i).map({ lexer.text(i..<$0) }) else { return nil }
        return word == "else" || word == "catch" ? i : nil
      }
    }
    return nil
  }

  /// The last byte of the text that a quote opens; where it is not closed, of its line.
  private func textEnd(at quote: Int) -> Int {
    var i = quote + 1
    while i < lexer.end, lexer.bytes[i] != UInt8(ascii: "\n") {
      if lexer.bytes[i] == lexer.bytes[quote] { return i }
      if lexer.bytes[i] == UInt8(ascii: "\\"), lexer.bytes[quote] == UInt8(ascii: "\"") { i += 1 }
      i += 1
    }
    return min(i, lexer.end) - 1
  }
}
