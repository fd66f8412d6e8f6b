import MNLDiagnostics
package import MNLEvents
import MNLNotebook
import MNLSyntax

/// The comparison of what the cells of a document show with their `#>` lines.
///
/// It reads what was shown from a transcript, which must be among the sinks of the session.
package final class OutputCheck {
  /// A stretch of a cell, and what it is expected to show.
  struct Part {
    /// The statements.
    let script: Script
    /// The `#>` lines below them; nil where nothing is expected.
    let expected: ExpectedGroup?
  }

  /// How many groups were as expected.
  package private(set) var passedCount = 0
  /// How many were not.
  package private(set) var failedCount = 0

  private let transcript: any TranscriptSink
  private var comparison = OutputComparison()
  /// What is to be written in the place of `#>` lines.
  private var edits: [(range: Range<Int>, text: String)] = []

  /// Makes a comparison that reads from a transcript.
  package init(_ transcript: any TranscriptSink) { self.transcript = transcript }

  /// The parts of a cell.
  static func parts(of cell: Cell, _ script: Script, in file: SourceFile) -> [Part] {
    var parts: [Part] = []
    var rest = script.statements[...]
    for group in ExpectedGroup.groups(of: cell, in: file) {
      let before = rest.prefix { $0.span.range.lowerBound < group.range.lowerBound }
      rest = rest.dropFirst(before.count)
      let part = Script(statements: Array(before), span: script.span)
      parts.append(Part(script: part, expected: group))
    }
    if !rest.isEmpty || parts.isEmpty {
      parts.append(
        Part(script: Script(statements: Array(rest), span: script.span), expected: nil))
    }
    return parts
  }

  /// Expected output inside of a statement, where none can be compared.
  static func misplaced(in cell: Cell, _ script: Script, of file: SourceFile) -> [Diagnostic] {
    ExpectedGroup.groups(of: cell, in: file).compactMap { group in
      let around = script.statements.contains { statement in
        statement.span.range.lowerBound < group.range.lowerBound
          && statement.span.range.upperBound > group.range.upperBound
      }
      guard around else { return nil }
      return Diagnostic(
        .misplacedOutput, "expected output inside of a statement",
        at: SourceSpan(file, group.range.dropLast(1)),
        help: "put it below the '}', at the top level of the cell")
    }
  }

  /// Begins a cell, of which nothing has been shown yet.
  func begin() { _ = transcript.takeText() }

  /// Compares what was shown since the last group.
  ///
  /// - Returns: The fault, if it is something else.
  func compare(_ group: ExpectedGroup, in file: SourceFile) -> Diagnostic? {
    let shown = transcript.takeText()
    guard let difference = comparison.difference(shown, from: group) else {
      passedCount += 1
      return nil
    }
    failedCount += 1
    edits.append((group.range, ExpectedGroup.written(shown)))
    return Diagnostic(
      .outputDiffers, "the output differs from what is expected",
      at: SourceSpan(file, group.range.dropLast(1)),
      notes: ["expected (-) and shown (+)\n" + difference.joined(separator: "\n")])
  }

  /// The text of the document with what the cells showed in place of the lines that differed.
  package func rewritten(_ prepared: PreparedDocument) -> [UInt8] {
    let document = prepared.document
    var bytes: [UInt8] = document.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    let source = document.file.bytes
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      bytes += source[position..<edit.range.lowerBound]
      // The last line of a file may have no end.
      let endsLine = source[edit.range].last == UInt8(ascii: "\n")
      bytes += endsLine ? Array(edit.text.utf8) : Array(edit.text.utf8.dropLast())
      position = edit.range.upperBound
    }
    return bytes + source[position...]
  }
}
