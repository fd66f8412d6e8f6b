/// The way out of a fault: words for the user, and where it can be done for them, what to change.
package struct Remedy: Sendable {
  /// What following the words comes to.
  package enum Change: Sendable {
    /// Something that only the user can do or choose; no text would be right for all.
    case advice
    /// Changes of the text, at least one, that do not overlap; with all of them the fault is gone.
    case edits([Edit])
  }

  /// A stretch of text and what is to stand there instead; an empty stretch is a place to insert at.
  package struct Edit: Sendable {
    /// The place.
    package let span: SourceSpan
    /// The new text.
    package let text: String

    /// Makes an edit.
    package init(_ span: SourceSpan, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  /// One sentence: lower case, no full stop.
  package let words: String
  /// What following it comes to.
  package let change: Change

  /// Makes a remedy.
  package init(_ words: String, _ change: Change) {
    self.words = words
    self.change = change
  }

  /// The changes of the text; empty for advice.
  package var edits: [Edit] {
    switch change {
    case .advice: []
    case .edits(let edits): edits
    }
  }
}

extension Remedy.Change {
  /// One edit.
  package static func replacing(_ span: SourceSpan, with text: String) -> Remedy.Change {
    .edits([Remedy.Edit(span, text)])
  }

  /// Puts text where a span begins.
  package static func inserting(_ text: String, before span: SourceSpan) -> Remedy.Change {
    let start = span.range.lowerBound
    return .replacing(SourceSpan(span.file, start..<start), with: text)
  }
}

extension SourceFile {
  /// The bytes after some edits of this source; edits of other sources do not count.
  ///
  /// - Complexity: O(n + e log e) for n bytes and e edits.
  package func applying(_ edits: [Remedy.Edit]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    let own = edits.filter { $0.span.file === self }
    for edit in own.sorted(by: { $0.span.range.lowerBound < $1.span.range.lowerBound }) {
      guard edit.span.range.lowerBound >= position else { continue }
      result += bytes[position..<edit.span.range.lowerBound]
      result += edit.text.utf8
      position = edit.span.range.upperBound
    }
    return result + bytes[position...]
  }
}
