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

  /// `model`, `training`, `evaluation`, `comparison`, `predictions`, `gates`, `schedule`.
  package var kinds: [KindDeclaration] {
    [
      KindDeclaration("model", "A network with its weights", fields: ModelHandle.fields),
      KindDeclaration(
        "training", "What a training brought", fields: Self.trainingFields,
        archived: TrainingHandle.self),
      KindDeclaration(
        "evaluation", "How well a model does", fields: EvaluationHandle.fields,
        archived: EvaluationHandle.self),
      KindDeclaration(
        "comparison", "How two models differ", fields: Self.comparisonFields,
        archived: OutcomeHandle.self),
      KindDeclaration(
        "predictions", "What a model takes examples for", fields: PredictionsHandle.fields,
        archived: PredictionsHandle.self),
      KindDeclaration(
        "gates", "What the gates of a layer did", fields: GatesHandle.fields,
        archived: GatesHandle.self),
      KindDeclaration(
        "schedule", "How the step size changes in training", fields: ScheduleHandle.fields),
    ]
  }

  /// Its commands.
  package var commands: [PluginCommand] {
    [
      train, plot, eval, compare, predict, predictTable, predictText, predictImages, predictNPZ,
      predictNPY, predictIDX, predictSeries, sample, gates,
      summarise, explainModel, explainLoss, save, open.replayed(.again),
      makeCurrent.replayed(.retold),
    ] + (models + schedules).map { $0.replayed(.again) }
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
      .nothingCurrent, "there is no model yet", help: "make one: model lstm 100",
      cure: .before("model lstm 100"))
  }

  /// The data that a verb works on.
  ///
  /// Errors: none were given and none are current.
  static func data(
    _ arguments: Arguments, _ context: CommandContext
  ) throws(CommandFailure) -> DataHandle {
    try context.currentData(given: arguments.optionalHandle("data", as: DataHandle.self))
  }
}
