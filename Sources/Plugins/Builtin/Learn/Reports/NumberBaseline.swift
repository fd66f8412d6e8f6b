import MNLData
import MNLLearn
import MNLRuntime

/// How far one is from the true numbers who has learned nothing.
struct NumberBaseline {
  /// What is said without having learned anything.
  enum Rule {
    /// Always the mean of the training part.
    case mean
    /// The last value that was read.
    case naive
    /// The value of so many steps before the one that is asked for.
    case seasonal(Int)
  }

  /// What is said.
  let rule: Rule
  /// The mean of the absolute errors, over examples and numbers.
  let meanAbsoluteError: Double
  /// The root of the mean of the squared errors, on the average over the numbers.
  let rootMeanSquaredError: Double
}

extension NumberBaseline {
  /// What a record of a baseline has.
  static let fields: [ReturnType.Field] = [
    .init("mae", .value(.float), "The mean absolute error"),
    .init("rmse", .value(.float), "The root of the mean squared error"),
  ]

  /// The errors as a record.
  var value: Value {
    .record([("mae", .float(meanAbsoluteError)), ("rmse", .float(rootMeanSquaredError))])
  }

  /// In words that follow an error's name.
  var words: String {
    switch rule {
    case .mean: "always the mean"
    case .naive: "naive"
    case .seasonal: "seasonal naive"
    }
  }

  /// In words that explain it.
  var title: String {
    switch rule {
    case .mean: "always the mean of the training part"
    case .naive: "naive: the last value"
    case .seasonal(let back): "seasonal naive: the value \(counted(back, "step")) before"
    }
  }

  /// Judges a rule by some examples.
  init(_ rule: Rule, of split: Split, says: (Int) -> [Double]) {
    self.rule = rule
    let answers = (0..<split.count).map(says)
    let targets = (0..<split.count).map { split.targets(at: $0).map(Double.init) }
    let scores = (0..<split.targetWidth).map { place in
      do throws(MetricError) {
        return try RegressionScores(
          targets: targets.map { $0[place] }, predictions: answers.map { $0[place] })
      } catch {
        preconditionFailure("numbers that a model was judged by: \(error)")
      }
    }
    meanAbsoluteError = scores.mean(\.meanAbsoluteError)
    rootMeanSquaredError = scores.mean(\.rootMeanSquaredError)
  }

  /// The rules that mean something for a data set, each judged by a part of it.
  ///
  /// - Complexity: O(examples · numbers).
  static func all(of split: Split, in data: DataSet) -> [NumberBaseline] {
    var sums = [Double](repeating: 0, count: split.targetWidth)
    for row in 0..<data.train.count {
      for (place, target) in data.train.targets(at: row).enumerated() {
        sums[place] += Double(target)
      }
    }
    let means = sums.map { $0 / Double(max(1, data.train.count)) }
    return [NumberBaseline(.mean, of: split) { _ in means }]
      + (data.forecast.map { forecasts($0, of: split) } ?? [])
  }

  /// The naive forecasts, the seasonal one last.
  static func forecasts(_ forecast: Forecast, of split: Split) -> [NumberBaseline] {
    let naive = NumberBaseline(.naive, of: split) { [Double(split.naive(forecast, at: $0))] }
    guard let back = forecast.back else { return [naive] }
    return [
      naive,
      NumberBaseline(.seasonal(back), of: split) { row in
        split.seasonalNaive(forecast, at: row).map { [Double($0)] } ?? []
      },
    ]
  }
}
