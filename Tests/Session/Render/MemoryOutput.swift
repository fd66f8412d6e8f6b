import MNLDiagnostics
import MNLEvents
import MNLRender

/// An output that keeps what is written.
final class MemoryOutput: TextOutput {
  let columns: Int?
  let rows: Int?
  private(set) var text = ""

  init(columns: Int? = nil, rows: Int? = nil) { (self.columns, self.rows) = (columns, rows) }

  func write(_ text: String) { self.text += text }
}

/// A clock that is set by hand.
final class HandClock {
  var time = 100.0
}

extension StreamStyle {
  static let file = StreamStyle()
  static let terminal = StreamStyle(
    isTerminal: true, canRedraw: true, usesUnicode: true)
  static let colorful = StreamStyle(
    isTerminal: true, canRedraw: true, colors: .palette, usesUnicode: true)
  static let ascii = StreamStyle(isTerminal: true, canRedraw: true)
}

extension SourceFile {
  /// The span of the first occurrence of a text.
  func span(of text: String) -> SourceSpan {
    let needle = Array(text.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: needle) } ?? 0
    return SourceSpan(self, start..<(start + needle.count))
  }
}
