import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  private static let split = ParameterDeclaration.option(
    "split", .choice(["test", "validation", "train"]), "Which part of the data",
    default: .text("test"))

  static let evaluationFields: [ReturnType.Field] = [
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
  ]

  var eval: PluginCommand {
    let declaration = CommandDeclaration(
      "eval", "Tells how well a model does on data it was not trained on",
      parameters: [Self.split, Self.model, Self.data],
      returns: .value(.kind("evaluation")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; eval",
          "Accuracy and loss on the test images"),
        .init(
          "load digits train=120 test=24; model lstm 8; let r = eval split=validation; "
            + "print \"{$r.accuracy:.4}\"", "An untrained model guesses"),
      ],
      seeAlso: ["train", "predict"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let model = try Self.model(arguments, context)
      let data = try Self.data(arguments, context)
      let split = Self.split(arguments, data)
      do throws(LearnError) {
        let examples = SplitExamples(split)
        try model.model.build(for: examples.shape, of: examples.name)
        let found = try Evaluator(isCancelled: { context.isInterrupted })
          .evaluate(model.model, on: examples)
        return .handle(Self.outcome(found, model, split))
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func split(_ arguments: Arguments, _ data: DataHandle) -> SplitHandle {
    let name = arguments.text("split")
    guard let split = data.split(named: name) else {
      preconditionFailure("a data set without the split '\(name)'")
    }
    return split
  }

  private static func outcome(
    _ found: Evaluation, _ model: ModelHandle, _ split: SplitHandle
  ) -> OutcomeHandle {
    let epochs = model.model.training.epochs
    let line =
      "\(model.name) on \(split.data.name) \(split.split.name) after \(counted(epochs, "epoch")): "
      + "accuracy \(percentText(found.accuracy)) (\(found.correct) of \(found.examples)), "
      + "loss \(found.loss.text(significant: 4))"
    let classes = found.confusion.classes
    let confusion = Tensor<Float>([classes, classes], found.confusion.counts.map { Float($0) })
    return OutcomeHandle(
      "evaluation", line: line,
      [
        ("accuracy", .float(found.accuracy)), ("loss", .float(found.loss)),
        ("correct", .int(found.correct)), ("count", .int(found.examples)),
        ("epochs", .int(epochs)), ("split", .text(split.split.name)), ("model", .text(model.name)),
        ("data", .text(split.data.name)),
        ("confusion", .handle(TensorHandle(confusion, kind: .index))),
      ])
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
        try model.model.build(for: examples.shape, of: examples.name)
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
