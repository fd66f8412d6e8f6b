import MNLDiagnostics

/// The reader of a header: nested `key: value`, block lists, plain and quoted scalars.
///
/// Nothing else of YAML: what it does not know it refuses, with the line, rather than guess. Plain
/// scalars are what Jupytext takes them for: nothing, `true`, a number or a text.
struct HeaderReader {
  /// Nesting beyond which a header is refused.
  static let depthLimit = 32

  /// A line of the header without its `# `.
  struct Line {
    /// Blanks before the text.
    var indent: Int
    /// The text, without blanks at its ends.
    var text: Substring
    /// The line in the file.
    let range: Range<Int>

    /// Makes a line of the text behind `# `.
    init(_ text: String, _ range: Range<Int>) {
      let body = text.drop { $0 == " " }
      self.indent = text.utf8.count - body.utf8.count
      self.text = body
      while self.text.last == " " { self.text.removeLast() }
      self.range = range
    }

    /// Whether it is an entry of a list.
    var isItem: Bool { text == "-" || text.hasPrefix("- ") }
  }

  private var lines: [Line]
  private var next = 0

  /// Makes a reader of the lines between the two `# ---`.
  init(_ lines: [Line]) { self.lines = lines.filter { !$0.text.isEmpty } }

  /// Reads all lines.
  mutating func read() throws(TextFault) -> JSONValue {
    guard let first = lines.first else { return .object([]) }
    let value = try readBlock(indent: first.indent, depth: 0)
    if next < lines.count { throw fault("this line is indented less than the first one") }
    return value
  }

  private func fault(_ message: String) -> TextFault {
    TextFault(
      message, lines[min(next, lines.count - 1)].range,
      help: "a header takes 'key: value', deeper keys, lists of '- item' lines and quoted texts")
  }

