package import MNLData
package import MNLEvents
package import MNLRuntime

/// A data set as the language sees it; its splits remember where their batches stand.
///
/// It is used by the session's thread alone, as all handles are.
package final class DataHandle: Handle, Summarised {
  /// The data.
  package let data: DataSet
  /// The splits: train, validation, test.
  package let splits: [SplitHandle]

  /// Makes the handle of a data set whose batches were not begun.
  package init(_ data: DataSet) {
    self.data = data
    splits = data.splits.map { SplitHandle($0, of: data) }
  }

  /// `data`.
  package var kind: String { "data" }

  /// `mnist: 55000 train, 5000 validation, 10000 test, 28x28, 10 classes`.
  package var summary: String {
    let counts = data.splits.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    return "\(data.name): \(counts), \(data.inputText), \(data.form.targetText)"
  }

  /// The hash of all examples.
  package var contentMark: String? { data.contentHash }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every data set has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "What `load` calls it"),
    .init("train", .value(.kind("split")), "The examples to learn from"),
    .init("validation", .value(.kind("split")), "The examples that tell how the learning goes"),
    .init("test", .value(.kind("split")), "The examples that tell how good the result is"),
    .init("classes", .value(.list), "What each class, label or number stands for"),
    .init(
      "shape", .value(.list),
      "Steps of an example, and numbers in each: of an image, height and width"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "name": .text(data.name)
    case "classes": .list(data.form.targetNames.map(Value.text))
    case "shape": .list([.int(data.form.steps), .int(data.form.features)])
    default: split(named: name).map { .handle($0) }
    }
  }

  /// The split of a name; nil if there is none.
  package func split(named name: String) -> SplitHandle? {
    splits.first { $0.split.name == name }
  }

  /// What is read and asked for in each split, and what would go wrong.
  package var summaryBundle: DisplayBundle {
    data.summaryBundle(heading: summary, of: data.splits)
  }
}
