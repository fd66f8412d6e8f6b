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

  private static func lines(_ line: String, width: Int) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    let margin = line.prefix { $0 == " " }
    let further =
      margin.count + indent < width / 2 ? margin + String(repeating: " ", count: indent) : ""
    var lines: [String] = []
    var current = String(margin)
    var isEmpty = true
    for word in line.dropFirst(margin.count).split(separator: " ", omittingEmptySubsequences: false)
    {
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
