import MNLTensor

private let sequences = Shape(batchTimes: 1, [3, 2])

/// Lengths from 0 to 2 for sequences of 3 steps, which differ from row to row.
private func lengths(_ graph: Graph, _ x: Node) throws -> Node {
  try graph.argmax(graph.sum(x, axis: 2), axis: 1)
}

/// A recurrent layer in all that it can be told, made of operands; its results in one node.
private func cases(
  _ operation: String, _ detail: String, _ shapes: [Shape], _ range: ClosedRange<Double> = -1...1,
  _ apply:
    @escaping @Sendable (
      _ graph: Graph, _ operands: [Node], _ lengths: Node?, _ dropout: Double
    ) throws -> [Node]
) -> [GradientCase] {
  func example(
    _ words: String, hasLengths: Bool = false, dropout: Double = 0,
    choose: @escaping @Sendable (Graph, [Node]) throws -> Node
  ) -> GradientCase {
    GradientCase(
      operation: operation, detail: detail + ", " + words, shapes: shapes, range: range
    ) { graph, operands in
      let found = try apply(
        graph, operands, hasLengths ? lengths(graph, operands[0]) : nil, dropout)
      return try choose(graph, found)
    }
  }
  @Sendable func all(_ graph: Graph, _ results: [Node]) throws -> Node {
    try results.dropFirst().reduce(results[0]) {
      try graph.add($0, graph.sum(graph.multiply($1, $1)))
    }
  }
  return [
    example("last state") { $1[1] }, example("all states", choose: all),
    example("lengths", hasLengths: true, choose: all),
    example("dropout", dropout: 0.4, choose: all),
    example("lengths and dropout", hasLengths: true, dropout: 0.4, choose: all),
  ]
}

/// Gradient checks of recurrent layers.
let recurrentCases: [GradientCase] =
  cases("gru", "reset after the product", [sequences, [5, 9], [12]]) {
    let found = try $0.gru(
      inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2, dropout: $3)
    return [found.outputs, found.hidden]
  }
  + cases("gru", "reset before the product", [sequences, [5, 9], [9]]) {
    let found = try $0.gru(
      inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2, resetsAfter: false, dropout: $3)
    return [found.outputs, found.hidden]
  }
  + RNN.Activation.allCases.flatMap { activation in
    cases("rnn", activation.rawValue, [sequences, [5, 3], [3]]) {
      let found = try $0.rnn(
        inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2, activation: activation,
        dropout: $3)
      return [found.outputs, found.hidden]
    }
  }
  + cases("lstm", "plain", [sequences, [5, 12], [12]]) {
    let found = try $0.lstm(
      inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2, forgetBias: 0.5, dropout: $3)
    return [found.outputs, found.hidden, found.cell]
  }
  + cases("lstm", "peepholes", [sequences, [5, 12], [12], [9]]) {
    let found = try $0.lstm(
      inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2, peepholes: $1[3], dropout: $3)
    return [found.outputs, found.hidden, found.cell]
  }
  + cases("lstm", "normalised", [sequences, [5, 12], [12], [12], [12], [6]], -1.5...1.5) {
    let found = try $0.lstm(
      inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2,
      normalisation: .init(inputScale: $1[3], stateScale: $1[4], cell: $1[5]), dropout: $3)
    return [found.outputs, found.hidden, found.cell]
  }
  + cases(
    "lstm", "normalised, peepholes", [sequences, [5, 12], [12], [12], [12], [6], [9]], -1.5...1.5
  ) {
    let found = try $0.lstm(
      inputs: $1[0], kernel: $1[1], bias: $1[2], lengths: $2,
      normalisation: .init(inputScale: $1[3], stateScale: $1[4], cell: $1[5]),
      peepholes: $1[6], dropout: $3)
    return [found.outputs, found.hidden, found.cell]
  }
  + [
    GradientCase(
      operation: "gru", detail: "two layers of one kernel",
      shapes: [Shape(batchTimes: 1, [3, 3]), [6, 9], [12]]
    ) {
      let first = try $0.gru(inputs: $1[0], kernel: $1[1], bias: $1[2])
      return try $0.gru(inputs: first.outputs, kernel: $1[1], bias: $1[2]).hidden
    },
    GradientCase(operation: "rnn", detail: "no batch", shapes: [[2, 3, 2], [5, 3], [3]]) {
      try $0.rnn(inputs: $1[0], kernel: $1[1], bias: $1[2]).outputs
    },
  ]
