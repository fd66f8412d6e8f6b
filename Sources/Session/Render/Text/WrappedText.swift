/// Text broken into lines at its blanks, so that a terminal does not break it within words.
enum WrappedText {
  /// By how much a line that goes on is indented.
  private static let indent = 2

  /// The text with lines of at most `width` columns; a longer word keeps a line of its own.
  ///
  /// What goes on is indented a little more than the line that it belongs to.
  static func wrapping(_ text: String, to width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { lines(String($0), width: width) }.joined(separator: "\n")
  }

  /// The words of a text in lines of at most `width` columns; a longer word has a line of its own.
  static func words(of text: String, to width: Int) -> [String] {
    guard DisplayWidth.of(text) > width else { return [text] }
    return fill(text.split(separator: " "), to: width, beginning: "", further: "")
  }

  private static func lines(_ line: String, width: Int) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    let margin = String(line.prefix { $0 == " " })
    let deeper = margin.count + indent
    let words = line.dropFirst(margin.count).split(
      separator: " ", omittingEmptySubsequences: false)
    return fill(
      words, to: width, beginning: margin,
      further: deeper < width / 2 ? String(repeating: " ", count: deeper) : "")
  }

  /// Puts as many words into each line as fit, without blanks at the ends.
  private static func fill(
    _ words: [Substring], to width: Int, beginning: String, further: String
  ) -> [String] {
    var lines: [String] = []
    var current = beginning
    var isEmpty = true
    for word in words {
      if !isEmpty, DisplayWidth.of(current) + 1 + DisplayWidth.of(word) > width {
        lines.append(current)
        current = further + word
      } else {
        current += (isEmpty ? "" : " ") + word
      }
      isEmpty = false
    }
    return (lines + [current]).map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }
}
