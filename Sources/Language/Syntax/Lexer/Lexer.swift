import MNLDiagnostics

/// Cuts well-formed UTF-8 into tokens, one at a time, and puts the comments aside.
///
/// It knows no keywords and no errors. How it treats line ends is told by the parser, which alone
/// knows what is open.
struct Lexer {
  /// The text.
  let file: SourceFile
  /// Its bytes.
  let bytes: [UInt8]
  /// Where the reading began.
  let start: Int
  /// Where the text, or the cell, ends.
  let end: Int
  /// Where the next token is looked for.
  var position: Int
  /// Whether a line end is a blank: inside `(` and `[`.
  var newlineIsBlank = false
  /// Whether an interpolation is being read: no comments, and a line end is always one.
  var isInText = false
  /// The comments met and not yet taken.
  var comments: [Comment] = []
  /// A final `\` after which the text ended.
  var openContinuation: Range<Int>?

  /// Makes a lexer of a part of a text.
  init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.bytes = file.bytes
    self.start = range.lowerBound
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// The byte at an offset; 0, which no well-formed text holds, at the end.
  func byte(at offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  /// The text of some bytes.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Reads the next token.
  ///
  /// - Complexity: O(n) for the n bytes it passes.
  mutating func next() -> Token {
    let before = position
    skipTrivia()
    let lower = position
    let (kind, length) = measure(at: lower)
    position = lower + length
    return Token(
      kind: kind, range: lower..<position, isAfterBlank: lower > before || lower == start)
  }

  private mutating func skipTrivia() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
      case UInt8(ascii: "\r"):
        guard position + 1 == end || bytes[position + 1] == UInt8(ascii: "\n") else { return }
        position += 1
      case UInt8(ascii: "\n"):
        guard newlineIsBlank, !isInText else { return }
        position += 1
      case UInt8(ascii: "#"):
        guard !isInText else { return }
        takeComment()
      case UInt8(ascii: "\\"):
        guard !isInText, let next = continuationEnd(at: position) else { return }
        if next == end { openContinuation = position..<position + 1 }
        position = next
      default: return
      }
    }
  }

  private mutating func takeComment() {
    let lower = position
    position = lineEnd(at: lower)
    var upper = position
    while bytes[upper - 1] == UInt8(ascii: " ") || bytes[upper - 1] == UInt8(ascii: "\t")
      || bytes[upper - 1] == UInt8(ascii: "\r")
    {
      upper -= 1
    }
    comments.append(
      Comment(text: text(lower..<upper), span: SourceSpan(file, lower..<upper)))
  }

  /// The offset of the next line end, or the end.
  func lineEnd(at offset: Int) -> Int {
    var i = offset
    while i < end, bytes[i] != UInt8(ascii: "\n") { i += 1 }
    return i
  }

  /// Where the text goes on after a final `\`; nil if the `\` ends no line.
  func continuationEnd(at offset: Int) -> Int? {
    var i = offset + 1
    while i < end {
      switch bytes[i] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): i += 1
      case UInt8(ascii: "\n"): return i + 1
      default: return nil
      }
    }
    return end
  }

  /// Whether the token just read is followed by the `=` of a named argument.
  var isBeforeAssignment: Bool {
    var i = position
    while true {
      switch byte(at: i) {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): i += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard newlineIsBlank, !isInText else { return false }
        i += 1
      case UInt8(ascii: "="): return byte(at: i + 1) != UInt8(ascii: "=")
      default: return false
      }
    }
  }
}
