package import MNLTensor

extension NetworkBuilder {
  /// What the head computes an output of, less what training leaves out: of each step, or of what
  /// pooling makes of all.
  ///
  /// - Parameter states: Those of the last layer.
  /// - Returns: `[R, H]`.
  /// - Throws: `ShapeError`, which would be our own mistake.
  mutating func whatTheHeadSees(of states: LayerStates) throws(ShapeError) -> Node {
    guard shape.targets.isPerStep else { return try dropout(pool(states)) }
    // Before the steps become rows: all steps of a sequence may have to lose the same units.
    return try graph.reshape(dropout(states.all), [-1, states.all.shape.lastSize ?? 0])
  }

  /// The output layer: a kernel `[H, C]` that starts with truncated normal draws of deviation 0.1,
  /// and a bias `[C]` that starts with 0.1, as in the tutorial.
  ///
  /// - Parameter hidden: `[R, H]`.
  /// - Returns: The outputs, `[R, C]`.
  /// - Throws: `ShapeError`, which would be our own mistake.
  mutating func head(_ hidden: Node) throws(ShapeError) -> Node {
    let (width, count) = (hidden.shape.lastSize ?? 0, shape.targets.count)
    let products = try graph.matmul(
      hidden,
      variable("output.kernel", [width, count]) { graph, shape throws(ShapeError) in
        try graph.truncatedNormal(shape, deviation: 0.1)
      })
    let logits = try graph.add(
      products,
      variable("output.bias", [count]) { graph, shape in
        graph.constant(Tensor<Double>(shape, repeating: 0.1))
      }, name: "logits")
    let times = shape.targets.isPerStep ? Double(shape.steps) : 1
    endLayer(
      "output", kind: "dense", output: logits,
      products: NetworkLayer.Products(ofInputs: times * 2 * Double(width) * Double(count)))
    return logits
  }

  /// What outputs mean, what they cost, and how good they are.
  ///
  /// - Parameters:
  ///   - logits: The outputs, `[R, C]`.
  ///   - labels: The targets, `[B, C]` or `[B, T·C]`.
  /// - Returns: The nodes that say so.
  /// - Throws: `ShapeError`, which would be our own mistake.
  func judge(_ logits: Node, _ labels: Node) throws(ShapeError) -> Head {
    let targets =
      shape.targets.isPerStep
      ? try graph.reshape(withoutPadding(labels), [-1, shape.targets.count]) : labels
    switch shape.targets {
    case .classes:
      let losses = try graph.crossEntropy(logits: logits, labels: targets, name: "losses")
      let loss = try graph.mean(losses, name: "loss")
      let answers = try graph.softmax(logits, name: "probabilities")
      let (choice, isRight) = try choose(logits, targets)
      return Head(
        targets: targets, answers: answers, choice: choice, losses: losses, loss: loss,
        score: try graph.mean(isRight, name: "accuracy"))
    case .stepClasses, .nextToken:
      let answers = try graph.softmax(logits, name: "probabilities")
      let (choice, isRight) = try choose(logits, targets)
      let losses = try graph.crossEntropy(logits: logits, labels: targets, name: "losses")
      let isAsked = try graph.sum(targets, axis: 1)
      let asked = try graph.countOfAsked(isAsked)
      let loss = try graph.divide(graph.sum(losses), asked, name: "loss")
      let score =
        shape.targets.score == .bits
        ? try graph.multiply(loss, graph.constant(bitsPerUnit), name: "bits")
        : try graph.divide(
          graph.sum(graph.multiply(isRight, isAsked)), asked, name: "accuracy")
      return Head(
        targets: targets, answers: answers, choice: choice, losses: losses, loss: loss,
        score: score)
    case .labels:
      let elements = try graph.binaryCrossEntropy(logits: logits, labels: targets)
      let losses = try graph.mean(elements, axis: 1, name: "losses")
      let half = graph.constant(0.5)
      let answers = try graph.sigmoid(logits, name: "probabilities")
      let isRight = try graph.equal(graph.greater(answers, half), graph.greater(targets, half))
      return Head(
        targets: targets, answers: answers, choice: nil, losses: losses,
        loss: try graph.mean(losses, name: "loss"),
        score: try graph.mean(graph.cast(isRight, to: .number), name: "accuracy"))
    case .numbers:
      let losses = try graph.mean(graph.squaredError(logits, targets), axis: 1, name: "losses")
      return Head(
        targets: targets, answers: logits, choice: nil, losses: losses,
        loss: try graph.mean(losses, name: "loss"),
        score: try graph.mean(graph.absoluteError(logits, targets), name: "mae"))
    }
  }

  /// The targets of steps, of which those after the end of a sequence are 0: nothing is asked there.
  ///
  /// - Parameter labels: `[B, T·C]`.
  /// - Returns: The same, or `[B, T, C]`.
  /// - Throws: `ShapeError`, which would be our own mistake.
  private func withoutPadding(_ labels: Node) throws(ShapeError) -> Node {
    guard let lengths else { return labels }
    let steps = try graph.reshape(labels, [-1, shape.steps, shape.targets.count])
    // Reversing fills what follows the end with zeros; twice, all others stand where they stood.
    return try graph.reverse(graph.reverse(steps, lengths: lengths), lengths: lengths)
  }

  /// The classes with the largest outputs and those of the targets, and whether they are the same.
  private func choose(
    _ logits: Node, _ targets: Node
  ) throws(ShapeError) -> (Choice, isRight: Node) {
    let choice = Choice(
      predicted: try graph.argmax(logits, axis: 1, name: "predicted"),
      actual: try graph.argmax(targets, axis: 1, name: "actual"))
    let isRight = try graph.equal(choice.predicted, choice.actual)
    return (choice, try graph.cast(isRight, to: .number))
  }
}

extension Graph {
  /// How much is asked in all, to divide by: 1 if nothing is, so that the mean of no losses is 0.
  ///
  /// - Parameter counts: How much each thing that is asked counts.
  /// - Returns: Their sum, or 1 for 0.
  /// - Throws: `ShapeError`, which would be our own mistake.
  func countOfAsked(_ counts: Node) throws(ShapeError) -> Node {
    let all = try sum(counts)
    return try add(all, cast(equal(all, constant(0)), to: .number))
  }
}

/// What the outputs of a network mean.
struct Head {
  let targets: Node
  let answers: Node
  let choice: Choice?
  let losses: Node
  let loss: Node
  let score: Node
}

/// The classes that a network chooses, and those it should.
package struct Choice {
  /// The class with the largest share, `[R]`; the first of equals.
  package let predicted: Node
  /// The class of the target, `[R]`.
  package let actual: Node
}

/// How many bits one unit of a natural logarithm is, 1 / ln 2.
let bitsPerUnit = 1.4426950408889634
