import MNLTensor

extension NetworkBuilder {
  /// Makes sequences of the numbers of each example.
  ///
  /// - Parameter inputs: `[B, T·I]`.
  /// - Returns: `[B, T, I]`.
  /// - Throws: `ShapeError` if shapes do not fit.
  func input(_ inputs: Node) throws(ShapeError) -> Node {
    try graph.reshape(inputs, [-1, shape.steps, shape.features])
  }
}
