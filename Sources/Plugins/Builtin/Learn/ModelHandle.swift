package import MNLEvents
package import MNLLearn
package import MNLRuntime
import MNLTensor

/// A model as the language sees it.
///
/// It is used by the session's thread alone, as all handles are: hence the unchecked conformance.
package final class ModelHandle: Handle, Summarised, @unchecked Sendable {
  /// The model.
  package let model: Model
  /// The accuracy that was measured last, on any examples, from 0 to 1; nil if none was.
  var accuracy: Double?

  /// Makes the handle of a model.
  package init(_ model: Model) { self.model = model }

  /// `model`.
  package var kind: String { "model" }

  /// `lstm 128 64`.
  package var name: String {
    let configuration = model.configuration
    return "\(configuration.cell.rawValue) "
      + configuration.units.map(String.init).joined(separator: " ")
  }

  /// `lstm 100: 28 steps of 28 numbers and 10 classes, 52610 parameters, trained for 6 epochs`.
  package var summary: String {
    guard let shape = model.shape, let count = model.summary.parameterCount else {
      return "\(name): waits for data"
    }
    return "\(name): \(shape), \(count) parameters, \(trainingText)"
  }

  private var trainingText: String {
    let epochs = model.training.epochs
    let done = epochs == 0 ? "untrained" : "trained for " + counted(epochs, "epoch")
    return model.training.interrupted == nil ? done : done + ", interrupted in the next"
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every model has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "What result lines call it"),
    .init("units", .value(.list), "The units of each layer"),
    .init("parameters", .anything, "How many numbers it learns; none before it has seen data"),
    .init("epochs", .value(.int), "How many whole epochs it has been trained"),
    .init(
      "accuracy", .anything,
      "Its accuracy that was measured last, by `train` or `eval`; none if none was"),
    .init("hash", .anything, "The SHA-256 of its weights; none before it has seen data"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "name": return .text(self.name)
    case "units": return .list(model.configuration.units.map(Value.int))
    case "parameters": return model.summary.parameterCount.map(Value.int) ?? Value.none
    case "epochs": return .int(model.training.epochs)
    case "accuracy": return accuracy.map { .float($0) } ?? Value.none
    case "hash":
      guard model.shape != nil else { return Value.none }
      do throws(LearnError) {
        return .text(try model.weightsHash())
      } catch {
        throw CommandFailure(error)
      }
    default: return nil
    }
  }

  /// Its layers, with the shape of what they compute, how many numbers they learn, the operations
  /// that an example costs forward, and the memory of the numbers.
  package var summaryBundle: DisplayBundle {
    let found = model.summary
    func costs(_ parameters: Int?, _ operations: Double?) -> [Table.Cell] {
      guard let parameters, let operations else { return [.empty, .empty, .empty] }
      return [
        .int(parameters), .number(operations * 1e-6, digits: 3),
        .number(Double(4 * parameters) * 1e-6, digits: 3),
      ]
    }
    var rows: [[Table.Cell]] = found.layers.map { layer in
      [
        .text(layer.name), .text(layer.kind),
        layer.output.map { .text($0.description) } ?? .empty,
      ] + costs(layer.parameterCount, layer.operations)
    }
    rows.append(
      [.text("total"), .empty, .empty] + costs(found.parameterCount, found.operations))
    let columns =
      ["layer", "kind", "shape", "parameters"].map { Table.Column($0) }
      + [Table.Column("forward", unit: "MFLOP"), Table.Column("weights", unit: "MB")]
    return DisplayBundle(heading: summary, table: Table(columns: columns, rows: rows))
  }
}
