import MNLTensor

extension NetworkBuilder {
  /// One layer of cells in one direction, with its variables.
  ///
  /// Kernels start with Glorot's uniform draws, biases with 0 unless they are chrono-initialised,
  /// scales of what is normalised with 1, its offsets and peepholes with 0. The bias of the new value
  /// of a normalised LSTM starts with uniform draws within ±1: as long as inputs are blank, all cell
  /// states would be equal otherwise, and what brings their deviation to 1 would make gradients
  /// explode.
  ///
  /// - Parameters:
  ///   - name: What its variables' names begin with.
  ///   - units: How many, `H`.
  ///   - inputs: `[B, T, I]`.
  /// - Returns: Its states.
  /// - Throws: `ShapeError` if shapes do not fit.
  mutating func cell(
    _ name: String, units: Int, on inputs: Node
  ) throws(ShapeError) -> LayerStates {
    let form = configuration.form
    let gates = configuration.cell.gates
    let width = inputs.shape.lastSize ?? 0
    let kernel = try variable(name + ".kernel", [width + units, gates * units]) {
      graph, shape throws(ShapeError) in
      try graph.glorotUniform(shape)
    }
    switch configuration.cell {
    case .lstm:
      let chrono = form.isChrono ? try chronoBiases(units) : nil
      let spread = form.isNormalised ? try graph.uniform([units], low: -1, high: 1) : nil
      let bias = try bias(name, units, [chrono?.opposite, spread, chrono?.rememberer, nil])
      let normalisation = form.isNormalised ? try normalisation(name, units) : nil
      let layer = try graph.lstm(
        inputs: inputs, kernel: kernel, bias: bias, lengths: lengths,
        forgetBias: form.isChrono ? 0 : configuration.forgetBias, normalisation: normalisation,
        peepholes: form.hasPeepholes ? vector(name + ".peepholes", [0, 0, 0], units) : nil,
        dropout: form.recurrentDropout)
      return LayerStates(all: layer.outputs, last: layer.hidden)
    case .gru:
      let chrono = form.isChrono ? try chronoBiases(units) : nil
      let bias = try bias(
        name, units, [nil, chrono?.rememberer, nil] + (form.resetsAfter ? [nil] : []))
      let layer = try graph.gru(
        inputs: inputs, kernel: kernel, bias: bias, lengths: lengths,
        resetsAfter: form.resetsAfter, dropout: form.recurrentDropout)
      return LayerStates(all: layer.outputs, last: layer.hidden)
    case .rnn:
      let layer = try graph.rnn(
        inputs: inputs, kernel: kernel, bias: bias(name, units, [nil]), lengths: lengths,
        activation: form.activation, dropout: form.recurrentDropout)
      return LayerStates(all: layer.outputs, last: layer.hidden)
    }
  }

  /// A variable of blocks of `H` equal numbers.
  private mutating func vector(
    _ name: String, _ blocks: [Double], _ units: Int
  ) throws(ShapeError) -> Node {
    let numbers = blocks.flatMap { Array(repeating: $0, count: units) }
    return try variable(name, [numbers.count]) { graph, shape in
      graph.constant(Tensor<Double>(shape, numbers))
    }
  }

  private mutating func normalisation(
    _ name: String, _ units: Int
  ) throws(ShapeError) -> Graph.Normalisation {
    Graph.Normalisation(
      inputScale: try vector(name + ".input-scale", [1, 1, 1, 1], units),
      stateScale: try vector(name + ".state-scale", [1, 1, 1, 1], units),
      cell: try vector(name + ".cell-norm", [1, 0], units))
  }

  /// First biases of what remembers and of its counterpart: `log u` and `-log u`.
  private struct ChronoBiases {
    let rememberer: Node
    let opposite: Node
  }

  /// Biases by which units begin to remember over spans of all lengths.
  ///
  /// `log u` is for the gate that keeps the state and `-log u` for the one that lets something in,
  /// with `u` uniform from 1 to `T - 1` (Tallec and Ollivier 2018, `T` being how long dependencies
  /// may be: here all steps). The update gate of a GRU is both in one.
  private func chronoBiases(_ units: Int) throws(ShapeError) -> ChronoBiases {
    let spans = try graph.uniform([units], low: 1, high: Double(max(1, shape.steps - 1)))
    let logarithms = try graph.log(spans)
    return ChronoBiases(rememberer: logarithms, opposite: try graph.negate(logarithms))
  }

  /// A bias of blocks `[H]`, of which those that are nil start with 0.
  private mutating func bias(
    _ name: String, _ units: Int, _ blocks: [Node?]
  ) throws(ShapeError) -> Node {
    try variable(name + ".bias", [blocks.count * units]) { graph, shape throws(ShapeError) in
      guard blocks.contains(where: { $0 != nil }) else {
        return graph.constant(Tensor<Double>(shape, repeating: 0))
      }
      let zeros = graph.constant(Tensor<Double>([units], repeating: 0))
      return try graph.concatenate(blocks.map { $0 ?? zeros })
    }
  }

  /// The operations of one example in the products of such a layer of `G` gates: those of all
  /// inputs, `T · 2·I·G·H`, and of all states, `(T-1) · 2·H·G·H`, for h is 0 before the first step.
  func cellProducts(units: Int, inputs: Int) -> NetworkLayer.Products {
    let steps = Double(shape.steps)
    let columns = 2 * Double(configuration.cell.gates) * Double(units)
    return NetworkLayer.Products(
      ofInputs: steps * Double(inputs) * columns, ofStates: (steps - 1) * Double(units) * columns)
  }
}
