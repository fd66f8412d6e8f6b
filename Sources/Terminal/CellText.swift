/// The lines of a cell so far, and whether it is worth a try to parse them.
struct CellText {
  /// Bytes of a cell beyond which a line that cannot complete it is not tried.
  private static let sizeToTry = 1 << 12

  /// The lines, each with its end.
  private(set) var text = ""
  /// How many blocks, lists and groups are open.
  private var depth = 0
  private var lastLineIsBlank = true
  private var lastLineGoesOn = false

  /// Makes a cell without lines.
  init() {}

  /// Makes a cell of lines, the last without its end.
  init(_ text: String) { append(text) }

  /// Whether there are no lines.
  var isEmpty: Bool { text.isEmpty }

  /// Whether there are no more than blanks.
  var isBlank: Bool { text.utf8.count < Self.sizeToTry && text.allSatisfy(\.isWhitespace) }

  /// Whether it is worth a try to parse it.
  ///
  /// Reading a long cell anew with each of its lines would take for ever. Brackets are only counted,
  /// so a blank line always tries.
  var mayBeComplete: Bool {
    text.utf8.count < Self.sizeToTry || lastLineIsBlank || depth <= 0 && !lastLineGoesOn
  }

  /// Adds a line, or several, without the end of the last.
  ///
  /// - Complexity: O(n) for n bytes.
  mutating func append(_ lines: some StringProtocol) {
    text += lines
    text += "\n"
    lastLineIsBlank = true
    var quote: UInt8?
    var isComment = false
    var last: UInt8 = 0
    var isEscaped = false
    for byte in lines.utf8 {
      if byte == UInt8(ascii: "\n") {
        // Neither a text nor a comment reaches beyond its line.
        (quote, isComment, lastLineIsBlank, last, isEscaped) = (nil, false, true, 0, false)
        continue
      }
      guard byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") else {
        isEscaped = false
        continue
      }
      lastLineIsBlank = false
      if isComment { continue }
      last = byte
      if let open = quote {
        if byte == open, !isEscaped { quote = nil }
        isEscaped = open == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "#"): isComment = true
      default: break
      }
    }
    lastLineGoesOn = last == UInt8(ascii: "\\")
  }
}
