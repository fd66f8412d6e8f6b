import MNLTensor

extension NetworkBuilder {
  /// What the head sees of the states of the last layer: the last one.
  ///
  /// - Parameter states: Those of the last layer.
  /// - Returns: `[B, H]`.
  /// - Throws: `ShapeError` if shapes do not fit.
  func pool(_ states: LayerStates) throws(ShapeError) -> Node { states.last }
}
