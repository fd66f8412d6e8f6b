import Testing

@testable import MNLData

@Suite struct DrawnTextTests {
  private func stories(_ train: Int = 30, seed: UInt64 = 1) throws -> Stories.Drawn {
    try Stories.make(TaskSizes(steps: 40, train: train, test: 12), seed: seed)
  }

  private func text(_ split: Split, _ data: DataSet) -> String {
    (0..<split.count).flatMap { split.inputSymbols(at: $0) }
      .map { $0.map { data.form.targetNames[$0] } ?? "" }.joined()
  }

  @Test("stories repeat the animal and what it is like, and fit the name")
  func consistency() throws {
    let data = try stories().data
    let lines = text(data.train, data).split(separator: "\n").dropFirst().dropLast()
    #expect(lines.count > 10)
    for line in lines {
      let words = line.split { !$0.isLetter }.map(String.init)
      let isShe = ["Anna", "Mia", "Lena", "Ida"].contains(words[0])
      #expect(words[5] == (isShe ? "She" : "He"), "\(line)")
      #expect(words[2] == (words[3].hasPrefix("o") ? "an" : "a"), "\(line)")
      #expect(words.count { $0 == words[4] } == 3 && words.count { $0 == words[3] } == 2, "\(line)")
    }
  }

  @Test(
    "a story has as many bits as its choices: its name, animal, kind, deed, time, pastime and place"
  )
  func bits() throws {
    let drawn = try stories()
    let each = 3 + 3 + 2 * 2.584962500721156 + 2 + 2 * 2.321928094887362
    #expect(abs(drawn.leastBits * Double(drawn.characters) - 42 * each) < 1e-6)
  }

  @Test("the same seed draws the same stories, another one others")
  func seeds() throws {
    #expect(try stories().data.contentHash == stories().data.contentHash)
    #expect(try stories().data.contentHash != stories(seed: 2).data.contentHash)
  }

  @Test("what is said of a review last is what it means, and `not` turns it")
  func meaning() throws {
    let data = try Reviews.make(TaskSizes(steps: 24, train: 240, test: 60))
    let praises: Set = ["good", "great", "lovely", "clever", "perfect", "funny"]
    let names = data.meaning.flatMap(TextMeaning.init(decoding:))?.symbols ?? []
    for row in 0..<data.test.count {
      let words = data.test.inputSymbols(at: row).compactMap { $0.map { names[$0] } }
      let last = words.split(separator: "but").last ?? []
      let isGood = praises.contains(last.last ?? "") != last.contains("not")
      #expect(isGood == (data.test.label(at: row) == 1), "\(words.joined(separator: " "))")
    }
    #expect(Set(data.train.labels) == [0, 1])
  }

  @Test("parts have the sizes that were asked for")
  func sizes() throws {
    let data = try Reviews.make(TaskSizes(steps: 24, train: 240, test: 60))
    #expect(data.splits.map(\.count) == [220, 20, 60])
  }

  @Test("drawing stops when nobody wants more")
  func interruption() {
    #expect(throws: DataError.interrupted) {
      try Stories.make(TaskSizes(steps: 40, train: 30, test: 12)) { _ in false }
    }
  }
}
