/// The scalars of a header: which plain texts are values of other types, and how texts are quoted.
///
/// Both follow PyYAML, with which Jupytext reads and writes headers.
enum HeaderScalar {
  /// The escapes of one letter in double quotes.
  static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{b}", "f": "\u{c}",
    "r": "\r", "e": "\u{1b}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}",
    "_": "\u{a0}", "L": "\u{2028}", "P": "\u{2029}",
  ]

  private static let words: [String: JSONValue] = {
    let meanings: [(String, JSONValue)] = [
      ("~", .null), ("null", .null), ("true", .bool(true)), ("yes", .bool(true)),
      ("on", .bool(true)), ("false", .bool(false)), ("no", .bool(false)), ("off", .bool(false)),
    ]
    var words: [String: JSONValue] = [:]
    for (word, value) in meanings {
      for form in [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] {
        words[form] = value
      }
    }
    return words
  }()

  /// The value of a plain scalar.
  static func value(of plain: String) -> JSONValue {
    if let word = words[plain] { return word }
    let unsigned = plain.drop { $0 == "-" || $0 == "+" }
    let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard plain.utf8.count - unsigned.utf8.count <= 1, let whole = parts.first, !whole.isEmpty,
      whole.utf8.allSatisfy(\.isDigit)
    else { return .text(plain) }
    if parts.count == 1 {
      // A 0 before other digits would be the sign of another base.
      let isDecimal = whole == "0" || !whole.hasPrefix("0")
      return isDecimal ? Int(plain).map { .int($0) } ?? .text(plain) : .text(plain)
    }
    // The exponent of a number needs its sign.
    let exponent = parts[1].firstIndex { $0 == "e" || $0 == "E" }
    let hasSign = exponent.map { "+-".contains(parts[1][$0...].dropFirst().first ?? " ") } ?? true
    guard hasSign, parts[1].utf8.allSatisfy({ $0.isDigit || "eE+-".utf8.contains($0) }),
      let number = Double(parts[1].isEmpty ? plain + "0" : plain), number.isFinite
    else { return .text(plain) }
    return .number(number)
  }

  /// A text as it stands in a header: plain if nothing else is meant by that, else in quotes.
  static func text(of string: String) -> String {
    if needsEscapes(string) { return HeaderFolding.doubleQuoted(string, at: nil).joined() }
    return isPlain(string)
      ? string
      : "'"
        + string.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
  }

  /// A text as the value of a key: as many lines as PyYAML makes of it.
  ///
  /// - Parameters:
  ///   - string: The text.
  ///   - column: What stands before it on its line, in characters.
  ///   - indent: What the further lines are indented by, in characters.
  /// - Returns: The lines, without indentation.
  static func lines(of string: String, from column: Int, indent: Int) -> [String] {
    needsEscapes(string)
      ? HeaderFolding.doubleQuoted(string, at: (column, indent))
      : HeaderFolding.folded(text(of: string), from: column, indent: indent)
  }

  private static func needsEscapes(_ string: String) -> Bool {
    string.unicodeScalars.contains { $0.value < 0x20 || $0.value > 0x7E }
  }

  private static func isPlain(_ string: String) -> Bool {
    guard let first = string.first, let last = string.last, first != " ", last != " ",
      !"&*!|>[]{}#@`%,'\"=".contains(first), !string.contains(": "), last != ":",
      !string.contains(" #"), !string.hasPrefix("---"), !string.hasPrefix("...")
    else { return false }
    if "-?:".contains(first), string.dropFirst().first ?? " " == " " { return false }
    return value(of: string) == .text(string) && !isTypedElsewhere(string)
  }

  /// Whether YAML takes a text for a number or a time that a header has no type for: other bases,
  /// digits in groups, `1:30`, `.inf`, `2026-01-31`.
  private static func isTypedElsewhere(_ string: String) -> Bool {
    let body = string.drop { $0 == "-" || $0 == "+" }
    guard let first = body.utf8.first, first.isDigit || first == UInt8(ascii: ".") else {
      return false
    }
    let word = body.lowercased()
    return word == ".inf" || word == ".nan"
      || body.utf8.allSatisfy { byte in
        byte.isDigit || "abcdefABCDEFxX_.:-+ tTzZ".utf8.contains(byte)
      }
  }
}
