import MNLTensor

extension NetworkBuilder {
  /// What a layer hands on of its states: all of them, but for those that training leaves out
  /// (Zaremba and others 2014); with the same units left out at all steps as Gal and Ghahramani 2016.
  ///
  /// - Parameter states: `[B, T, H]` or `[B, H]`.
  /// - Returns: The same, if the network leaves out nothing.
  /// - Throws: `ShapeError` if shapes do not fit.
  func dropout(_ states: Node) throws(ShapeError) -> Node {
    guard configuration.dropout > 0 else { return states }
    return try graph.dropout(
      states, rate: configuration.dropout,
      sharesSteps: configuration.isVariational && states.shape.rank == 3)
  }
}
