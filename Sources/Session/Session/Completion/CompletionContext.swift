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

  /// Something that is open at the cursor.
  struct Enclosure: Equatable {
    /// What is in it.
    var place: Place
    /// The first word of the statement that opened it: `for`.
    var opener: String
    /// Where that statement begins, if it is not itself in parentheses.
    var start: Int?
  }

  /// What encloses the cursor.
  private(set) var place: Place = .statement
  /// All that is open at the cursor, from outside to inside.
  private(set) var enclosures: [Enclosure] = []
  /// The variables that the text before the cursor binds.
  private(set) var bound: Set<String> = []
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
      if let from = start {
        words.append(word(from, index))
        noteBinding()
      }
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
        enclosures.append(
          Enclosure(
            place: opened, opener: words[0].text, start: place == .statement ? words[0].start : nil)
        )
        (place, words) = (opened, [])
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
        end()
        guard let last = outer.popLast() else { break }
        enclosures.removeLast()
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

  /// Notes the variable that the last word binds, if it does.
  private mutating func noteBinding() {
    guard let last = words.last?.text else { return }
    let name = String(last.prefix { $0.isLetter || $0.isNumber || "-_".contains($0) })
    guard !name.isEmpty else { return }
    switch words[0].text {
    case "let", "for", "catch", "param": if words.count == 2 { bound.insert(name) }
    default: if enclosures.last?.opener == "def", place == .group { bound.insert(name) }
    }
  }

  /// What closes all that is open at the cursor, with the block that the statement wants.
  var closing: String { closing(from: 0) }

  /// Where the statement begins in whose midst the cursor is, and what closes what it opened.
  var statement: (start: Int, closing: String) {
    let open = ownEnclosures.lowerBound
    let first = words.first?.start ?? partial.start
    return (open < enclosures.count ? enclosures[open].start ?? first : first, closing(from: open))
  }

  /// The parentheses and brackets of the statement itself.
  private var ownEnclosures: Range<Int> {
    let block = enclosures.lastIndex { $0.place == .statement }
    return (block.map { $0 + 1 } ?? 0)..<enclosures.count
  }

  private func closing(from first: Int) -> String {
    let own = ownEnclosures
    let opener = own.isEmpty ? words.first?.text : enclosures[own.lowerBound].opener
    let wantsBlock = ["if", "else", "for", "while", "def"].contains(opener)
    var texts = own.reversed().map { enclosures[$0].place == .group ? ")" : "]" }
    if wantsBlock { texts.append(" { }") }
    for block in enclosures[first..<max(first, own.lowerBound)].reversed() {
      texts.append(block.opener == "try" ? " } catch { }" : " }")
    }
    return texts.joined()
  }
}
