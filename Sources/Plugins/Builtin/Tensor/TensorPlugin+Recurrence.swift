import MNLDiagnostics
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// Recurrent layers.
  var recurrences: [PluginCommand] { [lstmCell, dynamicRNN] }

  private var lstmCell: PluginCommand {
    let declaration = CommandDeclaration(
      "lstm-cell", "Makes an LSTM cell",
      details: """
        Its weights are made when `dynamic-rnn` uses it for the first time; using it again shares \
        them. They start with Glorot's uniform draws, its biases with 0.
        """,
      parameters: [
        ParameterDeclaration(
          "units", .int, "How many hidden units, H", limits: .between(1, 8192), unit: "units"),
        .option(
          "forget-bias", .float, "What is added to the forget gate, not trained",
          default: .float(1)),
      ],
      returns: .value(.kind("cell")),
      examples: [.init("lstm-cell 100", "A cell of a hundred units")],
      seeAlso: ["dynamic-rnn", "model lstm"])
    return PluginCommand(declaration) { (arguments, _) throws(CommandFailure) -> Value in
      .handle(
        CellHandle(units: arguments.int("units"), forgetBias: arguments.float("forget-bias")))
    }
  }

  private var dynamicRNN: PluginCommand {
    let session = session
    let declaration = CommandDeclaration(
      "dynamic-rnn", "Runs a cell over all steps of sequences",
      parameters: [
        ParameterDeclaration("cell", .kind("cell"), "What happens at one step"),
        Self.tensor("inputs", "The sequences, [batch, steps, features]"),
      ],
      returns: .record([
        .init("outputs", .value(.kind("tensor")), "Every hidden state, [batch, steps, H]"),
        .init(
          "state",
          .record([
            .init("c", .value(.kind("tensor")), "The last cell state, [batch, H]"),
            .init("h", .value(.kind("tensor")), "The last hidden state, [batch, H]"),
          ]), "The state after the last step"),
      ]),
      examples: [
        .init(
          "let x = placeholder [none, 28, 28]; (dynamic-rnn (lstm-cell 100) $x).state.h",
          "Images read row by row")
      ],
      seeAlso: ["lstm-cell", "reshape", "placeholder"])
    return PluginCommand(declaration) { (arguments, _) throws(CommandFailure) -> Value in
      let cell = arguments.handle("cell", as: CellHandle.self)
      let inputs = arguments.givenTensor("inputs")
      guard inputs.shape.rank == 3, let features = inputs.shape.lastSize else {
        throw CommandFailure(
          .shapeMismatch,
          "dynamic-rnn: expected inputs of 3 dimensions, [batch, steps, features], "
            + "got \(inputs.shape)",
          parameter: "inputs", help: "reshape them: (reshape $x [-1, 28, 28])")
      }
      do throws(ShapeError) {
        let (kernel, bias) = try session.weights(of: cell, features: features)
        let layer = try session.graph.lstm(
          inputs: session.node(inputs), kernel: kernel, bias: bias, forgetBias: cell.forgetBias)
        let state = Record([
          ("c", .handle(TensorHandle(layer.cell, in: session))),
          ("h", .handle(TensorHandle(layer.hidden, in: session))),
        ])
        return .record(
          Record([
            ("outputs", .handle(TensorHandle(layer.outputs, in: session))),
            ("state", .record(state)),
          ]))
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}

extension GraphSession {
  /// The weights of a cell, `[I+H, 4H]` and `[4H]`, made when it is used for the first time.
  func weights(
    of cell: CellHandle, features: Int
  ) throws(ShapeError) -> (kernel: Node, bias: Node) {
    if let weights = cell.weights { return (node(weights.kernel), node(weights.bias)) }
    let units = cell.units
    let kernel = try graph.variable(
      graph.glorotUniform([features + units, 4 * units]), name: "lstm/kernel")
    let bias = try graph.variable(
      graph.constant(Tensor<Float>([4 * units], repeating: 0)), name: "lstm/bias")
    cell.weights = (TensorHandle(kernel, in: self), TensorHandle(bias, in: self))
    return (kernel, bias)
  }
}
