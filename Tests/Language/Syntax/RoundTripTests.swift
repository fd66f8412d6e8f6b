import MNLDiagnostics
import MNLSyntax
import MNLTestSupport
import Testing

@Suite struct RoundTripTests {
  @Test("prints what reads as the same tree, and prints that the same", arguments: Corpus.accepted)
  func roundTrip(source: String) throws {
    let tree = try Parser.parse(SourceFile(name: "test", text: source))
    try expectFixedPoint(tree)
  }

  @Test("never stops at a text with words left out, repeated or exchanged", arguments: 0..<8)
  func mutations(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sources = Corpus.accepted + Corpus.rejected
    for source in sources {
      for _ in 0..<12 {
        let mutant = mutated(source, by: &random)
        let file = SourceFile(name: "test", text: mutant)
        do throws(SyntaxFailure) {
          try expectFixedPoint(try Parser.parse(file), of: mutant)
        } catch {
          expectSound(error.diagnostics, of: file)
        }
      }
    }
  }

  @Test("never stops at random heaps of symbols", arguments: 0..<8)
  func heaps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let symbols = [
      "(", ")", "[", "]", "{", "}", "\"", "'", "$", "$a", ".", "..", "...", ",", ":", "?", "=",
      "==", "<", ">", "|", "&", "!", "`", "%", "#", "\\", "\n", ";", " ", " ", " ", "-", "+", "*",
      "/", "^", "@", "1", "2.5", "3min", "a", "b-c", "let", "if", "else", "for", "in", "def", "not",
      "try", "catch", "param", "return", "训", "\u{A0}", "_", "~", "\r", "\t", "\u{1}",
    ]
    for _ in 0..<400 {
      let count = Int.random(in: 1...40, using: &random)
      let text = (0..<count).map { _ in symbols.randomElement(using: &random) ?? "" }.joined()
      let file = SourceFile(name: "test", text: text)
      do throws(SyntaxFailure) {
        try expectFixedPoint(try Parser.parse(file), of: text)
      } catch {
        expectSound(error.diagnostics, of: file)
      }
    }
  }

  /// Expects a tree to survive being printed and read.
  private func expectFixedPoint(_ tree: Script, of source: String = "") throws(SyntaxFailure) {
    let printed = Printer.print(tree)
    guard let again = try? Parser.parse(SourceFile(name: "printed", text: printed)) else {
      Issue.record("printed text is no script: \(printed.debugDescription) of \(source)")
      return
    }
    #expect(again.treeDescription == tree.treeDescription, "\(source.debugDescription)")
    #expect(Printer.print(again) == printed, "\(source.debugDescription)")
  }

  private func expectSound(_ faults: [Diagnostic], of file: SourceFile) {
    let text = file.text(of: 0..<file.bytes.count).debugDescription
    #expect((1...10).contains(faults.count), "\(text)")
    for fault in faults {
      let range = fault.primary?.span.range ?? -1..<0
      #expect(range.lowerBound >= 0 && range.upperBound <= file.bytes.count, "\(text)")
      #expect(!fault.message.isEmpty && fault.message.utf8.count < 400, "\(text)")
      #expect(!fault.message.contains("\n") && !(fault.help ?? "").contains("\n"), "\(text)")
    }
  }

  /// Leaves out, repeats or exchanges one to three words or symbols.
  private func mutated(_ source: String, by random: inout SeededGenerator) -> String {
    var words: [String] = []
    for character in source {
      if let last = words.last?.last, last.isLetter || last.isNumber,
        character.isLetter || character.isNumber
      {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
    }
    for _ in 0..<Int.random(in: 1...3, using: &random) where words.count > 1 {
      let place = Int.random(in: words.indices, using: &random)
      switch UInt8.random(in: 0..<3, using: &random) {
      case 0: words.remove(at: place)
      case 1: words.insert(words[place], at: place)
      default: words.swapAt(place, Int.random(in: words.indices, using: &random))
      }
    }
    return words.joined()
  }
}
