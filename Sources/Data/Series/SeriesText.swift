/// The text of a file of series, cut into lines, with what errors need to name a place in it.
struct SeriesText {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What errors call the file.
  let path: String
  /// All of it.
  let bytes: [UInt8]
  /// Where the next line begins.
  private var place = 0

  /// A text that is all there.
  ///
  /// - Throws: `series` for zero bytes, and for another encoding than UTF-8 if it says so.
  init(_ bytes: [UInt8], path: String) throws(DataError) {
    (self.bytes, self.path) = (bytes, path)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw fault(.notUTF8, at: 0)
    }
    if let zero = bytes.firstIndex(of: 0) { throw fault(.zeroByte, at: zero) }
    if bytes.starts(with: Self.mark) { place = 3 }
  }

  /// The next line that is neither blank nor a comment, without blanks at its ends; nil at the end.
  mutating func nextLine() -> Range<Int>? {
    let bytes = bytes
    let span = bytes.span
    while place < span.count {
      var start = place
      while place < span.count, span[place] != 0x0A, span[place] != 0x0D { place += 1 }
      var end = place
      if place < span.count { place += 1 }
      // A tab may stand between fields of which one is empty, so that it stays.
      while start < end, span[start] == UInt8(ascii: " ") { start += 1 }
      while start < end, span[end - 1] == UInt8(ascii: " ") { end -= 1 }
      let isBlank = (start..<end).allSatisfy { span[$0] == UInt8(ascii: "\t") }
      if !isBlank, span[start] != UInt8(ascii: "#") { return start..<end }
    }
    return nil
  }

  /// What stands in a range.
  ///
  /// - Throws: `series` for what is no UTF-8.
  func text(_ range: Range<Int>) throws(DataError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw fault(.notUTF8, at: range.lowerBound)
    }
    return text
  }

  /// A range without the blanks and tabs at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = bytes[range].firstIndex { !isBlank($0) } ?? range.upperBound
    let end = bytes[range].lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return start..<end
  }

  /// A fault at a byte.
  ///
  /// - Complexity: O(bytes).
  func fault(_ fault: SeriesFault, at place: Int) -> DataError {
    let hasMark = bytes.starts(with: Self.mark) && place >= 3
    var (line, start) = (1, hasMark ? 3 : 0)
    for index in start..<max(start, place) {
      let isReturn = bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
      if bytes[index] == 0x0A || isReturn { (line, start) = (line + 1, index + 1) }
    }
    let before = bytes[start..<max(start, place)]
    let text = String(validating: before, as: UTF8.self)
    let column = (text?.unicodeScalars.count ?? before.count) + 1
    return .series(path: path, at: TextPlace(line: line, column: column), fault)
  }
}
