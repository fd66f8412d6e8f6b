import Testing

@testable import MNLData

@Suite struct LengthBucketsTests {
  /// A length from 1 to 50 for each of some examples.
  private func lengths(_ count: Int) -> [Int32] {
    var random = SplitMix64(seed: 9)
    return (0..<count).map { _ in Int32(1 + random.index(below: 50)) }
  }

  /// The batches of some epochs.
  private func batches(
    _ count: Int, of size: Int, number: Int, seed: UInt64 = 3
  ) throws -> [[Int32]] {
    var random = SplitMix64(seed: seed)
    var iterator = BatchIterator(count: count, splitName: "train")
    return try (0..<number).map { _ in
      var rows: [Int32] = []
      try iterator.next(size, bucketing: lengths(count), using: &random, into: &rows)
      return rows
    }
  }

  @Test("gives every example once in an epoch", arguments: [1, 7, 10, 300])
  func once(_ size: Int) throws {
    let all = try batches(300, of: size, number: 600 / size + 1).flatMap { $0 }
    #expect(all[..<300].sorted() == Array(0..<300))
    #expect(all[300..<600].sorted() == Array(0..<300))
  }

  @Test("gives batches of similar lengths, in no order of them", arguments: [10, 7])
  func similar(_ size: Int) throws {
    let lengths = lengths(300)
    let found = try batches(300, of: size, number: 600 / size)
    let spans = found.map { rows in
      let own = rows.map { lengths[Int($0)] }
      return (own.max() ?? 0) - (own.min() ?? 0)
    }
    // What an epoch leaves is filled up from the next.
    #expect(spans.count { $0 > 5 } <= 2)
    let firsts = found.map { lengths[Int($0[0])] }
    #expect(firsts != firsts.sorted())
  }

  @Test("the same examples do not meet in every epoch")
  func newCompany() throws {
    let found = try batches(300, of: 10, number: 60).map { Set($0) }
    #expect(Set(found[..<30]) != Set(found[30...]))
  }

  @Test("a state that was kept goes on with the same batches")
  func goesOn() throws {
    let lengths = lengths(100)
    var random = SplitMix64(seed: 4)
    var iterator = BatchIterator(count: 100, splitName: "train")
    var rows: [Int32] = []
    for _ in 0..<4 {
      try iterator.next(9, bucketing: lengths, using: &random, into: &rows)
    }
    var (other, otherRandom) = (iterator, random)
    for _ in 0..<20 {
      try iterator.next(9, bucketing: lengths, using: &random, into: &rows)
      var again: [Int32] = []
      try other.next(9, bucketing: lengths, using: &otherRandom, into: &again)
      #expect(rows == again)
    }
  }

  @Test("fewer examples than batches are long are one short batch")
  func few() throws {
    var random = SplitMix64(seed: 1)
    var order: [Int32] = [2, 0, 1]
    LengthBuckets(lengths: [5, 1, 3], batch: 10).arrange(&order, from: 0, using: &random)
    #expect(order == [1, 2, 0])
  }
}
