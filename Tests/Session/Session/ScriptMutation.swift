import MNLTestSupport

/// Changes scripts at random, most often so that they can still be read.
struct ScriptMutation {
  private var random: SeededGenerator
  private var noteCount = 0

  /// Changes that repeat from run to run.
  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The text with one to six changes of its blanks, lines, comments and words.
  mutating func mutated(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: lines.indices, using: &random)
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1, 2:
        noteCount += 1
        lines[place] += " # note-\(noteCount)."
      case 3:
        noteCount += 1
        lines.insert("  # note-\(noteCount).", at: place)
      case 4: lines.insert("", at: place)
      case 5: lines[place] = "\t " + lines[place] + "  "
      case 6: lines[place] = respaced(lines[place])
      case 7: lines.swapAt(place, Int.random(in: lines.indices, using: &random))
      default: lines[place] = reworded(lines[place])
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The comments that mutation has written into a text.
  static func notes(in text: String) -> [Substring] {
    text.split(separator: "# ", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard part.hasPrefix("note-") else { return nil }
      return part.prefix { $0 != "." }
    }
  }

  /// Doubles or takes away a blank, or breaks the line there.
  private mutating func respaced(_ line: String) -> String {
    let blanks = line.indices.filter { line[$0] == " " || line[$0] == "[" || line[$0] == "," }
    guard let blank = blanks.randomElement(using: &random) else { return line }
    var line = line
    switch Int.random(in: 0..<3, using: &random) {
    case 0: line.insert(" ", at: line.index(after: blank))
    case 1: line.insert("\n", at: line.index(after: blank))
    default: if line[blank] == " " { line.remove(at: blank) }
    }
    return line
  }

  /// Leaves out, repeats or exchanges a word.
  private mutating func reworded(_ line: String) -> String {
    var words = line.split(separator: " ", omittingEmptySubsequences: false)
    let place = Int.random(in: words.indices, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: words.remove(at: place)
    case 1: words.insert(words[place], at: place)
    default: words.swapAt(place, Int.random(in: words.indices, using: &random))
    }
    return words.joined(separator: " ")
  }
}
