/// A text that is read as `mnl` code: a file, the argument of `-c`, standard input or one entry of
/// the prompt.
///
/// The text is kept as UTF-8 bytes, and every place in it is an offset into them. A byte order mark
/// at the start is dropped when the file is made, so that no reader meets it.
package final class SourceFile: Sendable {
  /// What errors call it: a path as the user gave it, `-c`, `<stdin>` or `In[3]`.
  package let name: String

  /// The text in UTF-8, without a byte order mark.
  package let bytes: [UInt8]

  /// The offset of the first byte of each line; never empty.
  private let lineStarts: [Int]

  /// Makes a source of bytes that may be anything; the lexer reports what is not UTF-8.
  ///
  /// - Complexity: O(n) for n bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var starts = [0]
    for (offset, byte) in self.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
  }

  /// Makes a source of text.
  package convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// How many lines the text has; 1 for an empty one.
  package var lineCount: Int { lineStarts.count }

  /// The text of a span, malformed UTF-8 replaced.
  package func text(of range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The line, counted from 1, in which an offset lies.
  ///
  /// - Complexity: O(log n) for n lines.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line counted from 1, without its line end.
  package func lineRange(_ line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The line and the column of an offset, both counted from 1.
  ///
  /// Columns count Unicode scalars, as compilers and SARIF's `unicodeCodePoints` do: what counts as
  /// one character on a screen changes with each version of Unicode.
  package func position(at offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let start = lineStarts[line - 1]
    return (line, text(of: start..<max(start, min(offset, bytes.count))).unicodeScalars.count + 1)
  }
}

/// A stretch of a source: half-open byte offsets.
package struct SourceSpan: Sendable {
  /// The source that the offsets count in.
  package let file: SourceFile

  /// The bytes, half-open.
  package let range: Range<Int>

  /// Makes a span of a source.
  package init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// The text of the span.
  package var text: String { file.text(of: range) }

  /// The text for a sentence: a line break in it is a blank, and what follows a comment is left out.
  package var textInOneLine: String {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.drop { $0 == " " || $0 == "\t" })
    }
    guard lines.count > 1 else { return text.filter { !$0.isNewline } }
    if lines.dropLast().contains(where: { $0.contains("#") }) { return "\(lines[0])…" }
    return lines.joined(separator: " ")
  }

  /// The smallest span that covers this one and another of the same source.
  package func joined(with other: SourceSpan) -> SourceSpan {
    let lower = min(range.lowerBound, other.range.lowerBound)
    return SourceSpan(file, lower..<max(range.upperBound, other.range.upperBound))
  }
}
