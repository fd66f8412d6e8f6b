import MNLDiagnostics
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  /// The commands that make models.
  var models: [PluginCommand] { [modelLSTM] }

  /// What models of all kinds of cells are told: the units of their layers, and what lies between
  /// and around these.
  static let networkParameters: [ParameterDeclaration] = [
    ParameterDeclaration(
      "units", .int, "The units of each layer, the first layer first",
      limits: .between(1, 8192), presence: .variadic(atLeast: 1), unit: "units"),
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
        try model.build(for: examples.shape, of: examples.name)
      }
      let handle = ModelHandle(model)
      context.current["model"] = handle
      return .handle(handle)
    } catch {
      throw CommandFailure(error)
    }
  }

  private var modelLSTM: PluginCommand {
    let declaration = CommandDeclaration(
      "model lstm", "Makes a classifier of LSTM layers and makes it current",
      details: """
        Images are read row by row: a row is a step. The last hidden state goes through a dense \
        layer, one output for each class. Weights are drawn from the seed of the session. Before \
        `load`, the model waits for data and takes its input shape at the first `train`.


        """ + Self.networkDetails,
      parameters: Self.networkParameters + [
        .option(
          "forget-bias", .float, "What is added to the forget gate, not trained",
          default: .float(1))
      ],
      returns: .value(.kind("model")),
      examples: [
        .init("load digits train=120 test=24; model lstm 100", "One layer of a hundred units"),
        .init("model lstm 128 64", "Two layers, waiting for data"),
        .init(
          "load digits train=120 test=24; model lstm 12 12 bidirectional=true residual=true "
            + "pooling=attention; summary", "Two layers that read in both directions"),
        .init(
          "model lstm 64 64 dropout=0.2 variational=true", "Two layers that do not learn by heart"),
      ],
      seeAlso: ["train", "summary", "save"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      var configuration = ModelConfiguration(arguments)
      configuration.forgetBias = arguments.float("forget-bias")
      return try self.makeModel(configuration, context)
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
    dropout = arguments.float("dropout")
    isVariational = arguments.bool("variational")
    isBidirectional = arguments.bool("bidirectional")
    isResidual = arguments.bool("residual")
    pooling = Pooling(rawValue: arguments.text("pooling")) ?? .last
    embedding = arguments.optionalInt("embedding")
    vocabulary = arguments.optionalInt("vocabulary")
  }
}
