import Testing

@testable import MNLData

@Suite struct ShuffleTests {
  @Test("draws the published numbers of SplitMix64")
  func splitMix() {
    var random = SplitMix64(seed: 0)
    #expect(random.next() == 0xE220_A839_7B1D_CDAF)
    #expect(random.next() == 0x6E78_9E6A_A1B9_65F4)
    #expect(random.next() == 0x06C4_5D18_8009_454F)
  }

  @Test("gives neighbouring streams nothing in common")
  func streams() {
    var seen: Set<UInt64> = []
    for seed in 0..<10 {
      for stream in 0..<10 {
        for index in 0..<10 {
          var random = SplitMix64(
            seed: UInt64(seed), stream: UInt64(stream), index: UInt64(index))
          seen.insert(random.next())
        }
      }
    }
    #expect(seen.count == 1000)
  }

  @Test("draws bell-shaped numbers of mean 0 and deviation 1")
  func bell() {
    var random = SplitMix64(seed: 4)
    let numbers = (0..<20_000).map { _ in random.bell() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.03)
    #expect(numbers.allSatisfy { abs($0) <= 3.47 })
  }

  @Test("keeps every row when it shuffles", arguments: [0, 1, 2, 3, 1000])
  func permutation(count: Int32) {
    var random = SplitMix64(seed: 7)
    var rows = Array(0..<count)
    Shuffle.shuffle(&rows, using: &random)
    #expect(rows.sorted() == Array(0..<count))
  }

  @Test("makes every order of four rows about equally often")
  func fair() {
    var random = SplitMix64(seed: 8)
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<24_000 {
      var rows: [Int32] = [0, 1, 2, 3]
      Shuffle.shuffle(&rows, using: &random)
      counts[rows, default: 0] += 1
    }
    #expect(counts.count == 24)
    // The deviation is 31; six of them never happen by chance.
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 190 })
  }

  @Test("keeps its order for a seed, whatever the version of Swift")
  func pinned() {
    var random = SplitMix64(seed: 1)
    var rows = Array(Int32(0)..<10)
    Shuffle.shuffle(&rows, using: &random)
    #expect(rows == [9, 0, 1, 4, 8, 2, 3, 7, 6, 5])
  }
}
