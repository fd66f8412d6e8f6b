package import MNLDiagnostics

/// What the pieces of a code are, for whoever shows it in colours.
///
/// Colours are a help to the eye: code that cannot be parsed has some, too.
package enum Highlighter {
  /// What a piece is.
  package enum Kind: String, Sendable, CaseIterable {
    /// From `#` to the end of the line.
    case comment
    /// A `#>` line.
    case expected
    /// A word of the language.
    case keyword
    /// The name of a command where it is called or defined.
    case command
    /// The name of a parameter, before its `=`.
    case parameter
    /// `$name` with its fields.
    case variable
    /// A text, with its quotes.
    case text
    /// A number, with its unit.
    case number
  }

  /// A stretch of the text.
  package struct Piece: Sendable, Equatable {
    /// Its bytes.
    package let range: Range<Int>
    /// What it is.
    package let kind: Kind
  }

  /// The pieces of a text that have a colour.
  ///
  /// - Parameter file: The text, which must be UTF-8.
  /// - Returns: The pieces in their order; none overlaps another.
  /// - Complexity: O(n) for n bytes.
  package static func pieces(of file: SourceFile) -> [Piece] {
    var reader = HighlightReader(file)
    reader.read()
    return reader.pieces.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// The reader of tokens that gives them colours.
private struct HighlightReader {
  private static let words: Set<String> = [
    "and", "break", "catch", "continue", "def", "else", "false", "for", "if", "in", "let", "none",
    "not", "or", "param", "return", "set", "true", "try", "use", "while",
  ]

  private let file: SourceFile
  private var lexer: Lexer
  private(set) var pieces: [Highlighter.Piece] = []
  /// Whether line ends are blanks, for each bracket that is open.
  private var open: [Bool] = []
  /// Whether a name here is that of a command.
  private var isAtCommand = true
  /// Whether the statement declares: what stands behind `=` there is a value.
  private var isDeclaration = false
  /// Whether a name here is bound to something.
  private var isBinding = false

  init(_ file: SourceFile) {
    self.file = file
    lexer = Lexer(file, 0..<file.bytes.count)
  }

  mutating func read() {
    while true {
      let token = lexer.next()
      for comment in lexer.comments {
        add(
          comment.text == "#>" || comment.text.hasPrefix("#> ") ? .expected : .comment,
          comment.span.range)
      }
      lexer.comments = []
      if token.kind == .end { return }
      take(token)
    }
  }

  private mutating func add(_ kind: Highlighter.Kind, _ range: Range<Int>) {
    pieces.append(Highlighter.Piece(range: range, kind: kind))
  }

  private mutating func take(_ token: Token) {
    switch token.kind {
    case .newline, .semicolon:
      isAtCommand = true
      isDeclaration = false
      return
    case .name: return takeName(token)
    case .number: add(.number, token.range)
    case .dollar: takeVariable(from: token.range.lowerBound)
    case .doubleQuote, .singleQuote: takeText(token)
    case .leftParen, .leftBracket, .leftBrace:
      open.append(token.kind != .leftBrace)
      lexer.newlineIsBlank = token.kind != .leftBrace
      isAtCommand = token.kind != .leftBracket && !isDeclaration
      if token.kind == .leftBrace {
        isDeclaration = false
        isAtCommand = true
      }
      return
    case .rightParen, .rightBracket, .rightBrace:
      _ = open.popLast()
      lexer.newlineIsBlank = open.last ?? false
    case .equals:
      isAtCommand = !isDeclaration && open.last != true
      return
    default: break
    }
    isAtCommand = false
  }

  private mutating func takeName(_ token: Token) {
    let name = lexer.text(token.range)
    if Self.words.contains(name), !(lexer.isBeforeAssignment && !isAtCommand) {
      add(.keyword, token.range)
      isDeclaration = isDeclaration || name == "param" || name == "def"
      // `def NAME`, `use NAME` name what is called.
      isAtCommand = ["def", "return", "try", "else"].contains(name)
      isBinding = ["let", "set", "for", "param", "catch"].contains(name)
    } else if isBinding || (isDeclaration && !isAtCommand) {
      isBinding = false
    } else if lexer.isBeforeAssignment, !isAtCommand {
      add(.parameter, token.range)
    } else if isAtCommand, !lexer.isBeforeAssignment {
      var range = token.range
      // `owner.name`.
      while lexer.byte(at: lexer.position) == UInt8(ascii: ".") {
        // All of the lexer goes back, for comments on the way are met again.
        let before = lexer
        _ = lexer.next()
        let next = lexer.next()
        guard next.kind == .name, !next.isAfterBlank else {
          lexer = before
          break
        }
        range = range.lowerBound..<next.range.upperBound
      }
      add(.command, range)
      isAtCommand = false
    } else {
      isAtCommand = false
    }
  }

  /// `$name` and the fields behind it.
  private mutating func takeVariable(from start: Int) {
    var end = lexer.position
    while true {
      let before = lexer
      let name = lexer.next()
      guard name.kind == .name, !name.isAfterBlank else {
        lexer = before
        break
      }
      end = name.range.upperBound
      guard lexer.byte(at: end) == UInt8(ascii: ".") else { break }
      lexer.position = end + 1
    }
    lexer.position = end
    add(.variable, start..<end)
  }

  /// A text to its closing quote, or to the end of the line.
  private mutating func takeText(_ token: Token) {
    let isRaw = token.kind == .singleQuote
    let quote = lexer.bytes[token.range.lowerBound]
    var position = token.range.upperBound
    var braces = 0
    while position < lexer.end, lexer.bytes[position] != UInt8(ascii: "\n") {
      let byte = lexer.bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\\") where !isRaw: position = min(position + 1, lexer.end)
      case UInt8(ascii: "{") where !isRaw: braces += 1
      case UInt8(ascii: "}") where !isRaw: braces = max(0, braces - 1)
      case quote where braces == 0:
        lexer.position = position
        add(.text, token.range.lowerBound..<position)
        return
      default: break
      }
    }
    lexer.position = position
    add(.text, token.range.lowerBound..<position)
  }
}
