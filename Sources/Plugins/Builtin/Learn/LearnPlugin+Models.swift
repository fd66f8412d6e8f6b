import MNLDiagnostics
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  /// What models of all kinds of cells are told: the units of their layers, and what lies between
  /// and around these.
  static let networkParameters: [ParameterDeclaration] = [
    ParameterDeclaration(
      "units", .int, "The units of each layer, the first layer first",
      limits: .between(1, 8192), presence: .variadic(atLeast: 1), unit: "units"),
    .option(
      "recurrent-dropout", .float,
      "The share of its units that a step of training does not see of the step before",
      limits: Limits(from: 0, to: 1, excludesUpper: true), default: .float(0)),
    .option(
      "dropout", .float,
      "The share of its states that each layer loses in training as it hands them on",
      limits: Limits(from: 0, to: 1, excludesUpper: true), default: .float(0)),
    .option(
      "variational", .bool, "Whether dropout takes the same units at all steps of a sequence",
      default: .bool(false)),
    .option(
      "bidirectional", .bool, "Whether each layer also reads sequences from their end",
      default: .bool(false)),
    .option(
      "residual", .bool,
      "Whether what a layer reads of the one before is added to what it makes, where both are as wide",
      default: .bool(false)),
    .option(
      "pooling", .choice(ModelConfiguration.Pooling.allCases.map(\.rawValue)),
      "What of the last layer counts: its last state, the mean or largest of all, or a learned mix",
      default: .text("last")),
    .option(
      "embedding", .int, "How many learned numbers stand for a token, where steps hold tokens",
      limits: .between(1, 8192)),
    .option(
      "vocabulary", .int, "How many different tokens there are, where the data do not say so",
      limits: .between(1, 16_777_216)),
  ]

  /// What help says of these parameters, as paragraphs.
  static let networkDetails = """
    `dropout` leaves out states at random wherever a layer hands them on, to the next layer or to \
    the dense one, so it also acts on a single layer; never inputs, never what a layer hands itself, \
    and only in training. Those kept are scaled up by 1 / (1 - dropout).

    `recurrent-dropout` leaves out the same units at all steps of a sequence, wherever the state of \
    the step before is multiplied with weights.

    With `bidirectional=true` a layer hands on the states of both directions side by side, and its \
    last state is that of the last step and, from the end, that of the first.

    `embedding` is for data whose steps are symbols, or one whole number each, a token from 0 to \
    vocabulary - 1.
    """

  /// Makes a model, builds it for the current data if there are some, and makes it current.
  ///
  /// Errors: a configuration that no network has, or that does not fit the data.
  func makeModel(
    _ configuration: ModelConfiguration, _ context: CommandContext
  ) throws(CommandFailure) -> Value {
    do throws(LearnError) {
      let model = try Model(
        configuration, seed: context.settings.seed, pool: pool(context))
      if let data = context.current["data"] as? DataHandle {
        let examples = DataForTraining(data).train
        try model.build(for: examples)
      }
      let handle = ModelHandle(model)
      context.current["model"] = handle
      return .handle(handle)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension ModelConfiguration {
  /// What the parameters that all models share say.
  init(_ arguments: Arguments) {
    self.init(
      units: arguments.list("units").compactMap { value in
        if case .int(let count) = value { count } else { nil }
      })
    form.recurrentDropout = arguments.float("recurrent-dropout")
    dropout = arguments.float("dropout")
    isVariational = arguments.bool("variational")
    isBidirectional = arguments.bool("bidirectional")
    isResidual = arguments.bool("residual")
    pooling = Pooling(rawValue: arguments.text("pooling")) ?? .last
    embedding = arguments.optionalInt("embedding")
    vocabulary = arguments.optionalInt("vocabulary")
  }
}
