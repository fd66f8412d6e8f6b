extension HelpPage {
  /// The columns that a page takes at most, as a terminal has at least; code is never broken.
  static let width = 78

  /// The page as plain text, without a final newline.
  package var text: String {
    let head = summary.isEmpty ? title : Self.wrapped("\(title): \(summary)", indent: 0)
    return ([head] + parts.map(Self.text)).joined(separator: "\n\n")
  }

  private static func text(_ part: Part) -> String {
    switch part {
    case .paragraph(let words): return wrapped(words, indent: 0)
    case .verbatim(let text): return text
    case .code(let lines): return lines.map { "  " + $0 }.joined(separator: "\n")
    case .names(let heading, let names):
      return wrapped("\(heading):", names.joined(separator: ", "), indent: 2)
    case .entries(let heading, let entries):
      // Short names have their text beside them, in a column; longer ones below.
      let names = entries.map { $0.facts.isEmpty ? $0.name : "\($0.name)  \($0.facts)" }
      let widest = names.map(\.count).max() ?? 0
      let lines = zip(entries, names).map { entry, name in
        if widest <= 24 {
          let padded = name + String(repeating: " ", count: widest - name.count)
          return wrapped("  \(padded)  ", entry.summary, indent: widest + 4)
        }
        guard !entry.summary.isEmpty else { return "  " + name }
        return "  \(name)\n" + wrapped(entry.summary, indent: 6)
      }
      return ([heading] + lines).joined(separator: "\n")
    }
  }

  /// Words in lines of at most `width` columns that begin with `indent` blanks.
  private static func wrapped(_ words: String, indent: Int) -> String {
    wrapped(String(repeating: " ", count: indent), words, indent: indent)
  }

  /// Words behind a lead that is there already; further lines begin with `indent` blanks.
  private static func wrapped(_ lead: String, _ words: String, indent: Int) -> String {
    var lines: [String] = []
    var line = lead
    // Nothing separates a word from blanks.
    var isEmpty = lead.allSatisfy { $0 == " " } || lead.hasSuffix(" ")
    for word in words.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }
}
