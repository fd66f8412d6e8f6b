/// Long texts of a header on several lines, as PyYAML cuts them.
enum HeaderFolding {
  /// The column beyond which a text goes on below.
  private static let width = 80

  /// A plain or single-quoted text, cut at single blanks.
  static func folded(_ text: String, from column: Int, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var column = column
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let edges: Set<Substring> = ["", "'"]
    for (index, word) in words.enumerated() {
      if index > 0 {
        // A blank at either end, or beside another one, stays where it is.
        let isAtEdge =
          edges.contains(words[index - 1]) && index == 1
          || edges.contains(word) && index == words.count - 1
        let isSingle = !(words[index - 1].isEmpty || word.isEmpty)
        if column > width, isSingle, !isAtEdge {
          lines.append(line)
          (line, column) = ("", indent)
        } else {
          line += " "
          column += 1
        }
      }
      line += word
      column += word.count
    }
    return lines + [line]
  }

  /// A text in double quotes, cut where `place` has the column and the indentation; else one line.
  static func doubleQuoted(_ string: String, at place: (column: Int, indent: Int)?) -> [String] {
    let text = Array(string.unicodeScalars)
    var lines: [String] = []
    var line = "\""
    var column = (place?.column ?? 0) + 1
    var start = 0
    func append(upTo end: Int) {
      guard start < end else { return }
      for scalar in text[start..<end] { line.unicodeScalars.append(scalar) }
      column += end - start
      start = end
    }
    for end in 0...text.count {
      let scalar = end < text.count ? text[end] : nil
      if let scalar, let escape = escape(scalar) {
        append(upTo: end)
        line += escape
        column += escape.utf8.count
        start = end + 1
      } else if scalar == nil {
        append(upTo: end)
      }
      if let place, end > 0, end < text.count - 1, scalar == " " || start >= end,
        column + (end - start) > width
      {
        append(upTo: end)
        lines.append(line + "\\")
        (line, column) = ("", place.indent)
        if text[start] == " " {
          line = "\\"
          column += 1
        }
      }
    }
    return lines + [line + "\""]
  }

  /// How a character is written that cannot stand for itself; nil if it can.
  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    guard scalar == "\"" || scalar == "\\" || scalar.value < 0x20 || scalar.value > 0x7E else {
      return nil
    }
    let letters = HeaderScalar.escapes.filter {
      $0.value == scalar && !" /".unicodeScalars.contains($0.key)
    }
    if let letter = letters.keys.first { return "\\" + String(letter) }
    let (letter, length) =
      scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\" + letter + String(repeating: "0", count: length - digits.utf8.count) + digits
  }
}
