package import MNLTensor

/// A recurrent classifier as a graph: what its parts compute, without any numbers.
///
/// Shapes: `B` batch, `T` steps, `I` features, `H` units of the last layer, `C` classes.
package struct Network {
  /// The graph that all nodes belong to.
  package let graph = Graph()
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
  /// The variables, in the order of `ModelConfiguration.parameters`.
  package let parameters: [Node]

  /// Builds the network for examples of a shape.
  ///
  /// Kernels of layers start with Glorot's uniform draws and biases with 0, the output layer with
  /// truncated normal draws of deviation 0.1 and biases of 0.1, as in the tutorial.
  ///
  /// - Throws: What `ModelConfiguration.check(for:)` throws.
  package init(_ configuration: ModelConfiguration, for shape: ExampleShape) throws(LearnError) {
    try configuration.check(for: shape)
    do throws(ShapeError) {
      var variables = ParameterFactory(graph: graph, configuration.parameters(for: shape))
      inputs = graph.placeholder(
        Shape(batchTimes: 1, [shape.steps * shape.features]), name: "inputs")
      labels = graph.placeholder(Shape(batchTimes: 1, [shape.classes]), name: "labels")
      var states = try graph.reshape(inputs, [-1, shape.steps, shape.features])
      var last = states
      for _ in configuration.units {
        let layer = try graph.lstm(
          inputs: states,
          kernel: variables.next { graph, shape throws(ShapeError) in
            try graph.glorotUniform(shape)
          },
          bias: variables.next { graph, shape in
            graph.constant(Tensor<Double>(shape, repeating: 0))
          },
          forgetBias: configuration.forgetBias)
        (states, last) = (layer.outputs, layer.hidden)
      }
      hidden = last
      let products = try graph.matmul(
        hidden,
        variables.next { graph, shape throws(ShapeError) in
          try graph.truncatedNormal(shape, deviation: 0.1)
        })
      logits = try graph.add(
        products,
        variables.next { graph, shape in
          graph.constant(Tensor<Double>(shape, repeating: 0.1))
        }, name: "logits")
      parameters = variables.made
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
  }
}

/// Makes the variables of a network one after the other.
private struct ParameterFactory {
  let graph: Graph
  let planned: [Parameter]
  private(set) var made: [Node] = []

  init(graph: Graph, _ planned: [Parameter]) {
    self.graph = graph
    self.planned = planned
  }

  /// The next variable, starting with what `first` computes.
  mutating func next(
    startingWith first: (Graph, Shape) throws(ShapeError) -> Node
  ) throws(ShapeError) -> Node {
    let parameter = planned[made.count]
    let variable = try graph.variable(
      first(graph, Shape(parameter.sizes)), name: parameter.name)
    made.append(variable)
    return variable
  }
}
