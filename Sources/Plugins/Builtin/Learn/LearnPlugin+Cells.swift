import MNLDiagnostics
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  /// The commands that make models.
  var models: [PluginCommand] { [modelLSTM, modelGRU, modelRNN] }

  private static let inputDetails = """
    Images are read row by row: a row is a step. The last hidden state goes through a dense \
    layer, one output for each class. Weights are drawn from the seed of the session. Before \
    `load`, the model waits for data and takes its input shape at the first `train`.


    """

  /// The word for biases that begin so that spans of all lengths are remembered.
  private static let chrono = "chrono"

  private static let chronoDetails = """


    With `chrono` units begin by remembering over spans of all lengths up to that of a sequence \
    (Tallec and Ollivier 2018): with u uniform from 1 to one less than its steps,
    """

  private func command(
    _ name: CommandName, _ summary: String, details: String, _ options: [ParameterDeclaration],
    examples: [CommandDeclaration.Example],
    form: @escaping (inout ModelConfiguration, Arguments) -> Void
  ) -> PluginCommand {
    let declaration = CommandDeclaration(
      name, summary, details: Self.inputDetails + Self.networkDetails + details,
      parameters: Self.networkParameters + options, returns: .value(.kind("model")),
      examples: examples,
      seeAlso: ["model lstm", "model gru", "model rnn"].filter { $0 != name.description }
        + ["train", "summary", "save"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      var configuration = ModelConfiguration(arguments)
      form(&configuration, arguments)
      return try self.makeModel(configuration, context)
    }
  }

  private var modelLSTM: PluginCommand {
    command(
      "model lstm", "Makes a classifier of LSTM layers and makes it current",
      details: Self.chronoDetails + """
         the bias of the forget gate starts with log u and that of the input gate with -log u, and \
        both are trained.


        With `layer-norm` the sums of the inputs, those of the states and the cell states are brought \
        to mean 0 and deviation 1, then scaled by learned factors (Ba, Kiros and Hinton 2016); with \
        `peephole` the gates also see the cell state (Gers, Schraudolph and Schmidhuber 2002).
        """,
      [
        .option(
          "forget-bias", .floatOr([Self.chrono]),
          "What is added to the forget gate, not trained; or how its bias begins",
          default: .float(1)),
        CellParameters.normalised, CellParameters.peepholes,
      ],
      examples: [
        .init("load digits train=120 test=24; model lstm 100", "One layer of a hundred units"),
        .init("model lstm 128 64", "Two layers, waiting for data"),
        .init(
          "load digits train=120 test=24; model lstm 12 12 bidirectional=true residual=true "
            + "pooling=attention; summary", "Two layers that read in both directions"),
        .init(
          "model lstm 64 64 dropout=0.2 variational=true", "Two layers that do not learn by heart"),
        .init(
          "load digits train=120 test=24; model lstm 16 layer-norm=true forget-bias=chrono; summary",
          "Normalised, and ready for long spans"),
      ]
    ) { configuration, arguments in
      if case .text = arguments.value("forget-bias") {
        configuration.form.isChrono = true
      } else {
        configuration.forgetBias = arguments.float("forget-bias")
      }
      configuration.form.isNormalised = arguments.bool("layer-norm")
      configuration.form.hasPeepholes = arguments.bool("peephole")
    }
  }

  private var modelGRU: PluginCommand {
    command(
      "model gru", "Makes a classifier of layers of gated recurrent units and makes it current",
      details: Self.chronoDetails + """
         the bias of the update gate starts with log u. Otherwise all biases start with 0.


        The reset gate acts after the product of the states with their weights, as in cuDNN and \
        PyTorch; with `reset=before` it acts on the states, as in the first GRU and TensorFlow 1.
        """,
      [
        CellParameters.reset,
        .option(
          "update-bias", .choice(["zero", Self.chrono]), "How the bias of the update gate begins",
          default: .text("zero")),
      ],
      examples: [
        .init("load digits train=120 test=24; model gru 100", "One layer of a hundred units"),
        .init("model gru 128 64", "Two layers, waiting for data"),
        .init(
          "load digits train=120 test=24; model gru 16 reset=before update-bias=chrono; summary",
          "The first GRU, ready for long spans"),
      ]
    ) { configuration, arguments in
      configuration.cell = .gru
      configuration.form.resetsAfter = arguments.text("reset") == "after"
      configuration.form.isChrono = arguments.text("update-bias") == Self.chrono
    }
  }

  private var modelRNN: PluginCommand {
    command(
      "model rnn", "Makes a classifier of layers of plain recurrent units and makes it current",
      details: """


        A unit has no gates: it learns short spans quickly, and long ones hardly.
        """,
      [
        .option(
          "activation", .choice(RNN.Activation.allCases.map(\.rawValue)),
          "What a unit makes of its sum", default: .text(RNN.Activation.tanh.rawValue))
      ],
      examples: [
        .init("load digits train=120 test=24; model rnn 100", "One layer of a hundred units"),
        .init("model rnn 64 activation=relu", "Of which no state is below 0"),
      ]
    ) { configuration, arguments in
      configuration.cell = .rnn
      configuration.form.activation =
        RNN.Activation(rawValue: arguments.text("activation")) ?? .tanh
    }
  }
}
