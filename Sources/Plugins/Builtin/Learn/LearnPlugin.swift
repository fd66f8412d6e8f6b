import MNLDiagnostics
import MNLLearn
package import MNLRuntime
import MNLTensor

/// The verbs that make, train, judge, use and keep models.
package final class LearnPlugin: Plugin {
  /// The threads of all models of the session; made for the first one.
  private var madePool: ThreadPool?

  /// A plugin without models.
  package init() {}

  /// `learn`.
  package var name: String { "learn" }

  /// What it is for.
  package var summary: String { "Models: making, training, judging, using and keeping them" }

  /// `model`, `training`, `evaluation`, `comparison`, `predictions`, `schedule`.
  package var kinds: [KindDeclaration] {
    [
      KindDeclaration("model", "A network with its weights", fields: ModelHandle.fields),
      KindDeclaration("training", "What a training brought", fields: Self.trainingFields),
      KindDeclaration("evaluation", "How well a model does", fields: EvaluationHandle.fields),
      KindDeclaration("comparison", "How two models differ", fields: Self.comparisonFields),
      KindDeclaration(
        "predictions", "What a model takes examples for", fields: PredictionsHandle.fields),
      KindDeclaration(
        "schedule", "How the step size changes in training", fields: ScheduleHandle.fields),
    ]
  }

  /// Its commands.
  package var commands: [PluginCommand] {
    [
      modelLSTM, train, eval, compare, predict, summarise, explainModel, explainLoss, save, open,
      makeCurrent,
    ] + schedules
  }

  /// The threads of the session.
  func pool(_ context: CommandContext) -> ThreadPool {
    if let madePool { return madePool }
    let pool = ThreadPool(threads: context.settings.threads)
    madePool = pool
    return pool
  }

  /// The parameter that names a model in place of the current one.
  static let model = ParameterDeclaration.option(
    "model", .kind("model"), "Which model; the current one if left out")
  /// The parameter that names data in place of the current ones.
  static let data = ParameterDeclaration.option(
    "data", .kind("data"), "Which data set; the current one if left out")

  /// The model that a verb works on.
  ///
  /// Errors: none was given and none is current.
  static func model(
    _ arguments: Arguments, _ context: CommandContext
  ) throws(CommandFailure) -> ModelHandle {
    let given = arguments.optionalHandle("model", as: ModelHandle.self)
    if let model = given ?? (context.current["model"] as? ModelHandle) { return model }
    throw CommandFailure(
      .nothingCurrent, "there is no model yet", help: "make one: model lstm 100")
  }

  /// The data that a verb works on.
  ///
  /// Errors: none were given and none are current.
  static func data(
    _ arguments: Arguments, _ context: CommandContext
  ) throws(CommandFailure) -> DataHandle {
    try context.currentData(given: arguments.optionalHandle("data", as: DataHandle.self))
  }

  private var modelLSTM: PluginCommand {
    let declaration = CommandDeclaration(
      "model lstm", "Makes a classifier of LSTM layers and makes it current",
      details: """
        Images are read row by row: a row is a step. The last hidden state goes through a dense \
        layer, one output for each class. Weights are drawn from the seed of the session. Before \
        `load`, the model waits for data and takes its input shape at the first `train`.
        """,
      parameters: [
        ParameterDeclaration(
          "units", .int, "The units of each layer, the first layer first",
          limits: .between(1, 8192), presence: .variadic(atLeast: 1), unit: "units"),
        .option(
          "forget-bias", .float, "What is added to the forget gate, not trained",
          default: .float(1)),
      ],
      returns: .value(.kind("model")),
      examples: [
        .init("load digits train=120 test=24; model lstm 100", "One layer of a hundred units"),
        .init("model lstm 128 64", "Two layers, waiting for data"),
      ],
      seeAlso: ["train", "summary", "save"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let units = arguments.list("units").compactMap { value in
        if case .int(let count) = value { count } else { nil }
      }
      let configuration = ModelConfiguration(
        units: units, forgetBias: arguments.float("forget-bias"))
      do throws(LearnError) {
        let model = try Model(
          configuration, seed: context.settings.seed, pool: self.pool(context))
        if let data = context.current["data"] as? DataHandle {
          let examples = DataForTraining(data).train
          try model.build(for: examples.shape, of: examples.name)
        }
        let handle = ModelHandle(model)
        context.current["model"] = handle
        return .handle(handle)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
