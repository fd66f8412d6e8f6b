import Glibc

/// A series to forecast: the temperature of each hour, which has a trend, a daily course, weather that
/// stays for some hours, and noise.
///
/// The last value is a poor forecast because of the daily course, and that of the day before because
/// of the weather: to do better, one has to know both.
package enum SeasonalSeries {
  /// How many days there may be.
  package static let days = 10...10_000
  /// How many hours are read, at least one day.
  package static let steps = 24...1000
  /// How many hours are foreseen.
  package static let ahead = 1...24
  /// How many steps a day has.
  package static let season = 24

  /// Draws a data set; the same numbers and seed give the same series.
  ///
  /// - Parameters:
  ///   - days: How long the series is.
  ///   - steps: How many hours are read.
  ///   - ahead: How many hours after the last one the asked one is.
  ///   - division: Which share comes last, for the test, and which before it, for validation; its
  ///     seed says which series.
  /// - Returns: Sequences of one number in each step, in their order in time, which ask for a number.
  /// - Throws: `sizeOutOfRange`, and `unfitData` where a part would be empty.
  /// - Complexity: O(days).
  package static func make(
    days: Int, steps: Int, ahead: Int, _ division: Division
  ) throws(DataError) -> DataSet {
    try TaskSizes.check("days", days, Self.days)
    let most = min(Self.steps.upperBound, days * season / 2)
    try TaskSizes.check("steps", steps, Self.steps.lowerBound...most)
    try TaskSizes.check("ahead", ahead, Self.ahead)
    let values = series(hours: days * season, seed: division.seed)
    let starts = (0...Int32(values.count - steps - ahead)).map { $0 }
    let targets = starts.map { values[Int($0) + steps - 1 + ahead] }
    return try DataSet(
      name: "seasons", path: "seasons",
      form: ExampleForm(
        inputs: .numbers(steps: steps, names: ["temperature"]), targets: .numbers(["temperature"])),
      examples: ExampleRows(
        inputs: RowStore(values, starts: starts, pitch: 1, width: steps),
        targets: RowStore(targets, width: 1)),
      division: division, isScaled: true,
      forecast: Forecast(feature: 0, ahead: ahead, season: season))
  }

  /// The temperature of each hour.
  private static func series(hours: Int, seed: UInt64) -> [Float] {
    var random = SplitMix64(seed: seed, stream: DrawnTask.seasons.rawValue, index: 0)
    // Weather keeps nine tenths of itself from hour to hour, and a deviation of 1.5.
    let (kept, spread): (Float, Float) = (0.9, 1.5)
    let fresh = spread * (1 - kept * kept).squareRoot()
    var weather = spread * random.bell()
    return (0..<hours).map { hour in
      weather = kept * weather + fresh * random.bell()
      let angle = 2 * Float.pi * Float(hour % season) / Float(season)
      // Coldest in the early morning, warmest in the afternoon.
      let course = -4 * cosf(angle - 1) + sinf(2 * angle)
      let trend = 0.02 * Float(hour) / Float(season)
      return 10 + trend + course + weather + 0.2 * random.bell()
    }
  }
}
