import MNLTensor

extension NetworkBuilder {
  /// One layer of cells in one direction, with its variables.
  ///
  /// An LSTM has a kernel `[I+H, 4H]` that starts with Glorot's uniform draws and a bias `[4H]` that
  /// starts with 0.
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
    let width = inputs.shape.lastSize ?? 0
    let layer = try graph.lstm(
      inputs: inputs,
      kernel: variable(name + ".kernel", [width + units, 4 * units]) {
        graph, shape throws(ShapeError) in
        try graph.glorotUniform(shape)
      },
      bias: variable(name + ".bias", [4 * units]) { graph, shape in
        graph.constant(Tensor<Double>(shape, repeating: 0))
      },
      forgetBias: configuration.forgetBias)
    return LayerStates(all: layer.outputs, last: layer.hidden)
  }

  /// The operations of one example in the products of such a layer: those of all inputs,
  /// `T · 2·I·4H`, and of all states, `(T-1) · 2·H·4H`, for h is 0 before the first step.
  func cellProducts(units: Int, inputs: Int) -> NetworkLayer.Products {
    let (steps, columns) = (Double(shape.steps), 2 * 4 * Double(units))
    return NetworkLayer.Products(
      ofInputs: steps * Double(inputs) * columns, ofStates: (steps - 1) * Double(units) * columns)
  }
}
