package import MNLEvents
package import MNLLearn
package import MNLRuntime
import MNLData
import MNLTensor

/// What a model takes examples for.
package final class PredictionsHandle: Handle {
  private let found: Predictions
  private let rows: [Int]
  private let split: SplitHandle
  private let model: String

  /// Makes the handle of predictions.
  ///
  /// - Parameters:
  ///   - found: The predictions.
  ///   - rows: The rows of the examples, in the order of the predictions.
  ///   - split: Where the examples are from.
  ///   - model: What result lines call the model.
  package init(_ found: Predictions, rows: [Int], of split: SplitHandle, by model: String) {
    self.found = found
    self.rows = rows
    self.split = split
    self.model = model
  }

  /// `predictions`.
  package var kind: String { "predictions" }

  /// `lstm 100 on mnist test: 10 of 10 right`.
  package var summary: String {
    "\(model) on \(split.data.name) \(split.split.name): "
      + "\(rows.indices.filter(isRight).count) of \(rows.count) right"
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What all predictions have.
  package static let fields: [ReturnType.Field] = [
    .init("classes", .value(.list), "The class of each example"),
    .init("probabilities", .value(.kind("tensor")), "The share of each class, [rows, classes]"),
    .init("rows", .value(.list), "The rows of the examples"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "classes": .list(rows.indices.map { .text(className($0)) })
    case "probabilities":
      .handle(
        TensorHandle(
          Tensor([rows.count, split.data.classCount], found.probabilities.flatMap { $0 })))
    case "rows": .list(rows.map(Value.int))
    default: nil
    }
  }

  /// How many examples there are.
  package var elementCount: Int? { rows.count }

  /// A record of an example: its row, class, probability, label and whether that is right.
  package func element(at index: Int) throws(CommandFailure) -> Value {
    .record(
      Record([
        ("row", .int(rows[index])), ("class", .text(className(index))),
        ("probability", .float(Double(probability(index)))), ("label", .text(label(index))),
        ("right", .bool(isRight(index))),
      ]))
  }

  /// A table of the examples under the summary.
  package var display: DisplayBundle {
    let columns = ["row", "class", "probability", "label", ""].map { Table.Column($0) }
    let lines: [[Table.Cell]] = rows.indices.map { index in
      [
        .int(rows[index]), .text(className(index)),
        .number(Double(probability(index)), digits: 4), .text(label(index)),
        isRight(index) ? .empty : .text("wrong"),
      ]
    }
    return DisplayBundle(heading: summary, table: Table(columns: columns, rows: lines))
  }

  private func className(_ index: Int) -> String { split.data.classNames[found.classes[index]] }

  private func probability(_ index: Int) -> Float {
    found.probabilities[index][found.classes[index]]
  }

  private func label(_ index: Int) -> String {
    split.data.classNames[Int(split.split.label(at: rows[index]))]
  }

  private func isRight(_ index: Int) -> Bool {
    found.classes[index] == Int(split.split.label(at: rows[index]))
  }
}
