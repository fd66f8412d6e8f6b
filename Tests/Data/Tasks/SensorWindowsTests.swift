import Testing

@testable import MNLData

@Suite struct SensorWindowsTests {
  private typealias Sizes = SensorWindows.Sizes

  private func make(
    _ way: Division.Way = .group, persons: Int = 10, windows: Int = 12, steps: Int = 32,
    seed: UInt64 = 1
  ) throws -> SensorWindows.Drawn {
    try SensorWindows.make(
      Sizes(persons: persons, windows: windows, steps: steps), Division(way: way, seed: seed))
  }

  /// The mean of an axis over a window.
  private func mean(_ window: [Float], axis: Int) -> Float {
    let values = stride(from: axis, to: window.count, by: 3).map { window[$0] }
    return values.reduce(0, +) / Float(values.count)
  }

  @Test("puts every person into one part alone, unless divided by chance")
  func persons() throws {
    let honest = try make()
    #expect(honest.personCounts == [7, 1, 2])
    #expect(honest.data.splits.map(\.count) == [84, 12, 24])
    for way in [Division.Way.random, .stratified] {
      let counts = try make(way, windows: 60).personCounts
      #expect(counts == [10, 10, 10])
    }
  }

  @Test("draws all activities alike")
  func activities() throws {
    let data = try make().data
    #expect(data.splits.map(\.classCounts).allSatisfy { Set($0).count == 1 })
    #expect(data.form.targetNames == ["lie", "sit", "stand", "walk", "stairs", "run"])
  }

  @Test("measures gravity at rest, and more of it the faster one moves")
  func movement() throws {
    let data = try make(persons: 30).data
    var swings = [Float](repeating: 0, count: 6)
    for row in 0..<data.train.count {
      let window = data.train.inputs(at: row)
      let label = Int(data.train.label(at: row))
      let means = (0..<3).map { mean(window, axis: $0) }
      let length = means.map { $0 * $0 }.reduce(0, +).squareRoot()
      if label < 3 { #expect(abs(length - 1) < 0.1) }
      let deviation = (0..<window.count).map { abs(window[$0] - means[$0 % 3]) }.reduce(0, +)
      swings[label] += deviation / Float(window.count)
    }
    #expect(swings[..<3].max() ?? 0 < swings[3] && swings[3] < swings[5])
  }

  @Test("lets a sensor hang on each person in a way of their own")
  func orientation() throws {
    let data = try make(persons: 20, windows: 6).data
    let standing = (0..<data.train.count).filter { data.train.label(at: $0) == 2 }
    let tilts = standing.map { mean(data.train.inputs(at: $0), axis: 0) }
    #expect((tilts.max() ?? 0) - (tilts.min() ?? 0) > 0.5)
  }

  @Test("draws the same first windows however many are drawn, others from another seed")
  func seeds() throws {
    func first(windows: Int, seed: UInt64) throws -> Set<[Float]> {
      let data = try make(persons: 5, windows: windows, seed: seed).data
      return Set(data.splits.flatMap { split in (0..<split.count).map(split.inputs(at:)) })
    }
    let (few, many) = (try first(windows: 6, seed: 1), try first(windows: 18, seed: 1))
    #expect(few.count == 30 && few.isSubset(of: many))
    #expect(try first(windows: 6, seed: 2).isDisjoint(with: few))
  }

  @Test(
    "refuses sizes that make no windows, or more numbers than memory is for",
    arguments: [
      (Sizes(persons: 2, windows: 6, steps: 16), "persons", 2, 3...1000),
      (Sizes(persons: 3, windows: 5, steps: 16), "windows", 5, 6...10_000),
      (Sizes(persons: 3, windows: 6, steps: 15), "steps", 15, 16...1000),
      (Sizes(persons: 1000, windows: 10_000, steps: 1000), "windows", 10_000, 6...89),
    ])
  func sizes(
    sizes: SensorWindows.Sizes, parameter: String, value: Int, allowed: ClosedRange<Int>
  ) {
    #expect(
      throws: DataError.sizeOutOfRange(parameter: parameter, value: value, allowed: allowed)
    ) { try SensorWindows.make(sizes, Division(way: .group)) }
  }

  @Test("stops when the user asks for it")
  func interrupted() {
    #expect(throws: DataError.interrupted) {
      try SensorWindows.make(
        Sizes(persons: 3, windows: 6, steps: 16), Division(way: .group), goesOn: { _ in false })
    }
  }
}
