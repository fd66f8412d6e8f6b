/// Where in a cell a cursor stands: the words of its statement before it, and the word it touches.
///
/// What lies behind the cursor is not looked at, and the text before it may be unfinished.
struct CompletionContext {
  /// A word before the cursor, with its place in the bytes of the cell.
  struct Word: Equatable {
    var text: String
    var start: Int
  }

  /// What encloses the cursor most closely.
  enum Place: Equatable {
    /// A statement.
    case statement
    /// Parentheses.
    case group
    /// A list or an index.
    case list
  }

  /// What encloses the cursor.
  private(set) var place: Place = .statement
  /// The whole words before the one that the cursor touches.
  private(set) var words: [Word] = []
  /// The word that the cursor touches; empty, at the cursor, where it touches none.
  private(set) var partial: Word
  /// Whether the cursor is in a comment, or in a text that is not the start of a value.
  private(set) var isInert = false

  /// Reads the text before a cursor.
  ///
  /// - Parameters:
  ///   - cell: All lines of the cell.
  ///   - cursor: The offset of the cursor in its bytes.
  /// - Complexity: O(n) for n bytes before the cursor.
  init(_ cell: String, cursor: Int) {
    partial = Word(text: "", start: cursor)
    var outer: [(place: Place, words: [Word])] = []
    var start: Int?
    let bytes = Array(cell.utf8.prefix(cursor))
    func word(_ from: Int, _ to: Int) -> Word {
      Word(text: String(decoding: bytes[from..<to], as: UTF8.self), start: from)
    }
    var index = 0
    func end() {
      if let from = start { words.append(word(from, index)) }
      start = nil
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "#") where start == nil:
        guard let line = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else {
          isInert = true
          return
        }
        index = line
        continue
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let quote = bytes[index]
        start = start ?? index
        var close = index + 1
        while close < bytes.count, bytes[close] != quote {
          close += quote == UInt8(ascii: "\"") && bytes[close] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(close, bytes.count - 1)
      case UInt8(ascii: "\n") where outer.isEmpty || place == .statement, UInt8(ascii: ";"):
        end()
        words = []
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: ","):
        end()
      case UInt8(ascii: "{") where start == nil, UInt8(ascii: "("), UInt8(ascii: "["):
        // A value that begins here, or an index, belongs to the word before it.
        let opened: Place =
          switch bytes[index] {
          case UInt8(ascii: "{"): .statement
          case UInt8(ascii: "("): .group
          default: .list
          }
        let open = start ?? index
        end()
        if words.last?.start != open { words.append(Word(text: "", start: open)) }
        outer.append((place, words))
        (place, words) = (opened, [])
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
        end()
        guard let last = outer.popLast() else { break }
        let isBlock = place == .statement
        (place, words) = last
        if isBlock {
          words = []
        } else if let value = words.popLast() {
          words.append(word(value.start, index + 1))
        }
      default: start = start ?? index
      }
      index += 1
    }
    if let start { partial = word(start, bytes.count) }
  }
}
