import MNLDiagnostics

/// The lines of the source around a place, with marks below them, cut to a window.
struct SourceExcerpt {
  /// A row of the excerpt.
  struct Row: Equatable {
    /// The line number, `...`, or nothing.
    var number = ""
    /// What stands behind the gutter.
    var text = ""
    /// Carets and label, behind `text`.
    var marks = ""
  }

  /// Bytes of a line on either side of a place that are looked at; a line may have a mebibyte.
  private static let reach = 2048

  /// Columns of the line numbers.
  let gutter: Int
  /// The rows from top to bottom.
  private(set) var rows: [Row] = []

  /// Makes the excerpt of a place.
  ///
  /// - Parameters:
  ///   - label: The place and what stands beside the carets.
  ///   - width: Columns of the window.
  init(_ label: Diagnostic.Label, width: Int) {
    let file = label.span.file
    let range = label.span.range
    let first = file.line(at: range.lowerBound)
    let last = file.line(at: max(range.lowerBound, range.upperBound - 1))
    gutter = max(String(last).utf8.count, last - first > 5 ? 2 : 1)
    guard !Self.isGarbage(file, line: first, near: range) else { return }
    let text = VisibleText.escapingLine(label.text)
    rows.append(Row())
    if first == last {
      addLine(first, of: file, marking: range, label: text, room: max(20, width - gutter - 3))
    } else {
      addLines(first...last, of: file, label: text, room: max(20, width - gutter - 5))
    }
  }

  private mutating func addLine(
    _ line: Int, of file: SourceFile, marking range: Range<Int>, label: String, room: Int
  ) {
    let pieces = Self.pieces(of: file, line: line, near: range)
    var start = 0
    var end = 0
    var total = 0
    for piece in pieces {
      if piece.offset < range.lowerBound { start += piece.width }
      if piece.offset < range.upperBound { end += piece.width }
      total += piece.width
    }
    end = max(end, start + 1)
    let window = Self.window(total: total, start: start, room: room)
    let shown = Self.cut(pieces, to: window, of: total)
    rows.append(Row(number: String(line), text: shown))
    let left = max(start, window.lowerBound) - window.lowerBound
    let carets = max(1, min(end, window.upperBound + 1) - max(start, window.lowerBound))
    rows.append(
      Row(
        text: String(repeating: " ", count: left),
        marks: String(repeating: "^", count: carets) + (label.isEmpty ? "" : " " + label)))
  }

  /// Several lines get a bracket at their left instead of carets.
  private mutating func addLines(
    _ lines: ClosedRange<Int>, of file: SourceFile, label: String, room: Int
  ) {
    for line in lines {
      if lines.count > 6, line - lines.lowerBound >= 3, lines.upperBound - line >= 2 {
        if line - lines.lowerBound == 3 { rows.append(Row(number: "...", text: "|")) }
        continue
      }
      let start = file.lineRange(line).lowerBound
      let pieces = Self.pieces(of: file, line: line, near: start..<start)
      let total = pieces.reduce(0) { $0 + $1.width }
      let text = Self.cut(pieces, to: Self.window(total: total, start: 0, room: room), of: total)
      let bracket = line == lines.lowerBound ? "/" : "|"
      rows.append(Row(number: String(line), text: text.isEmpty ? bracket : "\(bracket) \(text)"))
    }
    rows.append(Row(marks: "|_^" + (label.isEmpty ? "" : " " + label)))
  }

  /// Whether a line is no text that anybody would want to see: more than a stray byte is not UTF-8.
  private static func isGarbage(_ file: SourceFile, line: Int, near range: Range<Int>) -> Bool {
    let whole = file.lineRange(line)
    let reach =
      max(
        whole.lowerBound, range.lowerBound - 100)..<min(
        whole.upperBound, max(range.lowerBound, whole.lowerBound) + 100)
    let odd = file.text(of: reach).unicodeScalars.count {
      $0.value == 0xFFFD || VisibleText.isControl($0)
    }
    return odd > 4
  }

  /// A character as it is drawn.
  private struct Piece {
    var offset: Int
    var text: String
    var width: Int
  }

  /// The characters of a line, tabs as blanks up to the next of every four columns.
  private static func pieces(of file: SourceFile, line: Int, near range: Range<Int>) -> [Piece] {
    let whole = file.lineRange(line)
    var lower = max(whole.lowerBound, range.lowerBound - reach)
    let upper = min(whole.upperBound, range.lowerBound + reach)
    // Not in the middle of a character.
    while lower < upper, lower > whole.lowerBound, file.bytes[lower] & 0xC0 == 0x80 { lower += 1 }
    var offset = lower
    var column = 0
    var pieces: [Piece] = []
    guard lower < upper else { return pieces }
    for character in file.text(of: lower..<upper) {
      let text: String
      if character == "\t" {
        text = String(repeating: " ", count: 4 - column % 4)
      } else {
        text = VisibleText.escapingLine(String(character))
      }
      let width = DisplayWidth.of(text)
      pieces.append(Piece(offset: offset, text: text, width: width))
      column += width
      offset += character.utf8.count
    }
    return pieces
  }

  /// The columns that are shown of a line.
  private static func window(total: Int, start: Int, room: Int) -> Range<Int> {
    guard total > room else { return 0..<total }
    let left = start < room * 2 / 3 ? 0 : min(start - room / 3, total - room)
    return left..<(left + room)
  }

  private static func cut(_ pieces: [Piece], to window: Range<Int>, of total: Int) -> String {
    var text = ""
    var column = 0
    let isCutLeft = window.lowerBound > 0
    let isCutRight = window.upperBound < total
    let lower = window.lowerBound + (isCutLeft ? 3 : 0)
    let upper = window.upperBound - (isCutRight ? 3 : 0)
    if isCutLeft { text = "..." }
    for piece in pieces {
      defer { column += piece.width }
      if column >= lower, column + piece.width <= upper {
        text += piece.text
      } else if column < lower, column + piece.width > lower {
        // Half of a wide character at the edge.
        text += String(repeating: " ", count: column + piece.width - lower)
      }
    }
    return isCutRight ? text + "..." : text
  }
}
