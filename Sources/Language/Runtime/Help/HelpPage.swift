/// A page of help as data: a title and what stands below it.
///
/// `text` and `markdown` write the same page, for a terminal and for the handbook.
package struct HelpPage: Sendable {
  /// What the page is about: `train`.
  package var title: String
  /// One line under the title; empty if there is none.
  package var summary: String
  /// The parts, in their order.
  package var parts: [Part]

  /// A part of a page.
  package enum Part: Sendable {
    /// Words that run on.
    case paragraph(String)
    /// Lines of code, as they stand.
    case code([String])
    /// Markdown that is there already.
    case verbatim(String)
    /// Names with what they mean, under a heading.
    case entries(heading: String, [Entry])
    /// Names alone, separated by commas, after a heading on their line.
    case names(heading: String, [String])
  }

  /// A name and what it means.
  package struct Entry: Sendable {
    /// The name, as it is typed.
    package var name: String
    /// What is known of it in a few words: type, limits, default; empty if nothing.
    package var facts: String
    /// What it means; may be empty.
    package var summary: String

    /// Makes an entry.
    package init(_ name: String, facts: String = "", _ summary: String) {
      self.name = name
      self.facts = facts
      self.summary = summary
    }
  }

  /// Makes a page.
  package init(_ title: String, _ summary: String = "", parts: [Part]) {
    self.title = title
    self.summary = summary
    self.parts = parts
  }
}
