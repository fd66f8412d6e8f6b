/// What could stand at the cursor of a cell that is being typed.
package struct Completion: Equatable, Sendable {
  /// Finds what could stand at the cursor: of a cell, all lines of it, and the offset of the cursor
  /// in its bytes of UTF-8.
  package typealias Finder = (_ cell: String, _ cursor: Int) -> Completion

  /// One thing that could stand there.
  package struct Candidate: Equatable, Sendable {
    /// What is inserted, with the blank, the `=` or the quote that belongs behind it.
    package let text: String
    /// What a list of candidates shows.
    package let label: String
    /// What it is, in a few words; may be empty.
    package let detail: String

    /// Makes a candidate.
    ///
    /// - Parameters:
    ///   - text: What is inserted.
    ///   - label: What a list shows; nil for the text without blanks at its end.
    ///   - detail: What it is, in a few words.
    package init(_ text: String, label: String? = nil, detail: String = "") {
      self.text = text
      self.label = label ?? String(text.reversed().drop { $0 == " " }.reversed())
      self.detail = detail
    }
  }

  /// The bytes of the cell that a candidate takes the place of; they end at the cursor.
  package var replaced: Range<Int>
  /// What could stand there, in the order in which a list shows it.
  package var candidates: [Candidate]
  /// One line about what may be written here; nil if there is nothing to say.
  package var hint: String?

  /// Makes a completion.
  package init(replaced: Range<Int>, candidates: [Candidate], hint: String? = nil) {
    self.replaced = replaced
    self.candidates = candidates
    self.hint = hint
  }
}
