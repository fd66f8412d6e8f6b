package import MNLDiagnostics

/// A diagnostic as sentences, without drawings: for whoever listens to them.
///
/// It says all that `DiagnosticRenderer` draws: code, message, place, the marked text, the calls on
/// the way, notes and help, each on a line of its own.
package struct DiagnosticNarrator {
  /// The cell in which a place lies, as `cell 'train'`; nil where that says nothing.
  let cellName: (SourceSpan) -> String?

  /// Makes a narrator.
  package init(cellName: @escaping (SourceSpan) -> String?) { self.cellName = cellName }

  /// The sentences, with a final newline.
  package func render(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity.rawValue.capitalizedFirst
    var lines = [sentence("\(severity) \(diagnostic.code): \(diagnostic.message)")]
    if let primary = diagnostic.primary {
      let label = primary.text.isEmpty ? "" : ": " + primary.text
      lines.append(sentence("In \(place(primary.span))\(label)"))
      lines.append("The text there: \(VisibleText.escapingLine(marked(primary.span)))")
    }
    lines += diagnostic.calls.map { call in
      sentence("In '\(call.command)', which was called in \(place(call.span))")
    }
    lines += diagnostic.notes.map { sentence("Note: \($0)") }
    if let help = diagnostic.help { lines.append(sentence("Help: \(help)")) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `lstm.mnl, line 12, column 16`.
  private func place(_ span: SourceSpan) -> String {
    let (line, column) = span.file.position(at: span.range.lowerBound)
    let cell = cellName(span).map { ", " + $0 } ?? ""
    return "\(span.file.name), line \(line), column \(column)\(cell)"
  }

  /// What the span covers on its first line; the whole line where it covers nothing.
  private func marked(_ span: SourceSpan) -> String {
    let line = span.file.lineRange(span.file.line(at: span.range.lowerBound))
    let range = span.range.clamped(to: line)
    return span.file.text(of: range.isEmpty ? line : range)
  }

  private func sentence(_ words: String) -> String {
    let line = VisibleText.escapingLine(words)
    return line.last.map { ".?!`".contains($0) } ?? true ? line : line + "."
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
