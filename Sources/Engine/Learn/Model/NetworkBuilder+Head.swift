import MNLTensor

extension NetworkBuilder {
  /// The output layer: a kernel `[H, C]` that starts with truncated normal draws of deviation 0.1,
  /// and a bias `[C]` that starts with 0.1, as in the tutorial.
  ///
  /// - Parameter hidden: `[B, H]`.
  /// - Returns: The outputs before the softmax, `[B, C]`.
  /// - Throws: `ShapeError` if shapes do not fit.
  mutating func head(_ hidden: Node) throws(ShapeError) -> Node {
    let width = hidden.shape.lastSize ?? 0
    let products = try graph.matmul(
      hidden,
      variable("output.kernel", [width, shape.classes]) { graph, shape throws(ShapeError) in
        try graph.truncatedNormal(shape, deviation: 0.1)
      })
    let logits = try graph.add(
      products,
      variable("output.bias", [shape.classes]) { graph, shape in
        graph.constant(Tensor<Double>(shape, repeating: 0.1))
      }, name: "logits")
    endLayer(
      "output", kind: "dense", output: logits,
      products: NetworkLayer.Products(ofInputs: 2 * Double(width) * Double(shape.classes)))
    return logits
  }
}
