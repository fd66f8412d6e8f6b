package import MNLDiagnostics

extension Document {
  /// Tags that have a meaning: for whoever runs the cells, shows them or teaches with them.
  package static let meaningfulTags = [
    "exercise", "hide-input", "hide-output", "injected-parameters", "nocache", "parameters",
    "raises-exception", "remove-cell", "remove-input", "remove-output", "skip-execution", "slow",
    "solution", "stop",
  ]

  /// What the user should know of cells that can be read.
  package var warnings: [Diagnostic] {
    cells.flatMap { cell in
      cell.tags.compactMap { tag -> Diagnostic? in
        guard let marker = cell.marker, !Self.meaningfulTags.contains(tag),
          let meant = Suggestion.nearest(to: tag, among: Self.meaningfulTags)
        else { return nil }
        let attribute = marker.attributes.first { $0.key == "tags" }
        let place = SourceSpan(file, attribute?.range ?? marker.range)
        let tags = cell.tags.map { JSONValue.text($0 == tag ? meant : $0) }
        return Diagnostic(
          .misspeltTag, "the tag '\(tag.briefLine)' has no meaning", at: place, severity: .warning,
          help: "did you mean `\(meant)`?",
          change: .replacing(place, with: "tags=" + JSONValue.list(tags).text(.line)))
      }
    }
  }
}
