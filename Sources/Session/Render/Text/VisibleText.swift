/// Text from a script, a file or a plugin, made safe to write.
///
/// No escape byte may reach a file, and none that we did not make a terminal: control characters
/// are written as `\u{1b}`, whoever printed them.
package enum VisibleText {
  /// The text with every control character but newline and tab spelled out.
  ///
  /// - Complexity: O(n); a text without any is returned as it is.
  package static func escaping(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        result += escape(scalar).unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text on one line: newlines and tabs spelled out too.
  package static func escapingLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return escaping(text) }
    return escaping(text).split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\\n").split(separator: "\t", omittingEmptySubsequences: false)
      .joined(separator: "\\t")
  }

  /// Whether a terminal would obey the scalar rather than show it; newline and tab apart.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F: true
    default: false
    }
  }

  /// A scalar as `\u{1b}`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  /// At most so many columns of a text, with an ellipsis where something is left out.
  package static func clipped(_ text: String, to width: Int, ellipsis: String) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    var room = width - DisplayWidth.of(ellipsis)
    guard room >= 0 else { return String(repeating: ".", count: max(0, width)) }
    var result = ""
    for character in text {
      room -= DisplayWidth.of(character)
      if room < 0 { break }
      result.append(character)
    }
    return result + ellipsis
  }
}
