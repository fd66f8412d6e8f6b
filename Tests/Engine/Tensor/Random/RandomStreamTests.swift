import MNLTensor
import Testing

@Suite struct RandomStreamTests {
  @Test("the first numbers of a stream are what they always were")
  func firstNumbers() {
    var stream = RandomStream(seed: 1, purpose: .initialisation)
    #expect(
      [stream.bits(), stream.bits(), stream.bits()]
        == [
          0x0C7B_A33B_3057_6AB0, 0xCEBD_2A89_D1B3_1603, 0xDA8F_C9C3_1D1B_5149,
        ])
  }

  @Test("a stream continues from its position")
  func continues() {
    var stream = RandomStream(seed: 9, purpose: .shuffling, ordinal: 2)
    for _ in 0..<5 { _ = stream.normal() }
    var copy = RandomStream(seed: 9, purpose: .shuffling, ordinal: 2)
    copy.position = stream.position
    #expect(copy.bits() == stream.bits())
  }

  @Test("streams of other seeds, purposes or ordinals differ")
  func streamsDiffer() {
    let streams = [
      RandomStream(seed: 1, purpose: .initialisation),
      RandomStream(seed: 2, purpose: .initialisation),
      RandomStream(seed: 1, purpose: .shuffling),
      RandomStream(seed: 1, purpose: .initialisation, ordinal: 1),
    ]
    #expect(Set(streams.map(\.key)).count == streams.count)
  }

  @Test("uniform numbers have the mean and variance of their distribution")
  func uniform() {
    var stream = RandomStream(seed: 4, purpose: .digits)
    let draws = (0..<100_000).map { _ in stream.uniform() }
    #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
    let (mean, deviation) = moments(draws)
    #expect(abs(mean - 0.5) < 0.005)
    #expect(abs(deviation - 0.288_675) < 0.003)
  }

  @Test("normal numbers have mean 0 and deviation 1")
  func normal() {
    var stream = RandomStream(seed: 4, purpose: .digits)
    let (mean, deviation) = moments((0..<100_000).map { _ in stream.normal() })
    #expect(abs(mean) < 0.015)
    #expect(abs(deviation - 1) < 0.01)
  }

  @Test("truncated normal numbers lie within 2 and have the deviation that leaves")
  func truncatedNormal() {
    var stream = RandomStream(seed: 4, purpose: .initialisation)
    let draws = (0..<100_000).map { _ in stream.truncatedNormal() }
    #expect(draws.allSatisfy { abs($0) < 2 })
    #expect(abs(moments(draws).deviation - 0.879_626) < 0.01)
  }

  @Test("bounded numbers are equally likely")
  func bounded() {
    var stream = RandomStream(seed: 4, purpose: .shuffling)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.integer(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
  }

  @Test("a shuffle is a permutation that the seed determines")
  func shuffle() {
    var (first, second) = (Array(0..<1000), Array(0..<1000))
    var stream = RandomStream(seed: 8, purpose: .shuffling)
    var same = stream
    stream.shuffle(&first)
    same.shuffle(&second)
    #expect(first == second)
    #expect(first != Array(0..<1000))
    #expect(first.sorted() == Array(0..<1000))
  }

  private func moments(_ draws: [Double]) -> (mean: Double, deviation: Double) {
    let mean = draws.reduce(0, +) / Double(draws.count)
    let squares = draws.map { ($0 - mean) * ($0 - mean) }
    return (mean, (squares.reduce(0, +) / Double(draws.count)).squareRoot())
  }
}
