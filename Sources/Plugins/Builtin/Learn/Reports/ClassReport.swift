import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

/// The report on a model that takes each example for one of some classes.
///
/// The areas under the ROC curves need all examples in order: they are computed when they are first
/// asked for.
final class ClassReport: EvaluationReport {
  /// What was measured.
  let found: ClassAssessment
  /// How often each class was taken for each.
  let confusion: ConfusionMatrix
  /// Loss and scores.
  let evaluation: Evaluation
  /// What each class is called.
  let classNames: [String]
  /// How many of the likeliest classes the top accuracy allows.
  let top: Int
  /// The areas under the ROC curves.
  lazy var areas = AreasUnderROC(found, classes: classNames)

  /// Makes a report.
  ///
  /// - Precondition: `top` is from 1 to the number of classes.
  init(
    _ found: ClassAssessment, _ confusion: ConfusionMatrix, _ evaluation: Evaluation,
    names: [String], top: Int
  ) {
    (self.found, self.confusion, self.evaluation) = (found, confusion, evaluation)
    (classNames, self.top) = (names, top)
  }

  /// `accuracy 98.31% (9831 of 10000)`.
  var line: String {
    "accuracy \(percentText(evaluation.score)) (\(confusion.correct) of \(evaluation.examples))"
  }

  /// What is told to who collects numbers.
  var metrics: [(name: String, value: Double)] {
    [
      ("accuracy", evaluation.score), ("loss", evaluation.loss),
      ("top-\(top)-accuracy", topAccuracy), ("macro-f1", confusion.average(.macro).f1),
      ("brier", found.losses.brier), ("calibration-error", found.calibration.expectedError),
    ]
  }

  /// What such a report has.
  static let fields: [ReturnType.Field] = [
    .init("accuracy", .value(.float), "The share of examples that were classified rightly"),
    .init("correct", .value(.int), "How many examples were classified rightly"),
    .init(
      "confusion", .value(.kind("tensor")),
      "How often each class (rows) was taken for each (columns)"),
    .init(
      "interval",
      .record([
        .init("low", .value(.float), "The lower end"),
        .init("high", .value(.float), "The upper end"),
      ]), "Where the accuracy probably lies: Wilson's interval of 95 %"),
    .init(
      "top",
      .record([
        .init("k", .value(.int), "How many classes count"),
        .init("accuracy", .value(.float), "The share of examples"),
      ]), "How many examples have their class among the `k` likeliest"),
    .init(
      "classes", .value(.list),
      "A record for each class: name, precision, recall, f1, auc, count"),
    .init("macro", .record(ClassScores.fields), "The mean over the classes"),
    .init("micro", .record(ClassScores.fields), "From the counts of all classes together"),
    .init(
      "weighted", .record(ClassScores.fields), "The mean with the weights of the classes' examples"),
    .init(
      "auc",
      .record([
        .init("macro", .anything, "The mean over the classes; none if one has no area"),
        .init("weighted", .anything, "The mean with the weights of their examples, likewise"),
        .init("reason", .anything, "Why there is none; else none"),
      ]), "The areas under the ROC curves, each class against the others"),
    .init(
      "calibration",
      .record([
        .init("error", .value(.float), "The expected calibration error, from 0 to 1"),
        .init(
          "bins", .value(.list),
          "A record for each range of confidence: above, to, count, confidence, accuracy"),
      ]), "Whether the model is right as often as it is sure"),
    .init("brier", .value(.float), "Brier's score: the mean squared distance of all shares"),
    .init("log-loss", .value(.float), "The mean cross-entropy of the shares, in 64 bits"),
  ]

  /// The names of its fields.
  var fieldNames: [String] { Self.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value? {
    switch name {
    case "accuracy": return .float(evaluation.score)
    case "correct": return .int(confusion.correct)
    case "confusion": return confusion.value
    case "interval":
      let interval = found.interval
      return .record([("low", .float(interval.lower)), ("high", .float(interval.upper))])
    case "top": return .record([("k", .int(top)), ("accuracy", .float(topAccuracy))])
    case "classes": return .list(classNames.indices.map(classRecord))
    case "macro", "micro", "weighted":
      return ClassAverage(rawValue: name).map { .record(confusion.average($0).values) }
    case "auc":
      return .record([
        ("macro", areas.macro.map(Value.float) ?? .none),
        ("weighted", areas.weighted.map(Value.float) ?? .none),
        ("reason", areas.reason.map(Value.text) ?? .none),
      ])
    case "calibration":
      return .record([
        ("error", .float(found.calibration.expectedError)),
        ("bins", .list(found.calibration.bins.map(binRecord))),
      ])
    case "brier": return .float(found.losses.brier)
    case "log-loss": return .float(found.losses.logLoss)
    default: return nil
    }
  }

  /// The share of examples whose class is among the `top` likeliest.
  var topAccuracy: Double { found.ranks.accuracy(within: top) }

  private func classRecord(_ label: Int) -> Value {
    .record(
      [("name", .text(classNames[label]))] + confusion.scores(of: label).values
        + [
          ("auc", areas.each[label].map(Value.float) ?? .none),
          ("count", .int(confusion.examples(of: label))),
        ])
  }

  private func binRecord(_ bin: Calibration.Bin) -> Value {
    .record([
      ("above", .float(bin.lower)), ("to", .float(bin.upper)), ("count", .int(bin.count)),
      ("confidence", .float(bin.confidence)), ("accuracy", .float(bin.accuracy)),
    ])
  }
}
