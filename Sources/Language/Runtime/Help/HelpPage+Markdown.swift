extension HelpPage {
  /// The page as Markdown, with its title as a heading of a level, without a final newline.
  package func markdown(level: Int) -> String {
    let heading = String(repeating: "#", count: level) + " `\(title)`"
    let lead = summary.isEmpty ? [] : [summary + "."]
    return ([heading] + lead + parts.map(Self.markdown)).joined(separator: "\n\n")
  }

  private static func markdown(_ part: Part) -> String {
    switch part {
    case .paragraph(let words): return words
    case .verbatim(let text): return text
    case .code(let lines): return "```text\n" + lines.joined(separator: "\n") + "\n```"
    case .names(let heading, let names):
      return "\(heading.capitalizedFirst): " + names.map { "`\($0)`" }.joined(separator: ", ")
    case .entries(let heading, let entries):
      let lines = entries.map { entry in
        "- `\(entry.name)`" + (entry.facts.isEmpty ? "" : " (\(entry.facts))")
          + (entry.summary.isEmpty ? "" : ": \(entry.summary)")
      }
      return "**\(heading.capitalizedFirst)**\n\n" + lines.joined(separator: "\n")
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
