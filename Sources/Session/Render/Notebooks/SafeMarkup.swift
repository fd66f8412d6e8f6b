/// HTML of a stranger, of which only harmless markup is left.
///
/// Some tags stay, without their attributes; pictures are made anew; comments and whatever runs code
/// or loads something go, with their content; of all other tags only the content stays.
enum SafeMarkup {
  private static let kept: Set<String> = [
    "b", "br", "code", "dd", "del", "details", "dl", "dt", "em", "hr", "i", "ins", "kbd", "mark",
    "pre",
    "q", "s", "samp", "small", "strong", "sub", "summary", "sup", "u", "var",
  ]
  private static let dropped: Set<String> = [
    "embed", "iframe", "math", "noscript", "object", "script", "style", "svg", "template",
    "textarea", "title",
  ]

  /// The harmless part of a text of HTML.
  ///
  /// - Parameters:
  ///   - html: The text.
  ///   - image: Finds pictures.
  /// - Returns: HTML.
  /// - Complexity: O(n) for n bytes, times the number of tags that are dropped with their content.
  static func html(of html: String, image: MarkdownHTML.ImageFinder) -> String {
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        // A lone `>` and `&` mean nothing.
        result.append(bytes[position])
        position += 1
        continue
      }
      let rest = bytes[position...]
      if rest.starts(with: "<!--".utf8) {
        position = end(of: "-->", in: bytes, from: position + 4)
        continue
      }
      guard let tag = Tag(rest) else {
        result += "&lt;".utf8
        position += 1
        continue
      }
      position = tag.end
      if dropped.contains(tag.name) {
        guard !tag.isClosing else { continue }
        position = end(of: "</\(tag.name)", in: bytes, from: position)
        position = end(of: ">", in: bytes, from: position)
      } else if tag.name == "img", !tag.isClosing {
        let address = tag.attributes["src"] ?? ""
        let words = tag.attributes["alt"] ?? ""
        let html =
          image(address)?.html(words: words)
          ?? EmbeddedImage.missing(address: address, words: words)
        result += html.utf8
      } else if kept.contains(tag.name) {
        result += "<\(tag.isClosing ? "/" : "")\(tag.name)>".utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The offset behind the next occurrence of a mark, in any case of letters; the end if there is none.
  private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var position = start
    while position + mark.count <= bytes.count {
      if zip(bytes[position...], mark).allSatisfy({ lowered($0) == $1 }) {
        return position + mark.count
      }
      position += 1
    }
    return bytes.count
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// A tag: `<name attribute="value">` or `</name>`.
  private struct Tag {
    let name: String
    let isClosing: Bool
    private(set) var attributes: [String: String] = [:]
    /// The offset behind its `>`.
    let end: Int

    /// Reads a tag at the beginning of some bytes; nil if none is there.
    init?(_ bytes: ArraySlice<UInt8>) {
      var rest = bytes.dropFirst()
      isClosing = rest.first == UInt8(ascii: "/")
      if isClosing { rest = rest.dropFirst() }
      let word = rest.prefix { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
      guard !word.isEmpty else { return nil }
      name = String(decoding: word.map(SafeMarkup.lowered), as: UTF8.self)
      rest = rest.dropFirst(word.count)
      while true {
        rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
        guard let first = rest.first else { return nil }
        if first == UInt8(ascii: ">") { break }
        let key = rest.prefix { $0 > 0x20 && !"=>/".utf8.contains($0) }
        rest = rest.dropFirst(max(1, key.count)).drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "=") else { continue }
        rest = rest.dropFirst().drop { $0 <= 0x20 }
        let value: ArraySlice<UInt8>
        if let quote = rest.first, "\"'".utf8.contains(quote) {
          value = rest.dropFirst().prefix { $0 != quote }
          rest = rest.dropFirst(value.count + 2)
        } else {
          value = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
          rest = rest.dropFirst(value.count)
        }
        let name = String(decoding: key.map(SafeMarkup.lowered), as: UTF8.self)
        attributes[name] = String(decoding: value, as: UTF8.self)
      }
      end = rest.startIndex + 1
    }
  }
}
