/// What makes examples a forecast: the number that is asked for stands some steps after the last one
/// that is read, and its own past is among what is read.
package struct Forecast: Hashable, Sendable {
  /// The place of its past among the numbers of a step.
  package let feature: Int
  /// How many steps after the last one it stands.
  package let ahead: Int
  /// After how many steps things are expected to come again; nil if nothing is known of that.
  package let season: Int?

  /// A forecast.
  package init(feature: Int, ahead: Int, season: Int? = nil) {
    (self.feature, self.ahead, self.season) = (feature, ahead, season)
  }

  /// The seasons that can be foreseen by: one ago has to be among the steps that are read.
  package static func seasons(steps: Int, ahead: Int) -> ClosedRange<Int> {
    ahead...steps - 1 + ahead
  }
}

extension Split {
  /// The last value that an example has of what is asked for: the naive forecast.
  ///
  /// - Precondition: the row exists and is a forecast.
  package func naive(_ forecast: Forecast, at row: Int) -> Float {
    value(forecast, step: form.steps - 1, at: row)
  }

  /// The value of a season before the one that is asked for: the seasonal naive forecast; nil if no
  /// season is known.
  ///
  /// - Precondition: the row exists and is a forecast.
  package func seasonalNaive(_ forecast: Forecast, at row: Int) -> Float? {
    forecast.season.map { season in
      value(forecast, step: form.steps - 1 + forecast.ahead - season, at: row)
    }
  }

  private func value(_ forecast: Forecast, step: Int, at row: Int) -> Float {
    inputs(at: row)[step * form.features + forecast.feature]
  }
}
