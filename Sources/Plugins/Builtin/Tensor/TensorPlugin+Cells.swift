import MNLDiagnostics
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// What happens at one step of a recurrent layer.
  var cells: [PluginCommand] { [lstmCell, gruCell, rnnCell] }

  private static let units = ParameterDeclaration(
    "units", .int, "How many hidden units, H", limits: .between(1, 8192), unit: "units")

  private static let recurrentDropout = ParameterDeclaration.option(
    "recurrent-dropout", .float,
    "The share of its units that a step of training does not see of the step before",
    limits: Limits(from: 0, to: 1, excludesUpper: true), default: .float(0))

  private static let sharing = """
    Its weights are made when `dynamic-rnn` uses it for the first time; using it again shares \
    them. They start with Glorot's uniform draws, its biases with 0. `recurrent-dropout` leaves out \
    the same units at all steps of a sequence, wherever the state of the step before is multiplied \
    with weights, and only where a run trains.
    """

  private static func command(
    _ name: CommandName, _ summary: String, details: String, _ options: [ParameterDeclaration],
    examples: [CommandDeclaration.Example], model: String,
    form: @escaping (Arguments) throws(CommandFailure) -> CellHandle.Form
  ) -> PluginCommand {
    let declaration = CommandDeclaration(
      name, summary, details: details, parameters: [units] + options + [recurrentDropout],
      returns: .value(.kind("cell")), examples: examples,
      seeAlso: ["dynamic-rnn", "lstm-cell", "gru-cell", "rnn-cell", model]
        .filter { $0 != "\(name)" })
    func cell(_ arguments: Arguments) throws(CommandFailure) -> Value {
      .handle(
        CellHandle(
          try form(arguments), units: arguments.int("units"),
          dropout: arguments.float("recurrent-dropout")))
    }
    return PluginCommand(declaration, foresee: cell) {
      (arguments, _) throws(CommandFailure) in try cell(arguments)
    }
  }

  private var lstmCell: PluginCommand {
    Self.command(
      "lstm-cell", "Makes an LSTM cell",
      details: Self.sharing + """


        With `layer-norm` the sums of the inputs, those of the states and the cell states are brought \
        to mean 0 and deviation 1, then scaled by learned factors (Ba, Kiros and Hinton 2016). With \
        `peephole` the gates also see the cell state, each through a learned factor that starts \
        with 0 (Gers, Schraudolph and Schmidhuber 2002).
        """,
      [
        .option(
          "forget-bias", .float, "What is added to the forget gate, not trained",
          default: .float(1)),
        CellParameters.normalised, CellParameters.peepholes,
      ],
      examples: [
        .init("lstm-cell 100", "A cell of a hundred units"),
        .init("lstm-cell 64 layer-norm=true recurrent-dropout=0.2", "Normalised, with dropout"),
      ], model: "model lstm"
    ) { arguments in
      .lstm(
        forgetBias: arguments.float("forget-bias"), isNormalised: arguments.bool("layer-norm"),
        hasPeepholes: arguments.bool("peephole"))
    }
  }

  private var gruCell: PluginCommand {
    Self.command(
      "gru-cell", "Makes a cell of gated recurrent units",
      details: Self.sharing + """


        The reset gate acts after the product of the states with their weights, as in cuDNN and \
        PyTorch; with `reset=before` it acts on the states, as in the first GRU and TensorFlow 1.
        """,
      [
        CellParameters.reset
      ],
      examples: [
        .init("gru-cell 100", "A cell of a hundred units"),
        .init("gru-cell 64 reset=before", "As in TensorFlow 1"),
      ], model: "model gru"
    ) { arguments in .gru(resetsAfter: arguments.text("reset") == "after") }
  }

  private var rnnCell: PluginCommand {
    Self.command(
      "rnn-cell", "Makes a cell of plain recurrent units", details: Self.sharing,
      [
        .option(
          "activation", .choice(RNN.Activation.allCases.map(\.rawValue)),
          "What a unit makes of its sum", default: .text(RNN.Activation.tanh.rawValue))
      ],
      examples: [
        .init("rnn-cell 100", "A cell of a hundred units"),
        .init("rnn-cell 100 activation=relu", "Of which no state is below 0"),
      ], model: "model rnn"
    ) { arguments in
      .rnn(RNN.Activation(rawValue: arguments.text("activation")) ?? .tanh)
    }
  }
}
