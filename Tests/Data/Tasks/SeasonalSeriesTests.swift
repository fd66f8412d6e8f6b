import Testing

@testable import MNLData

@Suite struct SeasonalSeriesTests {
  private func make(
    days: Int = 60, steps: Int = 24, ahead: Int = 1, seed: UInt64 = 1
  ) throws -> DataSet {
    try SeasonalSeries.make(
      days: days, steps: steps, ahead: ahead, Division(way: .time, seed: seed))
  }

  @Test("asks for the value some hours after the last one", arguments: [1, 5])
  func targets(ahead: Int) throws {
    let split = try make(ahead: ahead).train
    for row in 0..<50 {
      #expect(split.targets(at: row)[0] == split.inputs(at: row + ahead)[23])
      #expect(split.inputs(at: row)[1] == split.inputs(at: row + 1)[0])
    }
  }

  @Test("puts the end of the series into the test, and validation before it")
  func parts() throws {
    let data = try make()
    let hours = 60 * 24 - 24
    #expect(data.splits.map(\.count) == [hours - 283 - 142, 142, 283])
    #expect(
      data.train.targets(at: data.train.count - 1)[0] == data.validation.inputs(at: 0)[23])
    #expect(
      data.validation.targets(at: data.validation.count - 1)[0] == data.test.inputs(at: 0)[23])
  }

  @Test("has a day before what is asked, and a last value, for the naive forecasts")
  func naive() throws {
    let split = try make(steps: 30, ahead: 3).train
    let forecast = Forecast(feature: 0, ahead: 3, season: 24)
    #expect(try make(steps: 30, ahead: 3).forecast == forecast)
    for row in 0..<20 {
      #expect(split.naive(forecast, at: row) == split.inputs(at: row)[29])
      #expect(split.seasonalNaive(forecast, at: row) == split.inputs(at: row)[8])
      // 24 hours before the target of a row is the target of the row that begins as much earlier.
      #expect(split.seasonalNaive(forecast, at: row + 24) == split.targets(at: row)[0])
    }
  }

  @Test("has days that are alike, and a trend")
  func course() throws {
    let data = try make(days: 400)
    let split = data.train
    let values = (0..<split.count).map { Double(split.inputs(at: $0)[0]) }
    func mean(_ places: some Sequence<Int>) -> Double {
      let own = places.map { values[$0] }
      return own.reduce(0, +) / Double(own.count)
    }
    let hours = (0..<24).map { hour in mean(stride(from: hour, to: values.count, by: 24)) }
    #expect((hours.max() ?? 0) - (hours.min() ?? 0) > 6)
    let rise = mean((values.count - 2400)..<values.count) - mean(0..<2400)
    #expect(rise > 1)
  }

  @Test("draws the same beginning however many days there are, another from another seed")
  func seeds() throws {
    let few = try make(days: 10).train.inputs(at: 0)
    #expect(try make(days: 100).train.inputs(at: 0) == few)
    #expect(try make(days: 10, seed: 2).train.inputs(at: 0) != few)
  }

  @Test(
    "refuses what cannot be foreseen by the day before",
    arguments: [
      (9, 24, 1, "days", 9, 10...10_000), (10, 23, 1, "steps", 23, 24...120),
      (10, 121, 1, "steps", 121, 24...120), (1000, 1001, 1, "steps", 1001, 24...1000),
      (10, 24, 25, "ahead", 25, 1...24),
    ])
  func sizes(
    days: Int, steps: Int, ahead: Int, parameter: String, value: Int, allowed: ClosedRange<Int>
  ) {
    #expect(
      throws: DataError.sizeOutOfRange(parameter: parameter, value: value, allowed: allowed)
    ) { try make(days: days, steps: steps, ahead: ahead) }
  }
}
