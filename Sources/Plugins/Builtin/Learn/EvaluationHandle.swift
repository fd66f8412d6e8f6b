import MNLData
package import MNLLearn
package import MNLRuntime
import MNLTensor

/// How well a model does: what `eval` returns.
///
/// The areas under the ROC curves need all examples in order: they are computed when they are first
/// asked for. It is used by the session's thread alone, as all handles are: hence the unchecked
/// conformance.
package final class EvaluationHandle: Handle, Detailed, @unchecked Sendable {
  /// What was measured.
  let found: Assessment
  /// What result lines call the model.
  let model: String
  /// How many epochs it had been trained.
  let epochs: Int
  /// The name of the data set.
  let data: String
  /// The part of the data set.
  let split: String
  /// Tells the examples from others of the same name.
  let contentHash: String
  /// What each class is called.
  let classNames: [String]
  /// How many of the likeliest classes the top accuracy allows.
  let top: Int
  /// The areas under the ROC curves.
  lazy var areas = AreasUnderROC(found, classes: classNames)

  /// Makes the handle of an assessment.
  ///
  /// - Precondition: `top` is from 1 to the number of classes.
  package init(_ found: Assessment, of model: ModelHandle, on split: SplitHandle, top: Int) {
    self.found = found
    self.model = model.name
    epochs = model.model.training.epochs
    data = split.data.name
    self.split = split.split.name
    contentHash = split.split.contentHash
    classNames = split.data.classNames
    self.top = top
  }

  /// `evaluation`.
  package var kind: String { "evaluation" }

  /// `lstm 100 on mnist test after 6 epochs: accuracy 98.31% (9831 of 10000), loss 0.05576`.
  package var summary: String {
    let evaluation = found.evaluation
    return "\(model) on \(data) \(split) after \(counted(epochs, "epoch")): "
      + "accuracy \(percentText(evaluation.accuracy)) "
      + "(\(evaluation.correct) of \(evaluation.examples)), "
      + "loss \(evaluation.loss.text(significant: 4))"
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every evaluation has.
  package static let fields: [ReturnType.Field] = [
    .init("accuracy", .value(.float), "The share of examples that were classified rightly"),
    .init("loss", .value(.float), "The mean cross-entropy"),
    .init("correct", .value(.int), "How many examples were classified rightly"),
    .init("count", .value(.int), "How many examples there are"),
    .init("epochs", .value(.int), "How many epochs the model has been trained"),
    .init("split", .value(.text), "Which part of the data"),
    .init("model", .value(.text), "Which model"),
    .init("data", .value(.text), "Which data set"),
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
    .init("macro", .record(scoreFields), "The mean over the classes"),
    .init("micro", .record(scoreFields), "From the counts of all classes together"),
    .init("weighted", .record(scoreFields), "The mean with the weights of the classes' examples"),
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

  private static let scoreFields: [ReturnType.Field] = [
    .init("precision", .value(.float), "Right ones among those taken for the class"),
    .init("recall", .value(.float), "Found ones among the examples of the class"),
    .init("f1", .value(.float), "The harmonic mean of the two"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    let evaluation = found.evaluation
    switch name {
    case "accuracy": return .float(evaluation.accuracy)
    case "loss": return .float(evaluation.loss)
    case "correct": return .int(evaluation.correct)
    case "count": return .int(evaluation.examples)
    case "epochs": return .int(epochs)
    case "split": return .text(split)
    case "model": return .text(model)
    case "data": return .text(data)
    case "confusion":
      let matrix = evaluation.confusion
      return .handle(
        TensorHandle(
          Tensor([matrix.classes, matrix.classes], matrix.counts.map { Float($0) }),
          kind: .index))
    case "interval":
      let interval = found.interval
      return record([("low", .float(interval.lower)), ("high", .float(interval.upper))])
    case "top": return record([("k", .int(top)), ("accuracy", .float(topAccuracy))])
    case "classes": return .list(classNames.indices.map(classRecord))
    case "macro", "micro", "weighted":
      return ClassAverage(rawValue: name).map {
        record(Self.values(of: evaluation.confusion.average($0)))
      }
    case "auc":
      return record([
        ("macro", areas.macro.map(Value.float) ?? .none),
        ("weighted", areas.weighted.map(Value.float) ?? .none),
        ("reason", areas.reason.map(Value.text) ?? .none),
      ])
    case "calibration":
      return record([
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
    let confusion = found.evaluation.confusion
    return record(
      [("name", .text(classNames[label]))] + Self.values(of: confusion.scores(of: label))
        + [
          ("auc", areas.each[label].map(Value.float) ?? .none),
          ("count", .int(confusion.examples(of: label))),
        ])
  }

  private func binRecord(_ bin: Calibration.Bin) -> Value {
    record([
      ("above", .float(bin.lower)), ("to", .float(bin.upper)), ("count", .int(bin.count)),
      ("confidence", .float(bin.confidence)), ("accuracy", .float(bin.accuracy)),
    ])
  }

  private static func values(of scores: ClassScores) -> [(name: String, value: Value)] {
    [
      ("precision", .float(scores.precision)), ("recall", .float(scores.recall)),
      ("f1", .float(scores.f1)),
    ]
  }

  private func record(_ fields: [(name: String, value: Value)]) -> Value {
    .record(Record(fields))
  }
}
