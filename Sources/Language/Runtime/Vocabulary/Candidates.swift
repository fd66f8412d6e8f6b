import MNLDiagnostics

/// The names that may stand at one place of a text: what "did you mean" chooses from, and what
/// completion offers.
package struct Candidates: Sendable {
  /// A name, and what it stands for.
  package struct Candidate: Hashable, Sendable {
    /// The name as it is written: `train`, `epochs`, `adam`; without `$`.
    package let text: String
    /// One line: what it stands for; empty if the name says it all.
    package let summary: String

    /// Makes a candidate.
    package init(_ text: String, _ summary: String = "") {
      self.text = text
      self.summary = summary
    }
  }

  /// All of them, each name once, in the order of the alphabet.
  package let all: [Candidate]

  /// Makes candidates; of those with one name the first is kept.
  ///
  /// - Complexity: O(n log n) for n candidates.
  package init(_ candidates: some Sequence<Candidate>) {
    var seen: Set<String> = []
    all = candidates.filter { seen.insert($0.text).inserted }.sorted { $0.text < $1.text }
  }

  /// Makes candidates of names that say it all.
  package init(names: some Sequence<String>) { self.init(names.map { Candidate($0) }) }

  /// The names, in the order of the alphabet.
  package var names: [String] { all.map(\.text) }

  /// The names listed, each in backquotes.
  package var listed: String { names.map { "`\($0)`" }.joined(separator: ", ") }

  /// The name that a misspelt one is nearest to; nil if none is near enough.
  ///
  /// - Complexity: O(c · n · m) for c candidates of m letters and a name of n.
  package func nearest(to name: String) -> String? {
    Suggestion.nearest(to: name, among: all.lazy.map(\.text))
  }

  /// The help that names what may be meant.
  static func suggestion(_ name: String) -> String { "did you mean `\(name)`?" }

  /// Those that begin with what is written already, in the order of the alphabet.
  ///
  /// - Complexity: O(n) for n candidates.
  package func beginning(with prefix: String) -> [Candidate] {
    all.filter { $0.text.utf8.starts(with: prefix.utf8) }
  }

  /// The candidates of two places, those of the first before others of the same name.
  package static func + (first: Candidates, second: Candidates) -> Candidates {
    Candidates(first.all + second.all)
  }
}
