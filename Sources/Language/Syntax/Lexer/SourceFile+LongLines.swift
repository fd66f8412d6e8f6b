import MNLDiagnostics

/// The limit on lines, which is looked at before a text is read at all.
extension SourceFile {
  /// The longest line in bytes: 1 MiB.
  static let longestLine = 1 << 20

  /// The first line that is longer than `longestLine`; nil if there is none.
  func firstLongLine(in range: Range<Int>) -> Range<Int>? {
    guard range.count > Self.longestLine else { return nil }
    for line in line(at: range.lowerBound)...line(at: range.upperBound) {
      let found = lineRange(line).clamped(to: range)
      if found.count > Self.longestLine { return found }
    }
    return nil
  }
}
