import MNLTensor

extension NetworkBuilder {
  /// Makes sequences of the numbers of each example, or of what its tokens stand for.
  ///
  /// - Parameter inputs: `[B, T·I]`.
  /// - Returns: `[B, T, I]`, or with an embedding of `E` numbers `[B, T, E]`.
  /// - Throws: `ShapeError` if shapes do not fit.
  mutating func input(_ inputs: Node) throws(ShapeError) -> Node {
    guard let width = configuration.embedding else {
      return try scaled(graph.reshape(inputs, [-1, shape.steps, shape.features]))
    }
    let tokens = shape.areSymbols ? shape.features : configuration.vocabulary ?? 0
    let table = try variable("embedding.table", [tokens, width]) {
      graph, sizes throws(ShapeError) in
      // So that what stands for a token is about as long as a vector of length 1.
      try graph.truncatedNormal(sizes, deviation: 1 / Double(width).squareRoot())
    }
    let vectors: Node
    var products = 0.0
    if shape.areSymbols {
      // A 1 at the place of the symbol picks its row; after the end, where all is 0, none.
      let rows = try graph.reshape(inputs, [-1, shape.features])
      vectors = try graph.reshape(graph.matmul(rows, table), [-1, shape.steps, width])
      products = 2 * Double(shape.steps) * Double(tokens) * Double(width)
    } else {
      vectors = try graph.embedding(table: table, ids: inputs)
    }
    endLayer(
      "embedding", kind: "embedding", output: vectors,
      products: NetworkLayer.Products(ofInputs: products))
    return vectors
  }
}
