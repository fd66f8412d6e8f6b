/// The help that `##` lines above a `def` give, taken apart.
///
/// The first line is the summary. Lines that begin with `> ` are examples, `CODE  # what it shows`;
/// one that begins with `See also: ` names commands. All others are paragraphs, apart from each other
/// by an empty line.
struct WrittenHelp {
  /// The first line, without its full stop.
  let summary: String
  /// The paragraphs.
  let details: String
  /// The examples, each of which runs as it stands.
  let examples: [CommandDeclaration.Example]
  /// The commands to look at next.
  let seeAlso: [String]

  /// Takes a text apart, lines separated by newlines.
  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var details: [String] = []
    var examples: [CommandDeclaration.Example] = []
    var seeAlso: [String] = []
    for line in lines.dropFirst() {
      if line.hasPrefix("> ") {
        examples.append(Self.example(line.dropFirst(2)))
      } else if line.hasPrefix("See also: ") {
        seeAlso += line.dropFirst("See also: ".count).split(separator: ",").map {
          String($0.drop { $0 == " " })
        }
      } else {
        details.append(line)
      }
    }
    let first = lines.first ?? ""
    summary = first.hasSuffix(".") ? String(first.dropLast()) : first
    self.details = details.split(separator: "").map { $0.joined(separator: " ") }
      .joined(separator: "\n\n")
    self.examples = examples
    self.seeAlso = seeAlso
  }

  private static func example(_ line: Substring) -> CommandDeclaration.Example {
    var code = line
    var text: Substring = ""
    var search = line
    while let sign = search.lastIndex(of: "#") {
      if line[..<sign].hasSuffix("  ") {
        (code, text) = (line[..<sign], line[line.index(after: sign)...].drop { $0 == " " })
        break
      }
      search = line[..<sign]
    }
    while code.last == " " { code.removeLast() }
    return CommandDeclaration.Example(String(code), String(text))
  }
}
