package import MNLTensor

/// A recurrent classifier as a graph: what its parts compute, without any numbers.
///
/// Shapes: `B` batch, `T` steps, `I` features, `H` units of the last layer, `C` classes.
package struct Network {
  /// The graph that all nodes belong to.
  package let graph: Graph
  /// The inputs, a placeholder `[B, T·I]`.
  package let inputs: Node
  /// The labels, a placeholder `[B, C]`: 1 at the class, else 0.
  package let labels: Node
  /// The last hidden state of the last layer, `[B, H]`.
  package let hidden: Node
  /// The outputs before the softmax, `[B, C]`.
  package let logits: Node
  /// The share of each class, `[B, C]`.
  package let probabilities: Node
  /// The cross-entropy of each example, `[B]`.
  package let losses: Node
  /// Their mean.
  package let loss: Node
  /// The class with the largest share, `[B]`; the first of equals.
  package let predicted: Node
  /// The class of the label, `[B]`.
  package let actual: Node
  /// The share of examples whose predicted class is that of the label.
  package let accuracy: Node
  /// The variables, from the input to the output.
  package let parameters: [Node]
  /// The layers, from the input to the output.
  package let layers: [NetworkLayer]

  /// Builds the network for examples of a shape.
  ///
  /// Takes no memory for what is learned.
  ///
  /// - Throws: What `ModelConfiguration.check(for:)` throws.
  package init(_ configuration: ModelConfiguration, for shape: ExampleShape) throws(LearnError) {
    try configuration.check(for: shape)
    var builder = NetworkBuilder(configuration, for: shape)
    graph = builder.graph
    do throws(ShapeError) {
      inputs = graph.placeholder(
        Shape(batchTimes: 1, [shape.steps * shape.features]), name: "inputs")
      labels = graph.placeholder(Shape(batchTimes: 1, [shape.classes]), name: "labels")
      hidden = try builder.pool(builder.layers(on: builder.input(inputs)))
      logits = try builder.head(builder.dropout(hidden))
      probabilities = try graph.softmax(logits, name: "probabilities")
      losses = try graph.crossEntropy(logits: logits, labels: labels, name: "losses")
      loss = try graph.mean(losses, name: "loss")
      predicted = try graph.argmax(logits, axis: 1, name: "predicted")
      actual = try graph.argmax(labels, axis: 1, name: "actual")
      accuracy = try graph.mean(
        graph.cast(graph.equal(predicted, actual), to: .number), name: "accuracy")
    } catch {
      throw .engine(.shape(error))
    }
    parameters = builder.parameters
    layers = builder.layers
  }

  /// Makes sure that there is room for all that it learns.
  ///
  /// - Throws: `LearnError.outOfRange`.
  package func checkSize() throws(LearnError) {
    try ModelConfiguration.check(
      "the number of parameters", layers.flatMap(\.parameters).map(\.count).reduce(0, +),
      ModelConfiguration.Limit.parameters)
  }
}
