import MNLEvents
import MNLLearn
import MNLRuntime

/// The report on a model that tells which of some labels an example has.
final class LabelReport: EvaluationReport {
  private let scores: LabelScores
  private let evaluation: Evaluation
  private let names: [String]

  /// Makes a report on labels of these names.
  init(_ scores: LabelScores, _ evaluation: Evaluation, names: [String]) {
    (self.scores, self.evaluation, self.names) = (scores, evaluation, names)
  }

  /// What such a report has.
  static let fields: [ReturnType.Field] = [
    .init("accuracy", .value(.float), "The share of all labels of all examples that are right"),
    .init("exact", .value(.float), "The share of examples all of whose labels are right"),
    .init(
      "labels", .value(.list),
      "A record for each label: name, accuracy, precision, recall, f1, count"),
    .init("macro", .record(ClassScores.fields), "The mean over the labels"),
    .init("micro", .record(ClassScores.fields), "From the counts of all labels together"),
    .init(
      "weighted", .record(ClassScores.fields), "The mean with the weights of the labels' examples"),
  ]

  /// `accuracy 98.31% of labels, 90.10% of examples whole`.
  var line: String {
    "accuracy \(percentText(scores.accuracy)) of labels, "
      + "\(percentText(scores.exactAccuracy)) of examples whole"
  }

  /// What is told to who collects numbers.
  var metrics: [(name: String, value: Double)] {
    [
      ("accuracy", scores.accuracy), ("loss", evaluation.loss), ("exact", scores.exactAccuracy),
      ("micro-f1", scores.average(.micro).f1), ("macro-f1", scores.average(.macro).f1),
    ]
  }

  /// The labels with their averages.
  var details: [DisplayBundle] {
    var rows: [[Table.Cell]] = names.indices.map { label in
      [.text(names[label]), .number(scores.accuracy(of: label), digits: 4)]
        + scores.scores(of: label).cells + [.int(scores.examples(with: label))]
    }
    for average in ClassAverage.allCases {
      rows.append(
        [.text(average.rawValue), .empty] + scores.average(average).cells
          + [.int(scores.examples)])
    }
    let columns = ["label", "accuracy", "precision", "recall", "F1", "examples"]
    return [
      DisplayBundle(table: Table(columns: columns.map { Table.Column($0) }, rows: rows))
    ]
  }

  /// The names of its fields.
  var fieldNames: [String] { Self.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value? {
    switch name {
    case "accuracy": .float(scores.accuracy)
    case "exact": .float(scores.exactAccuracy)
    case "labels":
      .list(
        names.indices.map { label in
          .record(
            [("name", .text(names[label])), ("accuracy", .float(scores.accuracy(of: label)))]
              + scores.scores(of: label).values + [("count", .int(scores.examples(with: label)))])
        })
    case "macro", "micro", "weighted":
      ClassAverage(rawValue: name).map { .record(scores.average($0).values) }
    default: nil
    }
  }
}
