import Glibc
import MNLEvents
import MNLLearn
import MNLRuntime

/// The report on a model that tells one of some classes at each step.
class StepReport: EvaluationReport {
  fileprivate let confusion: ConfusionMatrix
  fileprivate let evaluation: Evaluation
  private let wholeSequences: Int
  private let names: [String]

  /// Makes a report on classes of these names.
  init(
    _ confusion: ConfusionMatrix, _ evaluation: Evaluation, wholeSequences: Int, names: [String]
  ) {
    (self.confusion, self.evaluation) = (confusion, evaluation)
    (self.wholeSequences, self.names) = (wholeSequences, names)
  }

  /// What such a report has.
  class var fields: [ReturnType.Field] {
    [
      .init("accuracy", .value(.float), "The share of steps that were classified rightly"),
      .init("correct", .value(.int), "How many steps were classified rightly"),
      .init("steps", .value(.int), "How many steps there are at which something is asked"),
      .init("whole", .value(.float), "The share of sequences all of whose steps are right"),
      .init(
        "confusion", .value(.kind("tensor")),
        "How often steps of each class (rows) were taken for each (columns)"),
      .init(
        "classes", .value(.list), "A record for each class: name, precision, recall, f1, count"),
      .init("macro", .record(ClassScores.fields), "The mean over the classes"),
      .init("micro", .record(ClassScores.fields), "From the counts of all classes together"),
      .init(
        "weighted", .record(ClassScores.fields), "The mean with the weights of the classes' steps"),
    ]
  }

  private var steps: Int { confusion.counts.reduce(0, +) }
  private var wholeShare: Double { Double(wholeSequences) / Double(evaluation.examples) }

  /// `accuracy 98.31% of steps, 90.10% of sequences whole`.
  var line: String {
    "accuracy \(percentText(confusion.accuracy)) of steps, "
      + "\(percentText(wholeShare)) of sequences whole"
  }

  /// What is told to who collects numbers.
  var metrics: [(name: String, value: Double)] {
    [
      ("accuracy", confusion.accuracy), ("loss", evaluation.loss), ("whole", wholeShare),
      ("macro-f1", confusion.average(.macro).f1),
    ]
  }

  /// The classes with their averages, the confusion matrix.
  var details: [DisplayBundle] {
    var rows: [[Table.Cell]] = names.indices.map { label in
      [.text(names[label])] + confusion.scores(of: label).cells
        + [.int(confusion.examples(of: label))]
    }
    for average in ClassAverage.allCases {
      rows.append([.text(average.rawValue)] + confusion.average(average).cells + [.int(steps)])
    }
    let columns = ["class", "precision", "recall", "F1", "steps"]
    return [
      DisplayBundle(table: Table(columns: columns.map { Table.Column($0) }, rows: rows)),
      confusion.bundle(names: names),
    ]
  }

  /// The names of its fields.
  var fieldNames: [String] { type(of: self).fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value? {
    switch name {
    case "accuracy": .float(confusion.accuracy)
    case "correct": .int(confusion.correct)
    case "steps": .int(steps)
    case "whole": .float(wholeShare)
    case "confusion": confusion.value
    case "classes":
      .list(
        names.indices.map { label in
          .record(
            [("name", .text(names[label]))] + confusion.scores(of: label).values
              + [("count", .int(confusion.examples(of: label)))])
        })
    case "macro", "micro", "weighted":
      ClassAverage(rawValue: name).map { .record(confusion.average($0).values) }
    default: nil
    }
  }
}

/// The report on a model that tells the next symbol at each step.
final class TokenReport: StepReport {
  /// What such a report has.
  override class var fields: [ReturnType.Field] {
    super.fields + [
      .init("bits", .value(.float), "The mean cross-entropy of a symbol in bits"),
      .init("perplexity", .value(.float), "2 to the power of `bits`: among how many it hesitates"),
    ]
  }

  private var perplexity: Double { exp(evaluation.loss) }

  /// `0.9123 bits a symbol, accuracy 71.20% of steps, …`.
  override var line: String {
    "\(evaluation.score.text(significant: 4)) bits a symbol, \(super.line)"
  }

  /// What is told to who collects numbers.
  override var metrics: [(name: String, value: Double)] {
    super.metrics + [("bits", evaluation.score), ("perplexity", perplexity)]
  }

  /// The value of a field; nil if there is none of that name.
  override func field(_ name: String) -> Value? {
    switch name {
    case "bits": .float(evaluation.score)
    case "perplexity": .float(perplexity)
    default: super.field(name)
    }
  }
}
