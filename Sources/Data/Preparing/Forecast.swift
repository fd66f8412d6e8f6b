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

  /// How many steps before the asked one the last one lies that is known and whole seasons ago; nil
  /// if no season is known.
  package var back: Int? { season.map { $0 * ((ahead + $0 - 1) / $0) } }

  /// Whether what is whole seasons ago is among so many steps that are read.
  package func reaches(steps: Int) -> Bool { back.map { $0 <= steps - 1 + ahead } ?? true }
}

extension Split {
  /// The last value that an example has of what is asked for: the naive forecast.
  ///
  /// - Precondition: the row exists and is a forecast.
  package func naive(_ forecast: Forecast, at row: Int) -> Float {
    value(forecast, step: form.steps - 1, at: row)
  }

  /// The last known value that is whole seasons before the one that is asked for: the seasonal naive
  /// forecast; nil if no season is known.
  ///
  /// - Precondition: the row exists and is a forecast whose season is among its steps.
  package func seasonalNaive(_ forecast: Forecast, at row: Int) -> Float? {
    forecast.back.map { back in
      value(forecast, step: form.steps - 1 + forecast.ahead - back, at: row)
    }
  }

  private func value(_ forecast: Forecast, step: Int, at row: Int) -> Float {
    inputs(at: row)[step * form.features + forecast.feature]
  }
}
