import MNLEvents
import MNLLearn
import MNLRuntime

/// The report on a model that tells numbers.
final class NumberReport: EvaluationReport {
  private let scores: [RegressionScores]
  private let evaluation: Evaluation
  private let names: [String]

  /// Makes a report on numbers of these names.
  init(_ scores: [RegressionScores], _ evaluation: Evaluation, names: [String]) {
    (self.scores, self.evaluation, self.names) = (scores, evaluation, names)
  }

  /// What such a report has.
  static let fields: [ReturnType.Field] = [
    .init("mae", .value(.float), "The mean absolute error"),
    .init("rmse", .value(.float), "The root of the mean squared error"),
    .init("r2", .anything, "The coefficient of determination, R²; none of a single example"),
    .init("numbers", .value(.list), "A record for each number: name, mae, rmse, r2"),
  ]

  private var meanAbsoluteError: Double { scores.mean(\.meanAbsoluteError) }
  private var rootMeanSquaredError: Double { scores.mean(\.rootMeanSquaredError) }

  /// `MAE 0.01234, RMSE 0.02345, R² 0.998`.
  var line: String {
    let determination = scores.determination.map { ", R² \($0.text(significant: 4))" } ?? ""
    return "MAE \(meanAbsoluteError.text(significant: 4)), "
      + "RMSE \(rootMeanSquaredError.text(significant: 4))\(determination)"
  }

  /// What is told to who collects numbers.
  var metrics: [(name: String, value: Double)] {
    [("loss", evaluation.loss), ("mae", meanAbsoluteError), ("rmse", rootMeanSquaredError)]
      + (scores.determination.map { [("r2", $0)] } ?? [])
  }

  /// A row for each number.
  var details: [DisplayBundle] {
    let rows: [[Table.Cell]] = zip(names, scores).map { name, scores in
      [
        .text(name), .number(scores.meanAbsoluteError, digits: 6),
        .number(scores.rootMeanSquaredError, digits: 6),
        scores.determination.map { .number($0, digits: 6) } ?? .empty,
      ]
    }
    let columns = ["number", "MAE", "RMSE", "R²"].map { Table.Column($0) }
    return [DisplayBundle(table: Table(columns: columns, rows: rows))]
  }

  /// The names of its fields.
  var fieldNames: [String] { Self.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value? {
    switch name {
    case "mae": .float(meanAbsoluteError)
    case "rmse": .float(rootMeanSquaredError)
    case "r2": scores.determination.map(Value.float) ?? Value.none
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
}
