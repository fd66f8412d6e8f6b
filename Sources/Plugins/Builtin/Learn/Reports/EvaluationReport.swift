import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

/// What there is to say of how well a model does, by what is asked of it.
protocol EvaluationReport: AnyObject {
  /// The names of its fields.
  var fieldNames: [String] { get }
  /// The score for the result's line, as in `accuracy 98.31% (9831 of 10000)`.
  var line: String { get }
  /// What is told to who collects numbers.
  var metrics: [(name: String, value: Double)] { get }
  /// What there is to see below the line.
  var details: [DisplayBundle] { get }
  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value?
}

extension ClassScores {
  /// What a record of scores has.
  static let fields: [ReturnType.Field] = [
    .init("precision", .value(.float), "Right ones among those taken for the class"),
    .init("recall", .value(.float), "Found ones among the examples of the class"),
    .init("f1", .value(.float), "The harmonic mean of the two"),
  ]

  /// The scores as the fields of a record.
  var values: [(name: String, value: Value)] {
    [("precision", .float(precision)), ("recall", .float(recall)), ("f1", .float(f1))]
  }

  /// The scores as cells of a table.
  var cells: [Table.Cell] { [precision, recall, f1].map { .number($0, digits: 4) } }
}

extension ConfusionMatrix {
  /// The counts as a tensor of the language.
  var value: Value {
    .handle(TensorHandle(Tensor([classes, classes], counts.map { Float($0) }), kind: .index))
  }

  /// The counts to look at.
  func bundle(names: [String]) -> DisplayBundle {
    let values = (0..<classes).map { actual in
      (0..<classes).map { Double(self[actual: actual, predicted: $0]) }
    }
    return DisplayBundle(
      matrix: Matrix(
        rowTitle: "true", rowNames: names, columnTitle: "predicted", columnNames: names,
        values: values, shading: .rowShare))
  }
}

extension Value {
  /// A record of named values.
  static func record(_ fields: [(name: String, value: Value)]) -> Value { .record(Record(fields)) }
}
