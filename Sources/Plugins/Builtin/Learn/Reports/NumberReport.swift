import MNLData
import MNLEvents
import MNLLearn
import MNLRuntime

/// The report on a model that tells numbers, beside what one says who has learned nothing.
final class NumberReport: EvaluationReport {
  private let scores: [RegressionScores]
  private let evaluation: Evaluation
  private let names: [String]
  private let baselines: [NumberBaseline]
  /// The error of the naive forecast in the training part; the seasonal one if a season is known.
  private let naiveTrainingError: Double?

  /// Makes a report on the numbers of a part of some data.
  init(
    _ scores: [RegressionScores], _ evaluation: Evaluation, of split: Split, in data: DataSet
  ) {
    (self.scores, self.evaluation) = (scores, evaluation)
    names = data.form.targetNames
    baselines = NumberBaseline.all(of: split, in: data)
    naiveTrainingError = data.forecast.flatMap { forecast in
      NumberBaseline.forecasts(forecast, of: data.train).last?.meanAbsoluteError
    }
  }

  /// What such a report has.
  static let fields: [ReturnType.Field] = [
    .init("mae", .value(.float), "The mean absolute error"),
    .init("rmse", .value(.float), "The root of the mean squared error"),
    .init("r2", .anything, "The coefficient of determination, R²; none of a single example"),
    .init("numbers", .value(.list), "A record for each number: name, mae, rmse, r2"),
    .init(
      "mean", .record(NumberBaseline.fields),
      "The errors of always saying the mean of the training part"),
    .init("naive", .anything, "Of a forecast, the errors of saying the last value: mae, rmse"),
    .init(
      "seasonal", .anything, "Likewise of saying the value of a season ago; none without `season`"),
    .init(
      "mase", .anything,
      "Of a forecast, the mean absolute scaled error: mae by that of the naive forecast in the "
        + "training part"),
  ]

  private var meanAbsoluteError: Double { scores.mean(\.meanAbsoluteError) }
  private var rootMeanSquaredError: Double { scores.mean(\.rootMeanSquaredError) }

  /// The mean absolute scaled error; nil where nothing is foreseen, or nothing ever changes.
  private var scaledError: Double? {
    naiveTrainingError.flatMap { $0 > 0 ? meanAbsoluteError / $0 : nil }
  }

  /// `MAE 0.01234 (always the mean 0.25), RMSE 0.02345, R² 0.998`, and of a forecast the naive ones.
  var line: String {
    let determination = scores.determination.map { ", R² \($0.text(significant: 4))" } ?? ""
    let others = baselines.map { "\($0.words) \($0.meanAbsoluteError.text(significant: 4))" }
    let scaled = scaledError.map { ", MASE \($0.text(significant: 4))" } ?? ""
    return "MAE \(meanAbsoluteError.text(significant: 4)) (\(others.joined(separator: ", "))), "
      + "RMSE \(rootMeanSquaredError.text(significant: 4))\(determination)\(scaled)"
  }

  /// What is told to who collects numbers.
  var metrics: [(name: String, value: Double)] {
    [("loss", evaluation.loss), ("mae", meanAbsoluteError), ("rmse", rootMeanSquaredError)]
      + (scores.determination.map { [("r2", $0)] } ?? [])
      + (scaledError.map { [("mase", $0)] } ?? [])
  }

  /// A row for each number, then one for each way to say numbers that nothing was learned for.
  var details: [DisplayBundle] {
    let rows: [[Table.Cell]] = zip(names, scores).map { name, scores in
      [
        .text(name), .number(scores.meanAbsoluteError, digits: 6),
        .number(scores.rootMeanSquaredError, digits: 6),
        scores.determination.map { .number($0, digits: 6) } ?? .empty,
      ]
    }
    let others: [[Table.Cell]] = baselines.map { baseline in
      let error = baseline.meanAbsoluteError
      return [
        .text(baseline.title), .number(error, digits: 6),
        .number(baseline.rootMeanSquaredError, digits: 6),
        error > 0 ? .number(meanAbsoluteError / error, digits: 4) : .empty,
      ]
    }
    func table(_ columns: [String], _ rows: [[Table.Cell]]) -> DisplayBundle {
      DisplayBundle(table: Table(columns: columns.map { Table.Column($0) }, rows: rows))
    }
    return [
      table(["number", "MAE", "RMSE", "R²"], rows),
      table(["without learning", "MAE", "RMSE", "the model's MAE by it"], others),
    ]
  }

  /// The names of its fields.
  var fieldNames: [String] { Self.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value? {
    switch name {
    case "mae": .float(meanAbsoluteError)
    case "rmse": .float(rootMeanSquaredError)
    case "r2": scores.determination.map(Value.float) ?? Value.none
    case "mase": scaledError.map(Value.float) ?? Value.none
    case "mean": value { if case .mean = $0 { true } else { false } }
    case "naive": value { if case .naive = $0 { true } else { false } }
    case "seasonal": value { if case .seasonal = $0 { true } else { false } }
    case "numbers":
      .list(
        zip(names, scores).map { name, scores in
          .record([
            ("name", .text(name)), ("mae", .float(scores.meanAbsoluteError)),
            ("rmse", .float(scores.rootMeanSquaredError)),
            ("r2", scores.determination.map(Value.float) ?? .none),
          ])
        })
    default: nil
    }
  }

  /// The errors of the baseline of a rule; none if it means nothing here.
  private func value(_ isMeant: (NumberBaseline.Rule) -> Bool) -> Value {
    baselines.first { isMeant($0.rule) }?.value ?? Value.none
  }
}
