import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  /// The parameter that names a part of the data.
  static let split = ParameterDeclaration.option(
    "split", .choice(["test", "validation", "train"]), "Which part of the data",
    default: .text("test"))

  /// The part of the data that a verb works on.
  static func split(_ arguments: Arguments, _ data: DataHandle) -> SplitHandle {
    let name = arguments.text("split")
    guard let split = data.split(named: name) else {
      preconditionFailure("a data set without the split '\(name)'")
    }
    return split
  }

  var predict: PluginCommand {
    let declaration = CommandDeclaration(
      "predict", "Tells what a model takes examples for",
      parameters: [
        ParameterDeclaration(
          "rows", .any, "Which rows, from 0: a number, a range, or a list of numbers",
          presence: .defaulted(.range(0, 9))),
        Self.split, Self.model, Self.data,
      ],
      returns: .value(.kind("predictions")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; predict 0..4",
          "The first five test images"),
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; let p = predict 7; "
            + "print $p[0].class", "One of them"),
      ],
      seeAlso: ["eval", "show"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let model = try Self.model(arguments, context)
      let data = try Self.data(arguments, context)
      let split = Self.split(arguments, data)
      let rows = try Self.rows(arguments.value("rows"), of: split)
      do throws(LearnError) {
        let examples = SplitExamples(split)
        try model.model.build(for: examples)
        let found = try Evaluator(isCancelled: { context.isInterrupted })
          .predict(model.model, rows: rows, of: examples)
        return .handle(PredictionsHandle(found, rows: rows, of: split, by: model.name))
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func rows(
    _ value: Value, of split: SplitHandle
  ) throws(CommandFailure) -> [Int] {
    switch value {
    case .int(let row): return [row]
    case .range(let first, let last):
      let count = split.split.count
      guard first <= last else { break }
      // A range may be astronomically long: its ends are checked before it is spelt out.
      for row in [first, last] where !(0..<count).contains(row) {
        throw CommandFailure(
          .noSuchRow(row: row, examples: count, data: SplitExamples(split).name))
      }
      return Array(first...last)
    case .list(let values) where !values.isEmpty:
      var rows: [Int] = []
      for value in values {
        guard case .int(let row) = value else { throw noRows(value) }
        rows.append(row)
      }
      return rows
    default: break
    }
    throw noRows(value)
  }

  private static func noRows(_ value: Value) -> CommandFailure {
    CommandFailure(
      .wrongType, "rows are a whole number, a range, or a list of whole numbers",
      parameter: "rows", label: "got \(value.printed)")
  }
}
