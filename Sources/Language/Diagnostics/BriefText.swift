extension StringProtocol {
  /// The beginning of the text, short enough for a sentence: 40 characters of Unicode at most.
  package var brief: String {
    let start = unicodeScalars.prefix(40)
    return start.endIndex == unicodeScalars.endIndex
      ? String(self) : String(String.UnicodeScalarView(start)) + "…"
  }

  /// The same with a blank in the place of each line break.
  package var briefLine: String {
    String(brief.map { $0.isNewline ? " " : $0 })
  }
}
