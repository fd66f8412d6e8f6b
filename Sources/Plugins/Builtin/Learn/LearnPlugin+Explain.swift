import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  var explainLoss: PluginCommand {
    let declaration = CommandDeclaration(
      "explain loss", "Says what the numbers of a loss mean",
      details: """
        Without a loss it explains that of the current model, and measures it on the validation \
        data if there are some. A loss that was built of tensor commands is searched for a \
        cross-entropy; if that takes the results of a softmax for scores, its least value and its \
        slopes tell what the second softmax costs.
        """,
      parameters: [
        ParameterDeclaration(
          "loss", .kind("tensor"), "A loss with a cross-entropy in it; the model's if left out",
          presence: .optional),
        Self.model, Self.data,
      ],
      examples: [
        .init("load digits train=120 test=24; model lstm 8; explain loss", "One softmax"),
        .init(
          "load adding steps=10 train=120 test=24; model lstm 8; explain loss", "Squared errors"),
        .init(
          "let scores = placeholder [none, 10]; let labels = placeholder [none, 10]; "
            + "explain loss (mean (cross-entropy logits=(softmax $scores) labels=$labels))",
          "Two of them, as in the tutorial"),
      ],
      seeAlso: ["explain model", "cross-entropy", "eval"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let bundle =
        if let loss = arguments.optionalHandle("loss", as: TensorHandle.self) {
          try Self.explanation(of: loss, arguments)
        } else {
          try Self.explanationOfModelLoss(arguments, context)
        }
      context.emit(.display(bundle))
      return .none
    }
  }

  var explainModel: PluginCommand {
    let declaration = CommandDeclaration(
      "explain model", "Says in words what a model computes",
      parameters: [Self.model],
      examples: [
        .init("load digits train=120 test=24; model lstm 100; explain model", "Layer by layer"),
        .init("model lstm 128 64; explain model", "Two layers that wait for data"),
      ],
      seeAlso: ["explain loss", "summary", "model lstm"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let lines = ModelWords(try Self.model(arguments, context).model).sentences
      context.emit(.display(DisplayBundle(text: lines.joined(separator: "\n"))))
      return .none
    }
  }

  /// Explains a loss of the graph.
  private static func explanation(
    of loss: TensorHandle, _ arguments: Arguments
  ) throws(CommandFailure) -> DisplayBundle {
    for name in ["model", "data"] where arguments.isGiven(name) {
      throw CommandFailure(
        .outOfRange, "a loss of the tensor level has no \(name)", parameter: name,
        help: "leave out either the loss or `\(name)`", cure: .leavingOut(name))
    }
    guard case .node(let node, _) = loss.content, let found = node.nearestCrossEntropy,
      found.classes >= 2
    else {
      throw CommandFailure(
        .wrongKind, "there is no cross-entropy of two classes or more in this tensor",
        parameter: "loss", help: "give the result of a `cross-entropy`, or its `mean`")
    }
    let explained = ClassLoss(
      classes: found.classes, isDoubled: found.takesShares, smoothing: found.smoothing)
    var words = LossWords(explained)
    words.isWeighted = found.isWeighted
    return DisplayBundle(lines: words.sentences, table: explained.table)
  }

  /// Explains the loss of a model, with its value on the validation data.
  private static func explanationOfModelLoss(
    _ arguments: Arguments, _ context: CommandContext
  ) throws(CommandFailure) -> DisplayBundle {
    let handle = try Self.model(arguments, context)
    let given = arguments.optionalHandle("data", as: DataHandle.self)
    let data = given ?? (context.current["data"] as? DataHandle)
    let known = data.map { DataForTraining($0) }
    guard let targets = handle.model.shape?.targets ?? known?.train.shape.targets else {
      throw CommandFailure(
        .nothingCurrent, "\(handle.name) waits for data: how many classes there are is not known",
        help: "load some first: load digits", cure: .before("load digits"))
    }
    let measured = try Self.measured(handle, known?.validation, context)
    guard targets.isOneOfClasses else {
      return DisplayBundle(text: AnswerLossWords(targets, known?.train, measured).text)
    }
    guard targets.count >= 2 else {
      throw CommandFailure(
        .outOfRange, "with \(counted(targets.count, "class")) the loss is always 0",
        parameter: "data")
    }
    let explained = ClassLoss(classes: targets.count)
    var words = LossWords(explained)
    words.measured = measured
    words.isPerStep = targets.isPerStep
    return DisplayBundle(lines: words.sentences, table: explained.table)
  }

  /// The loss of a model on validation data; nil if there are none.
  private static func measured(
    _ handle: ModelHandle, _ examples: (any Examples)?, _ context: CommandContext
  ) throws(CommandFailure) -> (loss: Double, what: String)? {
    guard let examples else { return nil }
    do throws(LearnError) {
      try handle.model.build(for: examples)
      let found = try Evaluator(isCancelled: { context.isInterrupted })
        .evaluate(handle.model, on: examples)
      return (found.loss, "\(handle.name) on \(examples.name)")
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension DisplayBundle {
  /// Lines of text, and a table below them.
  fileprivate init(lines: [String], table: Table) {
    self.init(report: [
      DisplayBundle(text: lines.joined(separator: "\n")), DisplayBundle(table: table),
    ])
  }
}