  private mutating func readBlock(indent: Int, depth: Int) throws(TextFault) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw fault("the header is nested deeper than \(Self.depthLimit)")
    }
    let value =
      lines[next].isItem
      ? JSONValue.list(try readItems(indent: indent, depth: depth))
      : JSONValue.object(try readEntries(indent: indent, depth: depth))
    if next < lines.count, lines[next].indent > indent { throw fault("unexpected indentation") }
    return value
  }

  private mutating func readEntries(
    indent: Int, depth: Int
  ) throws(TextFault) -> [JSONValue.Member] {
    var entries: [JSONValue.Member] = []
    while next < lines.count, lines[next].indent == indent, !lines[next].isItem {
      guard let (key, rest) = try split(lines[next].text) else {
        throw fault("expected 'key: value'")
      }
      guard !entries.contains(where: { $0.key == key }) else {
        throw fault("the key '\(key.briefLine)' stands here twice")
      }
      if rest.isEmpty {
        next += 1
        entries.append(.init(key, try readNested(under: indent, depth: depth)))
      } else {
        entries.append(.init(key, try value(gather(rest, indent: indent))))
        next += 1
      }
    }
    return entries
  }

  /// What stands below a key without a value; a list may be as little indented as its key.
  private mutating func readNested(under indent: Int, depth: Int) throws(TextFault) -> JSONValue {
    guard next < lines.count else { return .null }
    let line = lines[next]
    guard line.indent > indent || (line.indent == indent && line.isItem) else { return .null }
    return try readBlock(indent: line.indent, depth: depth + 1)
  }

  private mutating func readItems(indent: Int, depth: Int) throws(TextFault) -> [JSONValue] {
    var items: [JSONValue] = []
    while next < lines.count, lines[next].indent == indent, lines[next].isItem {
      let rest = lines[next].text.dropFirst().drop { $0 == " " }
      let beginsEntry = try split(rest) != nil
      if rest.isEmpty {
        next += 1
        guard next < lines.count, lines[next].indent > indent else {
          items.append(.null)
          continue
        }
        items.append(try readBlock(indent: lines[next].indent, depth: depth + 1))
      } else if rest == "-" || rest.hasPrefix("- ") || beginsEntry {
        lines[next].indent += lines[next].text.utf8.count - rest.utf8.count
        lines[next].text = rest
        items.append(try readBlock(indent: lines[next].indent, depth: depth + 1))
      } else {
        items.append(try value(gather(rest, indent: indent)))
        next += 1
      }
    }
    return items
  }

  /// A value together with the lines below it on which it goes on; `next` is then the last of them.
  private mutating func gather(_ text: Substring, indent: Int) -> Substring {
    var text = text
    let quote = text.first.flatMap { $0 == "'" || $0 == "\"" ? $0 : nil }
    while next + 1 < lines.count {
      let below = lines[next + 1]
      let isText = below.indent > indent && !isEntry(below.text)
      guard quote.map({ !Self.isClosed(text, by: $0) }) ?? isText else { break }
      next += 1
      let backslashes = text.reversed().prefix { $0 == "\\" }.count
      if quote == "\"", backslashes % 2 == 1 {
        text = text.dropLast() + lines[next].text
      } else {
        text += " " + lines[next].text
      }
    }
    return text
  }

  /// Whether a text begins an entry, or would if it were right.
  private func isEntry(_ text: Substring) -> Bool {
    do throws(TextFault) { return try split(text) != nil } catch { return true }
  }

  private static func isClosed(_ text: Substring, by quote: Character) -> Bool {
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == "\\", quote == "\"" {
        _ = rest.popFirst()
      } else if character == quote {
        guard quote == "'", rest.first == "'" else { return true }
        rest.removeFirst()
      }
    }
    return false
  }

  /// The key and what stands behind its colon; nil for a text that is no entry.
  private func split(_ text: Substring) throws(TextFault) -> (key: String, rest: Substring)? {
    if let first = text.first, first == "\"" || first == "'" {
      guard let close = text.dropFirst().firstIndex(of: first) else { return nil }
      let after = text[text.index(after: close)...].drop { $0 == " " }
      guard after.first == ":" else { return nil }
      let key = try scalar(text[...close])
      return (key, after.dropFirst().drop { $0 == " " })
    }
    var search = text[...]
    while let colon = search.firstIndex(of: ":") {
      let after = text[text.index(after: colon)...]
      if after.isEmpty || after.first == " " {
        var key = text[..<colon]
        while key.last == " " { key.removeLast() }
        guard !key.isEmpty else { return nil }
        return (try plain(key), after.drop { $0 == " " })
      }
      search = after
    }
    return nil
  }

  private func value(_ text: Substring) throws(TextFault) -> JSONValue {
    switch text {
    case "[]": .list([])
    case "{}": .object([])
    case _ where text.first == "'" || text.first == "\"": .text(try scalar(text))
    default: HeaderScalar.value(of: try plain(text))
    }
  }

  private func scalar(_ text: Substring) throws(TextFault) -> String {
    switch text.first {
    case "'": return try singleQuoted(text)
    case "\"": return try doubleQuoted(text)
    default: return try plain(text)
    }
  }

  /// Refuses what YAML reads as something else than the text itself.
  private func plain(_ text: Substring) throws(TextFault) -> String {
    let meanings: [Character: String] = [
      "&": "an anchor", "*": "an alias", "!": "a tag", "|": "a block text", ">": "a block text",
      "[": "a list in brackets", "{": "a mapping in braces", "#": "a comment", "@": "'@'",
      "`": "'`'", "%": "'%'", "?": "a complex key", ",": "','", "]": "']'", "}": "'}'",
    ]
    if let first = text.first, let meaning = meanings[first] {
      throw fault("a header cannot hold \(meaning)")
    }
    if text.contains(" #") { throw fault("a header cannot hold a comment") }
    if text.contains(": ") || text.hasSuffix(":") {
      throw fault("a text with ': ' in it needs quotes")
    }
    if text.contains("\t") { throw fault("a header cannot hold tabs") }
    return String(text)
  }

  private func singleQuoted(_ text: Substring) throws(TextFault) -> String {
    var result = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character != "'" {
        result.append(character)
      } else if rest.first == "'" {
        rest.removeFirst()
        result.append("'")
      } else {
        guard rest.isEmpty else { throw fault("something stands behind the closing quote") }
        return result
      }
    }
    throw fault("a text without its closing quote")
  }

  private func doubleQuoted(_ text: Substring) throws(TextFault) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.dropFirst().unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        guard rest.isEmpty else { throw fault("something stands behind the closing quote") }
        return String(result)
      case "\\": result.append(try escape(&rest))
      default: result.append(scalar)
      }
    }
    throw fault("a text without its closing quote")
  }

  private func escape(_ rest: inout Substring.UnicodeScalarView) throws(TextFault) -> Unicode.Scalar
  {
    let letter = rest.popFirst()
    if let letter, let scalar = HeaderScalar.escapes[letter] { return scalar }
    let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    guard let letter, let length = lengths[letter] else { throw fault("unknown escape in a text") }
    let digits = String(rest.prefix(length))
    guard digits.utf8.count == length, digits.allSatisfy(\.isHexDigit),
      let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
    else {
      throw fault("expected \(length) hexadecimal digits of a character after '\\\(letter)'")
    }
    rest.removeFirst(length)
    return scalar
  }
}
