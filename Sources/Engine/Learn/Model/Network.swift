package import MNLTensor

/// A recurrent network as a graph: what its parts compute, without any numbers.
///
/// Shapes: `B` batch, `T` steps, `I` features, `H` units of the last layer, `C` classes, labels or
/// numbers; `R` what is asked at: `B` examples, or all their `B·T` steps.
package struct Network {
  /// The graph that all nodes belong to.
  package let graph: Graph
  /// The inputs, a placeholder `[B, T·I]`.
  package let inputs: Node
  /// The targets, a placeholder `[B, C]`, or `[B, T·C]` where each step has some.
  package let labels: Node
  /// How many steps each example has, a placeholder `[B]`; nil where all have `T`.
  package let lengths: Node?
  /// What the head sees, `[R, H]`.
  package let hidden: Node
  /// The outputs as the head computes them, `[R, C]`.
  package let logits: Node
  /// The outputs as an answer, `[R, C]`: shares of classes, shares of each label, or the numbers.
  package let answers: Node
  /// The targets as rows, `[R, C]`.
  package let targets: Node
  /// What each answer costs, `[R]`; 0 where nothing is asked.
  package let losses: Node
  /// Their mean over all that is asked.
  package let loss: Node
  /// The classes with the largest shares; nil unless one of some classes is asked for.
  package let choice: Choice?
  /// What `Targets.score` says of the batch.
  package let score: Node
  /// Whether something is asked at each step.
  let isPerStep: Bool
  /// The variables, from the input to the output.
  package let parameters: [Node]
  /// The layers, from the input to the output.
  package let layers: [NetworkLayer]

  /// Builds the network for examples of a shape.
  ///
  /// Takes no memory for what is learned.
  ///
  /// - Throws: What `ModelConfiguration.check(for:)` throws.
  package init(
    _ configuration: ModelConfiguration, for shape: ExampleShape, scaling: Scaling? = nil
  ) throws(LearnError) {
    try configuration.check(for: shape)
    var builder = NetworkBuilder(configuration, for: shape, scaling: scaling)
    graph = builder.graph
    do throws(ShapeError) {
      inputs = graph.placeholder(
        Shape(batchTimes: 1, [shape.steps * shape.features]), name: "inputs")
      labels = graph.placeholder(Shape(batchTimes: 1, [shape.targetWidth]), name: "labels")
      lengths = shape.hasLengths ? builder.takeLengths() : nil
      let states = try builder.layers(on: builder.input(inputs))
      hidden = try builder.whatTheHeadSees(of: states)
      logits = try builder.unscaled(builder.head(hidden))
      let head = try builder.judge(logits, labels)
      (targets, answers, choice) = (head.targets, head.answers, head.choice)
      (losses, loss, score) = (head.losses, head.loss, head.score)
    } catch {
      throw .engine(.shape(error))
    }
    isPerStep = shape.targets.isPerStep
    parameters = builder.parameters
    layers = builder.layers
  }

  /// What the placeholders are fed with.
  ///
  /// - Parameters:
  ///   - examples: Examples that fit it.
  ///   - inputs: What takes the place of their inputs, if anything does.
  /// - Returns: A source of rows for each placeholder.
  func feeds(
    from examples: any Examples, inputs: (any RowSource<Float>)? = nil
  ) -> [(placeholder: Node, source: any RowSource<Float>)] {
    var feeds: [(placeholder: Node, source: any RowSource<Float>)] = [
      (self.inputs, inputs ?? examples.inputs), (labels, examples.labels),
    ]
    if let lengths, let source = examples.lengths { feeds.append((lengths, source)) }
    return feeds
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
