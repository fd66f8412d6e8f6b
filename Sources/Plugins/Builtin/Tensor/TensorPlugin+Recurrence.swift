import MNLDiagnostics
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// Recurrent layers.
  var recurrences: [PluginCommand] { [dynamicRNN] }

  private var dynamicRNN: PluginCommand {
    let session = session
    let declaration = CommandDeclaration(
      "dynamic-rnn", "Runs a cell over all steps of sequences",
      details: """
        With `lengths` the steps at or beyond the length of a sequence change no state, and their \
        outputs are 0: the state is that after the last step that counts, or zeros if none does.
        """,
      parameters: [
        ParameterDeclaration("cell", .kind("cell"), "What happens at one step"),
        Self.tensor("inputs", "The sequences, [batch, steps, features]"),
        Self.lengths,
      ],
      returns: .record([
        .init("outputs", .value(.kind("tensor")), "Every hidden state, [batch, steps, H]"),
        .init(
          "state",
          .record([
            .init("c", .anything, "The last cell state, [batch, H]; none unless it is an LSTM"),
            .init("h", .value(.kind("tensor")), "The last hidden state, [batch, H]"),
          ]), "The state after the last step"),
      ]),
      examples: [
        .init(
          "let x = placeholder [none, 28, 28]; (dynamic-rnn (lstm-cell 100) $x).state.h",
          "Images read row by row"),
        .init(
          "let x = placeholder [none, 9, 2]; let n = placeholder [none]; "
            + "(dynamic-rnn (gru-cell 8) $x lengths=$n).outputs", "Sequences of up to nine steps"),
      ],
      seeAlso: ["lstm-cell", "gru-cell", "rnn-cell", "reverse", "reshape", "placeholder"])
    return PluginCommand(
      declaration,
      foresee: { (arguments) throws(CommandFailure) in
        // Whether a cell has weights by then, and for how wide inputs, only the run can tell.
        let cell = arguments.handle("cell", as: CellHandle.self).unused
        return try GraphSession().run(cell, arguments) { .handle($0.foreseen) }
      }
    ) { (arguments, _) throws(CommandFailure) -> Value in
      let cell = arguments.handle("cell", as: CellHandle.self)
      return try session.run(cell, arguments) { .handle($0) }
    }
  }
}

extension GraphSession {
  /// Runs a cell over the inputs of `dynamic-rnn`; `value` is what a tensor of the result becomes.
  fileprivate func run(
    _ cell: CellHandle, _ arguments: Arguments, value: (TensorHandle) -> Value
  ) throws(CommandFailure) -> Value {
    let inputs = arguments.givenTensor("inputs")
    guard inputs.shape.rank == 3, let features = inputs.shape.lastSize else {
      throw CommandFailure(
        .shapeMismatch,
        "dynamic-rnn: expected inputs of 3 dimensions, [batch, steps, features], "
          + "got \(inputs.shape)",
        parameter: "inputs", help: "reshape them: (reshape $x [-1, 28, 28])")
    }
    let lengths = arguments.optionalHandle("lengths", as: TensorHandle.self)
    do throws(ShapeError) {
      let layer = try layer(
        of: cell, on: node(inputs), lengths: lengths.map(node), features: features)
      func output(_ node: Node) -> Value { value(TensorHandle(node, in: self)) }
      let state = Record([
        ("c", layer.cell.map(output) ?? Value.none), ("h", output(layer.hidden)),
      ])
      return .record(Record([("outputs", output(layer.outputs)), ("state", .record(state))]))
    } catch {
      throw CommandFailure(error)
    }
  }

  /// A layer of a cell over inputs `[batch, T, features]`; the cell state only of an LSTM.
  func layer(
    of cell: CellHandle, on inputs: Node, lengths: Node?, features: Int
  ) throws(ShapeError) -> (outputs: Node, hidden: Node, cell: Node?) {
    let weights = try weights(of: cell, features: features)
    let (kernel, bias) = (node(weights.kernel), node(weights.bias))
    switch cell.form {
    case .lstm(let forgetBias, let isNormalised, let hasPeepholes):
      let others = weights.others.map(node)
      let layer = try graph.lstm(
        inputs: inputs, kernel: kernel, bias: bias, lengths: lengths, forgetBias: forgetBias,
        normalisation: isNormalised
          ? Graph.Normalisation(inputScale: others[0], stateScale: others[1], cell: others[2])
          : nil,
        peepholes: hasPeepholes ? others.last : nil, dropout: cell.dropout)
      return (layer.outputs, layer.hidden, layer.cell)
    case .gru(let resetsAfter):
      let layer = try graph.gru(
        inputs: inputs, kernel: kernel, bias: bias, lengths: lengths, resetsAfter: resetsAfter,
        dropout: cell.dropout)
      return (layer.outputs, layer.hidden, nil)
    case .rnn(let activation):
      let layer = try graph.rnn(
        inputs: inputs, kernel: kernel, bias: bias, lengths: lengths, activation: activation,
        dropout: cell.dropout)
      return (layer.outputs, layer.hidden, nil)
    }
  }

  /// The weights of a cell, made when it is used for the first time.
  private func weights(
    of cell: CellHandle, features: Int
  ) throws(ShapeError) -> CellHandle.Weights {
    if let weights = cell.weights { return weights }
    let (units, word) = (cell.units, cell.word)
    func handle(_ node: Node) -> TensorHandle { TensorHandle(node, in: self) }
    func vector(_ name: String, _ values: [Float]) throws(ShapeError) -> TensorHandle {
      let parts = values.flatMap { Array(repeating: $0, count: units) }
      return handle(
        try graph.variable(
          graph.constant(Tensor<Float>([parts.count], parts)), name: "\(word)/\(name)"))
    }
    let kernel = try graph.variable(
      graph.glorotUniform([features + units, cell.columns * units]), name: "\(word)/kernel")
    let bias =
      cell.isNormalised
      ? try spreadBias(units, "\(word)/bias")
      : try vector("bias", Array(repeating: 0, count: cell.biases))
    var others: [TensorHandle] = []
    if case .lstm(_, let isNormalised, let hasPeepholes) = cell.form {
      if isNormalised {
        others.append(try vector("input-scale", [1, 1, 1, 1]))
        others.append(try vector("state-scale", [1, 1, 1, 1]))
        others.append(try vector("cell-norm", [1, 0]))
      }
      if hasPeepholes { others.append(try vector("peepholes", [0, 0, 0])) }
    }
    let weights = CellHandle.Weights(kernel: handle(kernel), bias: bias, others: others)
    cell.weights = weights
    return weights
  }
  /// The bias of a normalised LSTM, that of its new value uniform within ±1: as long as inputs are
  /// blank, all cell states would be equal otherwise, and gradients would explode.
  private func spreadBias(_ units: Int, _ name: String) throws(ShapeError) -> TensorHandle {
    func zeros(_ blocks: Int) -> Node {
      graph.constant(Tensor<Float>([blocks * units], repeating: 0))
    }
    let spread = try graph.uniform([units], low: -1, high: 1)
    let first = try graph.concatenate([zeros(1), spread, zeros(2)])
    return TensorHandle(try graph.variable(first, name: name), in: self)
  }
}
