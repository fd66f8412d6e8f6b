import Testing

@testable import MNLData

/// The drawn tasks, each by the rule that its targets follow.
@Suite struct DrawnTaskTests {
  private let sizes = TaskSizes(steps: 12, train: 24, test: 200)

  @Test("parity asks at each step whether the ones so far are odd in number")
  func parity() throws {
    let data = try RunningParity.make(sizes)
    for row in 0..<200 {
      let bits = data.test.inputs(at: row)
      let targets = Array(data.test.targetBytes(at: row))
      var ones = 0
      for (bit, target) in zip(bits, targets) {
        #expect(bit == 0 || bit == 1)
        ones += Int(bit)
        #expect(Int(target) == ones % 2)
      }
      #expect(data.test.targets(at: row).count == 24)
    }
    let counts = data.test.classCounts
    #expect(counts.reduce(0, +) == 2400 && counts.allSatisfy { $0 > 1000 })
  }

  @Test("letters ask which ones occur")
  func letters() throws {
    let data = try LetterSets.make(sizes)
    for row in 0..<200 {
      let seen = Set(data.test.inputBytes(at: row))
      #expect(data.test.targets(at: row) == (0..<8).map { seen.contains($0) ? 1 : 0 })
      #expect(data.test.inputs(at: row).reduce(0, +) == 12)
    }
  }

  @Test("a task with a shortest sequence draws all lengths up to the longest")
  func lengths() throws {
    let sizes = TaskSizes(steps: 12, shortest: 0, train: 24, test: 400)
    for data in [try RunningParity.make(sizes), try LetterSets.make(sizes)] {
      #expect(data.hasLengths)
      #expect(Set((0..<400).map(data.test.length)) == Set(0...12))
      for row in 0..<400 {
        let rest = data.test.inputs(at: row).dropFirst(
          data.test.length(at: row) * data.form.features)
        #expect(rest.allSatisfy { $0 == 0 })
      }
    }
    let parity = try RunningParity.make(sizes)
    for row in 0..<400 {
      let asked = parity.test.targetBytes(at: row).count { $0 != RowStore.none }
      #expect(asked == parity.test.length(at: row))
    }
  }

  @Test("no sequence can be shorter than nothing or than the longest")
  func shortest() {
    #expect(throws: DataError.sizeOutOfRange(parameter: "shortest", value: 13, allowed: 0...12)) {
      try LetterSets.make(TaskSizes(steps: 12, shortest: 13, train: 24, test: 1))
    }
  }

  @Test("copying asks at the end for the letters of the beginning, in their order")
  func copying() throws {
    let data = try CopyingMemory.make(TaskSizes(steps: 14, train: 24, test: 200))
    var words: Set<[UInt8]> = []
    for row in 0..<200 {
      let inputs = Array(data.test.inputBytes(at: row))
      let word = Array(inputs.prefix(5))
      words.insert(word)
      #expect(word.allSatisfy { $0 < 8 })
      #expect(Array(inputs.dropFirst(5)) == [8, 8, 8, 8, 9, 9, 9, 9, 9])
      let nothing = [UInt8](repeating: RowStore.none, count: 9)
      #expect(Array(data.test.targetBytes(at: row)) == nothing + word)
    }
    #expect(words.count > 190)
  }

  @Test("copying waits shorter where only the last steps are to matter")
  func copyingWithin() throws {
    let data = try CopyingMemory.make(TaskSizes(steps: 20, within: 12, train: 12, test: 1))
    let inputs = Array(data.test.inputBytes(at: 0))
    #expect(inputs[..<8].allSatisfy { $0 == 8 } && inputs[8..<13].allSatisfy { $0 < 8 })
    #expect(Array(inputs[13...]) == [8, 8, 9, 9, 9, 9, 9])
    let fault = DataError.sizeOutOfRange(parameter: "within", value: 21, allowed: 11...20)
    #expect(throws: fault) {
      _ = try CopyingMemory.make(TaskSizes(steps: 20, within: 21, train: 12, test: 1))
    }
  }

  @Test("reber draws strings of the embedded grammar, and asks for the next symbol")
  func reber() throws {
    let data = try ReberGrammar.make(TaskSizes(steps: 18, train: 24, test: 300))
    var lengths: Set<Int> = []
    for row in 0..<300 {
      let places = Array(data.test.inputBytes(at: row))
      let symbols = places.prefix { $0 != RowStore.none }
      let string = symbols.map { ReberGrammar.symbols[Int($0)] }.joined()
      lengths.insert(string.count)
      #expect(places[symbols.count...].allSatisfy { $0 == RowStore.none })
      #expect(
        string.dropFirst().first == string.dropLast().last
          && "TP".contains(string.dropFirst().prefix(1)))
      #expect(string.hasPrefix("B") && string.hasSuffix("E"))
      #expect(isReber(String(string.dropFirst(2).dropLast(2))), "\(string)")
      let targets = Array(data.test.targetBytes(at: row))
      #expect(Array(targets.prefix(symbols.count - 1)) == Array(symbols.dropFirst()))
      #expect(targets[(symbols.count - 1)...].allSatisfy { $0 == RowStore.none })
    }
    #expect(lengths.min() == 9 && lengths.count > 5 && (lengths.max() ?? 0) <= 18)
  }

  /// Whether a string is one of Reber's grammar: the regular expression of its loops.
  private func isReber(_ string: String) -> Bool {
    string.wholeMatch(of: /B(?:(?:TS*X|PT*VP)(?:XT*VP)*S|(?:TS*XX|P)T*V(?:PXT*V)*V)E/) != nil
  }

  @Test("draw the same first sequences however many are drawn, others from another seed")
  func seeds() throws {
    typealias Make = (TaskSizes, UInt64) throws -> DataSet
    let makes: [Make] = [
      { try RunningParity.make($0, seed: $1) }, { try LetterSets.make($0, seed: $1) },
      { try ReberGrammar.make($0, seed: $1) }, { try CopyingMemory.make($0, seed: $1) },
    ]
    for make in makes {
      let few = try make(TaskSizes(steps: 20, train: 12, test: 1), 1)
      let many = try make(TaskSizes(steps: 20, train: 60, test: 2), 1)
      let other = try make(TaskSizes(steps: 20, train: 12, test: 1), 2)
      #expect(few.validation.inputs(at: 0) == many.validation.inputs(at: 0))
      #expect(few.test.targets(at: 0) == many.test.targets(at: 0))
      #expect(few.train.contentHash != other.train.contentHash)
      #expect(few.train.inputs(at: 0) != few.test.inputs(at: 0))
    }
  }

  @Test("refuse strings too short for the grammar")
  func tooShort() {
    let fault = DataError.sizeOutOfRange(parameter: "steps", value: 8, allowed: 9...1000)
    #expect(throws: fault) { _ = try ReberGrammar.make(TaskSizes(steps: 8, train: 12, test: 1)) }
  }
}
