import MNLTensor

extension NetworkBuilder {
  /// The inputs as a network reads them: each number less its mean, divided by its deviation.
  ///
  /// - Parameter sequences: `[B, T, I]`.
  /// - Returns: `[B, T, I]`.
  /// - Throws: `ShapeError`, which would be our own mistake.
  func scaled(_ sequences: Node) throws(ShapeError) -> Node {
    guard let spreads = scaling?.inputs else { return sequences }
    return try graph.multiply(
      graph.subtract(sequences, constant(spreads.map(\.mean))),
      constant(spreads.map { 1 / $0.deviation }), name: "scaled")
  }

  /// The answers as numbers of the data.
  ///
  /// - Parameter logits: `[R, C]`.
  /// - Returns: `[R, C]`.
  /// - Throws: `ShapeError`, which would be our own mistake.
  func unscaled(_ logits: Node) throws(ShapeError) -> Node {
    guard let spreads = scaling?.outputs, !spreads.isEmpty else { return logits }
    return try graph.add(
      graph.multiply(logits, constant(spreads.map(\.deviation))),
      constant(spreads.map(\.mean)), name: "numbers")
  }

  private func constant(_ numbers: [Float]) -> Node {
    graph.constant(Tensor<Float>([numbers.count], numbers))
  }
}
