import MNLTensor

/// Builds the stages of a network one after the other, and notes what each layer learns and costs.
///
/// A stage is a method in a file of its own: `input`, `layers` and `cell`, `pool`, `head`.
struct NetworkBuilder {
  /// The graph that all nodes belong to.
  let graph = Graph()
  /// What the network is made of.
  let configuration: ModelConfiguration
  /// The shape of an example.
  let shape: ExampleShape
  /// How numbers are scaled; nil if they stay as they are.
  let scaling: Scaling?
  /// How many steps each example has, `[B]`; nil where all have `T`.
  private(set) var lengths: Node?
  /// The variables so far, in the order in which they were made.
  private(set) var parameters: [Node] = []
  /// The layers so far, the first one first.
  private(set) var layers: [NetworkLayer] = []

  /// A network without any stage.
  init(_ configuration: ModelConfiguration, for shape: ExampleShape, scaling: Scaling?) {
    self.configuration = configuration
    self.shape = shape
    self.scaling = scaling
  }

  /// Makes the placeholder of the lengths, which all stages after it respect.
  ///
  /// - Returns: `[B]`.
  mutating func takeLengths() -> Node {
    let node = graph.placeholder(Shape(batchTimes: 1, []), name: "lengths")
    lengths = node
    return node
  }

  /// A variable of the layer on its way.
  ///
  /// - Parameters:
  ///   - name: Its name, that of its layer first, as in `lstm.0.kernel`.
  ///   - sizes: Its sizes, outermost first.
  ///   - first: Computes what it starts with, from the graph and its shape.
  /// - Returns: The variable, which is last in `parameters`.
  /// - Throws: `ShapeError` if shapes do not fit.
  mutating func variable(
    _ name: String, _ sizes: [Int], startingWith first: (Graph, Shape) throws(ShapeError) -> Node
  ) throws(ShapeError) -> Node {
    let variable = try graph.variable(first(graph, Shape(sizes)), name: name)
    parameters.append(variable)
    return variable
  }

  /// Ends a layer: all variables since the end of the one before are its own.
  ///
  /// - Parameters:
  ///   - name: Its name, as in `lstm.0`.
  ///   - kind: What it is, as in `lstm` or `dense`.
  ///   - output: What it computes.
  ///   - products: The operations of its matrix products for one example.
  mutating func endLayer(
    _ name: String, kind: String, output: Node, products: NetworkLayer.Products
  ) {
    let known = layers.map(\.parameters.count).reduce(0, +)
    layers.append(
      NetworkLayer(
        name: name, kind: kind, output: output.shape,
        parameters: parameters.dropFirst(known).map(Parameter.init), products: products))
  }
}
