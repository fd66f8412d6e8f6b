/// Text as it stands in HTML.
enum HTMLText {
  /// A text in which nothing is markup, also inside of an attribute in double quotes.
  ///
  /// - Complexity: O(n) for n bytes.
  static func escaping(_ text: some StringProtocol) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What a program wrote for a terminal, as text: colours are left out, other control characters
  /// spelled out.
  static func terminal(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1b}", rest.first == "[" {
        rest.removeFirst()
        rest = rest.drop { $0.value >= 0x20 && $0.value < 0x40 }
        if !rest.isEmpty { rest.removeFirst() }
      } else if scalar == "\r", rest.first == "\n" {
        continue
      } else {
        plain.append(scalar)
      }
    }
    return escaping(VisibleText.escaping(String(plain)))
  }
}
