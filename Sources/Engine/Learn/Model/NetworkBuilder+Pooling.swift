import MNLTensor

extension NetworkBuilder {
  /// What the head sees of the states of the last layer: of a sequence without any step zeros.
  ///
  /// - Parameter states: Those of the last layer.
  /// - Returns: `[B, H]`.
  /// - Throws: `ShapeError` if shapes do not fit.
  mutating func pool(_ states: LayerStates) throws(ShapeError) -> Node {
    switch configuration.pooling {
    case .last: states.last
    case .mean: try graph.mean(states.all, axis: 1, lengths: lengths)
    case .max: try graph.max(states.all, axis: 1, lengths: lengths)
    case .attention: try attend(to: states.all)
    }
  }

  /// The states of all steps, added up by shares that are learned (Yang and others 2016).
  ///
  /// The score of a step is `tanh(h W + b) · q`, and a softmax makes shares of the scores: with a
  /// kernel `[H, H]` and a query `[H, 1]` that start with Glorot's uniform draws, and a bias `[H]` that
  /// starts with 0.
  private mutating func attend(to states: Node) throws(ShapeError) -> Node {
    let width = states.shape.lastSize ?? 0
    let kernel = try variable("attention.kernel", [width, width]) {
      graph, sizes throws(ShapeError) in try graph.glorotUniform(sizes)
    }
    let bias = try variable("attention.bias", [width]) { graph, sizes in
      graph.constant(Tensor<Double>(sizes, repeating: 0))
    }
    let query = try variable("attention.query", [width, 1]) { graph, sizes throws(ShapeError) in
      try graph.glorotUniform(sizes)
    }
    let rows = try graph.reshape(states, [-1, width])
    let hidden = try graph.tanh(graph.add(graph.matmul(rows, kernel), bias))
    let scores = try graph.reshape(graph.matmul(hidden, query), [-1, shape.steps])
    let pooled = try graph.weightedSum(
      states, weights: graph.softmax(scores, lengths: lengths, name: "attention"),
      lengths: lengths)
    let (steps, count) = (Double(shape.steps), Double(width))
    // Kernel, query and sum.
    endLayer(
      "attention", kind: "attention", output: pooled,
      products: NetworkLayer.Products(ofInputs: steps * 2 * (count * count + 2 * count)))
    return pooled
  }
}
