import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

extension LearnPlugin {
  /// How many of the likeliest classes the top accuracy allows if nothing is said.
  private static let standardTop = 5

  var eval: PluginCommand {
    let declaration = CommandDeclaration(
      "eval", "Tells how well a model does on data it was not trained on",
      details: """
        The result is one line; on a terminal, and with `show`, tables of the measures and of the \
        classes and the confusion matrix follow. Its fields hold every number. What is measured \
        depends on what the data ask for: classes, labels, numbers, or something at each step.
        """,
      parameters: [
        Self.split,
        .option(
          "top", .int,
          "Among how many of the likeliest classes the right one may be for the top accuracy; "
            + "\(Self.standardTop), or all if there are fewer, if left out",
          limits: .from(1), unit: "classes"),
        Self.model, Self.data,
      ],
      returns: .value(.kind("evaluation")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; eval",
          "Accuracy and loss on the test images"),
        .init(
          "load adding steps=10 train=120 test=24; model lstm 8; let r = eval; "
            + "print $r.mae $r.rmse $r.r2", "How far numbers are from the true ones"),
        .init(
          "load digits train=120 test=24; model lstm 8; let r = eval split=validation; "
            + "print \"{$r.accuracy:.4}\"", "An untrained model guesses"),
        .init(
          "load digits train=120 test=24; model lstm 8; let r = eval top=3; show $r; "
            + "print $r.top.accuracy $r.macro.f1", "Everything that is measured"),
      ],
      seeAlso: ["train", "compare", "predict"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let model = try Self.model(arguments, context)
      let data = try Self.data(arguments, context)
      let split = Self.split(arguments, data)
      let top = try Self.top(arguments, data)
      do throws(LearnError) {
        let examples = SplitExamples(split)
        try model.model.build(for: examples)
        let work = WorkReport(
          "eval", "evaluating \(model.name)", total: examples.count,
          unit: "\(data.data.form.noun)s",
          context)
        defer { work.end() }
        let found = try Evaluator(
          isCancelled: { context.isInterrupted }, report: { work.tell(done: $0) }
        ).assess(model.model, on: examples)
        let handle = EvaluationHandle(found, of: model, on: split, top: top)
        Self.tell(handle, of: model, context)
        return .handle(handle)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func top(_ arguments: Arguments, _ data: DataHandle) throws(CommandFailure) -> Int
  {
    guard case .classes(let names) = data.data.form.targets else {
      guard arguments.isGiven("top") else { return 1 }
      throw CommandFailure(
        .outOfRange,
        "`top` is for classes of examples, but \(data.data.name) asks for "
          + data.data.form.targetText,
        parameter: "top", label: "nothing to rank", help: "leave `top` out",
        cure: .leavingOut("top"))
    }
    let classes = names.count
    guard let top = arguments.optionalInt("top") else { return min(standardTop, classes) }
    guard top <= classes else {
      throw CommandFailure(
        .outOfRange, "top must be from 1 to \(classes): \(data.data.name) has \(classes) classes",
        parameter: "top", label: "got \(top)")
    }
    return top
  }

  /// Tells what was measured to who collects numbers.
  private static func tell(
    _ handle: EvaluationHandle, of model: ModelHandle, _ context: CommandContext
  ) {
    for (name, value) in handle.report.metrics {
      if name == "accuracy" { model.accuracy = value }
      context.emit(
        .metric(
          Metric(
            name: name, value: value, split: handle.split,
            epoch: handle.epochs == 0 ? nil : handle.epochs)))
    }
  }
}
