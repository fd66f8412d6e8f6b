import Testing

@testable import MNLData

@Suite struct BatchIteratorTests {
  private func iterator(_ count: Int) -> BatchIterator {
    BatchIterator(count: count, splitName: "train")
  }

  /// What the generator's first shuffles of a list make of it, one after the other.
  private func orders(_ count: Int, _ number: Int, seed: UInt64) -> [[Int32]] {
    var random = SplitMix64(seed: seed)
    var order = Array(0..<Int32(count))
    return (0..<number).map { _ in
      Shuffle.shuffle(&order, using: &random)
      return order
    }
  }

  @Test("gives every example once in an epoch that batches divide")
  func wholeEpoch() throws {
    var random = SplitMix64(seed: 1)
    var batches = iterator(12)
    var rows: [Int32] = []
    for _ in 0..<3 { rows += try batches.next(4, using: &random) }
    #expect(rows == orders(12, 1, seed: 1)[0])
    #expect(rows.sorted() == Array(0..<12))
    #expect(batches.state.epochsCompleted == 0)
  }

  @Test("shuffles an ended epoch's order again inside the next call, not before")
  func reshuffle() throws {
    var random = SplitMix64(seed: 1)
    var batches = iterator(12)
    for _ in 0..<3 { _ = try batches.next(4, using: &random) }
    let expected = orders(12, 2, seed: 1)
    #expect(batches.state.permutation == expected[0])
    #expect(try batches.next(4, using: &random) == Array(expected[1].prefix(4)))
    #expect(batches.state == BatchState(permutation: expected[1], cursor: 4, epochsCompleted: 1))
  }

  @Test("takes the rest of an epoch and fills up from the next")
  func remainder() throws {
    var random = SplitMix64(seed: 5)
    var batches = iterator(10)
    for _ in 0..<2 { _ = try batches.next(4, using: &random) }
    let expected = orders(10, 2, seed: 5)
    let rows = try batches.next(4, using: &random)
    #expect(rows == Array(expected[0].suffix(2) + expected[1].prefix(2)))
    #expect(batches.state.cursor == 2)
    #expect(batches.state.epochsCompleted == 1)
  }

  @Test("shuffles only once before the first batch, even if it is the whole epoch")
  func wholeBatches() throws {
    var random = SplitMix64(seed: 2)
    var batches = iterator(6)
    let expected = orders(6, 3, seed: 2)
    for epoch in 0..<3 { #expect(try batches.next(6, using: &random) == expected[epoch]) }
  }

  @Test("keeps the order of the file when it must not shuffle")
  func unshuffled() throws {
    var random = SplitMix64(seed: 2)
    var batches = iterator(5)
    var rows: [Int32] = []
    for _ in 0..<3 { rows += try batches.next(3, shuffled: false, using: &random) }
    #expect(rows == [0, 1, 2, 3, 4, 0, 1, 2, 3])
    #expect(random == SplitMix64(seed: 2))
  }

  @Test("refuses a batch that does not fit, naming both numbers", arguments: [0, -1, 11])
  func refused(batch: Int) {
    var random = SplitMix64(seed: 2)
    var batches = iterator(10)
    let before = batches.state
    let error = failure { () throws(DataError) in try batches.next(batch, using: &random) }
    #expect(error == .batchOutOfRange(batch: batch, examples: 10, split: "train"))
    #expect(batches.state == before)
  }

  @Test("goes on from a saved state as if it had never stopped")
  func resumed() throws {
    var random = SplitMix64(seed: 9)
    let digits = try Digits.make(train: 12, test: 1)
    var batches = BatchIterator(digits.train)
    for _ in 0..<3 { _ = try batches.next(4, using: &random) }
    var other = try BatchIterator(digits.train, resuming: batches.state)
    var same = random
    for _ in 0..<5 {
      #expect(try batches.next(4, using: &random) == other.next(4, using: &same))
    }
  }

  @Test(
    "refuses a saved state that is not an order of these examples",
    arguments: [
      BatchState(permutation: [0, 1], cursor: 0, epochsCompleted: 0),
      BatchState(permutation: Array(repeating: 3, count: 11), cursor: 0, epochsCompleted: 0),
      BatchState(permutation: Array(-1..<10), cursor: 0, epochsCompleted: 0),
      BatchState(permutation: Array(0..<11), cursor: 12, epochsCompleted: 0),
      BatchState(permutation: Array(0..<11), cursor: -1, epochsCompleted: 0),
      BatchState(permutation: Array(0..<11), cursor: 0, epochsCompleted: -1),
    ])
  func strangeState(state: BatchState) throws {
    let train = try Digits.make(train: 12, test: 1).train
    let error = failure { () throws(DataError) in try BatchIterator(train, resuming: state) }
    #expect(error?.id == "state-mismatch")
  }
}
