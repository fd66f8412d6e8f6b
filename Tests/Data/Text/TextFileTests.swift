import Testing

@testable import MNLData

/// Texts, and what becomes of them.
@Suite struct TextFileTests {
  private let folder = TemporaryFolder()

  private func read(_ bytes: [UInt8]) throws(DataError) -> TextFile {
    try TextFile(path: folder.write(bytes, to: "a.txt"), named: "a.txt")
  }

  private func fault(_ bytes: [UInt8]) -> DataError? {
    failure { () throws(DataError) in _ = try read(bytes) }
  }

  @Test("a byte-order mark goes, and all ends of lines become newlines")
  func ends() throws {
    let text = try read([0xEF, 0xBB, 0xBF] + Array("a\r\nb\rc\n".utf8)).text
    #expect(text == "a\nb\nc\n")
  }

  @Test("what is no text is refused with line and column")
  func malformed() {
    #expect(fault([]) == .emptyFile(path: "a.txt"))
    #expect(
      fault(Array("ab\nc".utf8) + [0])
        == .text(path: "a.txt", at: TextPlace(line: 2, column: 2), .zeroByte))
    #expect(
      fault(Array("ä\nbc".utf8) + [0xFF, 0x41])
        == .text(path: "a.txt", at: TextPlace(line: 2, column: 3), .notUTF8))
  }

  @Test("words are runs of letters and digits, all else but blanks stands alone")
  func words() {
    var found: [String] = []
    TextUnits.words.forEach(in: "Don't, 3 tea-cups\n(naïve)") { found.append($0) }
    #expect(found == ["Don't", ",", "3", "tea-cups", "\n", "(", "naïve", ")"])
    #expect(TextUnits.words.joined(found) == "Don't, 3 tea-cups\n(naïve)")
  }

  @Test("the commonest units are known, and the others are one unit")
  func vocabulary() {
    let words = Vocabulary(.words, of: "b a b c b a", size: 3)
    #expect(words.symbols == ["b", "a", "<other>"])
    #expect(words.codes(of: "a c b d").codes == [1, 2, 0, 2])
    #expect(words.codes(of: "a c b d").unknown == 2)
    let characters = Vocabulary(.characters, of: "ba\nb", size: 10)
    #expect(characters.symbols == ["\n", "a", "b", "\u{FFFD}"])
  }

  private func lengths(_ split: Split) -> [Int] { (0..<split.count).map(split.length) }

  @Test("pieces follow each other, and each step asks for the unit after it")
  func pieces() throws {
    let made = try TextFile("abcabca", named: "a").pieces(
      named: "a", .characters, steps: 3, vocabulary: 10,
      Division(way: .time, test: 0, validation: 0))
    let train = made.data.train
    #expect(train.count == 2)
    #expect(train.inputSymbols(at: 0) == [0, 1, 2])
    #expect(train.targetClasses(at: 0) == [1, 2, 0])
    #expect(train.inputSymbols(at: 1) == [0, 1, 2])
    #expect(train.targetClasses(at: 1) == [1, 2, 0])
  }

  @Test("a last piece that is shorter asks for nothing after the end")
  func shortPiece() throws {
    let made = try TextFile("abcab", named: "a").pieces(
      named: "a", .characters, steps: 3, vocabulary: 10,
      Division(way: .time, test: 0, validation: 0))
    #expect(made.data.train.inputSymbols(at: 1) == [0, 1, nil])
    #expect(made.data.train.targetClasses(at: 1) == [1, nil, nil])
  }

  @Test("more than 255 words can be told apart")
  func manyWords() throws {
    let text = (0..<400).map { "w\($0)" }.joined(separator: " ")
    let made = try TextFile(text, named: "a").pieces(
      named: "a", .words, steps: 10, vocabulary: 1000, Division(way: .time))
    #expect(made.data.form.features == 401)
    let numbers = made.data.train.inputs(at: 3)
    #expect(numbers.reduce(0, +) == 10)
    let symbol = try #require(made.data.train.inputSymbols(at: 3)[2])
    #expect(numbers[2 * 401 + symbol] == 1)
  }

  @Test("a line is a class and a text, of any length down to none")
  func labelled() throws {
    let made = try TextFile("good\tso nice\nbad\tno\nbad\t\n", named: "a").labelled(
      named: "a", .words, steps: 1, vocabulary: 10,
      Division(way: .time, test: 0, validation: 0))
    #expect(made.data.form.targetNames == ["bad", "good"])
    #expect(made.data.train.labels == [1, 0, 0])
    #expect(lengths(made.data.train) == [1, 1, 0])
    #expect(made.cut == 1)
  }

  @Test("lines without a class, and texts of one class, are refused")
  func unlabelled() {
    func found(_ text: String) -> DataError? {
      failure { () throws(DataError) in
        _ = try TextFile(text, named: "a").labelled(
          named: "a", .words, steps: 4, vocabulary: 10, Division(way: .random))
      }
    }
    #expect(
      found("a\tb\nno class\n")
        == .text(path: "a", at: TextPlace(line: 2, column: 1), .noLabel))
    #expect(found("a\tb\na\tc\n") == .unfitData(path: "a", .oneClass(column: nil, name: "a")))
  }

  @Test("examples that would become too many numbers are refused before they are made")
  func tooWide() {
    let text = (0..<2000).map { "w\($0)" }.joined(separator: " ")
    let found = failure { () throws(DataError) in
      _ = try TextFile(text, named: "a").pieces(
        named: "a", .words, steps: 1000, vocabulary: 20_000, Division(way: .time))
    }
    #expect(
      found
        == .unfitData(
          path: "a", .tooWide(steps: 1000, numbers: 2001, limit: TextFile.widthLimit)))
  }

  @Test("what a model keeps of a text reads another one")
  func questions() throws {
    let meaning = TextMeaning(
      vocabulary: Vocabulary(.characters, symbols: ["a", "b", "\u{FFFD}"]), steps: 3,
      classes: ["x", "y"])
    #expect(TextMeaning(decoding: meaning.encoded) == meaning)
    #expect(TableMeaning(decoding: meaning.encoded) == nil)
    let asked = try TextFile("ab\n\nbcba\n", named: "a").questions(for: meaning)
    #expect(asked.lengths == [2, 3])
    #expect(asked.inputs.classes(at: 1) == [1, 2, 1])
    #expect(asked.unknownTexts == 1)
    guard case .places([1, 3], noun: "line") = asked.names else {
      Issue.record("other names")
      return
    }
  }
}
