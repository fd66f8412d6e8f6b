import MNLDiagnostics

/// What is looked at before a text is read at all, so that nothing later has to.
extension SourceFile {
  /// The longest line in bytes: 1 MiB.
  static let longestLine = 1 << 20

  /// The first byte that is NUL or no part of UTF-8; nil if there is none.
  ///
  /// - Complexity: O(n) for n bytes.
  func firstMalformedByte(in range: Range<Int>) -> Int? {
    var i = range.lowerBound
    while i < range.upperBound {
      if bytes[i] < 0x80 {
        if bytes[i] == 0 { return i }
        i += 1
        continue
      }
      let length = sequenceLength(at: i, before: range.upperBound)
      guard length > 0 else { return i }
      i += length
    }
    return nil
  }

  /// The length of the sequence of 2 to 4 bytes at an offset; 0 if it is malformed (The Unicode
  /// Standard, table 3-7).
  private func sequenceLength(at offset: Int, before end: Int) -> Int {
    let first = bytes[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF }
      if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard offset + length <= end, second.contains(bytes[offset + 1]) else { return 0 }
    for i in (offset + 2)..<(offset + length) where !(0x80...0xBF).contains(bytes[i]) { return 0 }
    return length
  }

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
