package import MNLDiagnostics

/// A diagnostic as text: what, where with a caret, how it came to it, and the way out (design §2).
package struct DiagnosticRenderer {
  /// What the stream takes.
  let style: StreamStyle
  /// Columns that an excerpt may fill, and at which a terminal's other lines are broken.
  let width: Int
  /// The cell in which a place lies, as `cell 'train'`; nil where that says nothing.
  let cellName: (SourceSpan) -> String?

  /// Makes a renderer.
  package init(style: StreamStyle, width: Int, cellName: @escaping (SourceSpan) -> String?) {
    self.style = style
    self.width = width
    self.cellName = cellName
  }

  /// The text, with its final newline.
  package func render(_ diagnostic: Diagnostic) -> String {
    let ink: Ink = diagnostic.severity == .error ? .red : .yellow
    let title = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    let message = wrapped(title, diagnostic.message)
    var lines = [style.paint(title, ink) + style.paint(message, .strong)]
    if let primary = diagnostic.primary {
      let excerpt = SourceExcerpt(primary, width: width)
      let arrow = style.paint(String(repeating: " ", count: excerpt.gutter) + "-->", .blue)
      lines.append("\(arrow) \(placeInCell(primary.span))")
      lines += excerpt.rows.map { row in draw(row, gutter: excerpt.gutter, ink: ink) }
    }
    lines += calls(diagnostic.calls)
    lines += diagnostic.notes.map { style.paint("note", .strong) + wrapped("note", $0) }
    if let help = diagnostic.help {
      lines.append(style.paint("help", .cyan) + wrapped("help", help))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What follows a word: a colon and a text, broken at its blanks where a person looks at it.
  private func wrapped(_ word: String, _ text: String) -> String {
    let line = "\(word): " + VisibleText.escaping(text)
    guard style.isTerminal else { return String(line.dropFirst(word.count)) }
    return String(WrappedText.wrapping(line, to: width).dropFirst(word.count))
  }

  /// `lstm.mnl:12:16, cell 'train'`.
  private func placeInCell(_ span: SourceSpan) -> String {
    let (line, column) = span.file.position(at: span.range.lowerBound)
    let cell = cellName(span).map { ", " + $0 } ?? ""
    return "\(VisibleText.escapingLine(span.file.name)):\(line):\(column)\(cell)"
  }

  private func draw(_ row: SourceExcerpt.Row, gutter: Int, ink: Ink) -> String {
    let number = row.number + String(repeating: " ", count: gutter + 1 - row.number.utf8.count)
    let text = row.marks.isEmpty ? row.text : row.text + style.paint(row.marks, ink)
    return style.paint(number + "|", .blue) + (text.isEmpty ? "" : " " + text)
  }

  /// The `def`s on the way, innermost first; the middle of an endless recursion is left out.
  private func calls(_ calls: [Diagnostic.Call]) -> [String] {
    let shown = calls.count <= 8 ? calls.count : 4
    var lines = calls.prefix(shown).map(line)
    if calls.count > shown {
      lines.append("  ... \(calls.count - shown - 2) more calls ...")
      lines += calls.suffix(2).map(line)
    }
    return lines
  }

  private func line(_ call: Diagnostic.Call) -> String {
    "  in '\(VisibleText.escapingLine(call.command))', called at \(placeInCell(call.span))"
  }
}
