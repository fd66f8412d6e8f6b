package import MNLEvents
package import MNLRuntime
import MNLData

/// One example of a split.
package final class ExampleHandle: Handle {
  /// Its row in the split.
  package let row: Int
  /// The split that it is of.
  package let owner: SplitHandle

  /// Makes the handle of an example.
  ///
  /// - Precondition: the row exists.
  package init(row: Int, of owner: SplitHandle) {
    self.row = row
    self.owner = owner
  }

  /// `example`.
  package var kind: String { "example" }

  /// `mnist test, image 3: 0`.
  package var summary: String {
    "\(owner.data.name) \(owner.split.name), \(form.noun) \(row): \(targetText)"
  }

  private var form: ExampleForm { owner.data.form }

  /// What is asked of it, in words.
  private var targetText: String { form.targetText(of: row, in: owner.split) }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every example has.
  package static let fields: [ReturnType.Field] = [
    .init("row", .value(.int), "Its row in the split, from 0"),
    .init("inputs", .value(.kind("tensor")), "Its inputs, [1, steps * numbers]"),
    .init("targets", .value(.kind("tensor")), "Its targets, [1, width]; a class is one-hot"),
    .init("image", .value(.kind("tensor")), "The inputs: its image, [1, pixels], from 0 to 1"),
    .init("label", .value(.int), "Its label, from 0; only where there is one of some classes"),
    .init("class", .value(.text), "What is asked of it, in words: the name of its class"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "row": .int(row)
    case "inputs", "image": .handle(TensorHandle(rows: owner.inputs.source, chosen: [row]))
    case "targets": .handle(TensorHandle(rows: owner.targets.source, chosen: [row]))
    case "label":
      if case .classes = form.targets { .int(Int(owner.split.label(at: row))) } else { nil }
    case "class": .text(targetText)
    default: nil
    }
  }

  /// The image or the curves of the sequence under its summary.
  package var display: DisplayBundle {
    form.sheet(of: [row], split: owner.split, heading: summary)
  }
}
