/// The cross-entropy of each row of logits and the labels that belong to it:
/// `-Σ targets · log softmax(logits)` along the last axis.
///
/// The targets are the labels. With a `smoothing` ε (Szegedy and others 2016) and `C` classes they are
/// `(1 - ε) · label + ε / C`, and with class weights each is multiplied by that of its class, as in
/// `torch.nn.functional.cross_entropy`.
///
/// Shapes: logits `[…, C]`, labels `[…, C]`, result `[…]`.
package struct CrossEntropy: Operation {
  package static let name = "cross-entropy"
  package static let gradient = GradientSupport.defined
  /// The share of each label that all classes get, from 0 to 1.
  package let smoothing: Double
  /// The weight of each class, from 0; nil for 1 each.
  package let weights: [Double]?

  /// A loss; by default of the labels as they are.
  package init(smoothing: Double = 0, weights: [Double]? = nil) {
    self.smoothing = smoothing
    self.weights = weights
  }

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[0] == inputs[1] else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .equal)
    }
    guard let classes = inputs[0].lastSize else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .atLeastRank(1, operand: 0))
    }
    if let weights, weights.count != classes {
      throw ShapeError(
        operation: "\(Self.name) with weights", shapes: [inputs[0], [weights.count]],
        expected: .broadcastable)
    }
    return [inputs[0].removing(axis: inputs[0].rank - 1)]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (logits, labels, loss) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let classes = logits.shape.lastSize ?? 0
    // log softmax, kept for backward, and room for its exponentials.
    let logs = site.scratch(logits.count(site.maxRows))
    let shares = site.scratch(logits.count(site.maxRows))
    let isPlain = smoothing == 0 && weights == nil
    let targets = isPlain ? labels.value : site.scratch(labels.count(site.maxRows))
    let factors = factors(site, classes: classes)
    return Step(
      forward: { rows in
        let count = logits.count(rows)
        guard classes > 0 else { return loss.value.fill(0, count: loss.count(rows)) }
        if !isPlain {
          for start in stride(from: 0, to: count, by: classes) {
            for c in 0..<classes {
              targets[start &+ c] =
                factors.label[c] * labels.value[start &+ c] + factors.all[c]
            }
          }
        }
        softmaxRows(logits.value, into: shares, count: count, classes: classes)
        for (row, start) in zip(0..., stride(from: 0, to: count, by: classes)) {
          var (top, at) = (logits.value[start], start)
          for c in start..<start &+ classes where logits.value[c] > top {
            (top, at) = (logits.value[c], c)
          }
          // The share of the largest is 1 / Σ e^(x - top).
          let shift = top - Scalar.naturalLogarithm(shares[at])
          var sum: Scalar = 0
          for c in start..<start &+ classes {
            logs[c] = logits.value[c] - shift
            sum -= targets[c] * logs[c]
          }
          loss.value[row] = sum
        }
      },
      backward: { rows in
        guard let dloss = loss.gradient, classes > 0 else { return }
        let count = logits.count(rows)
        if let dx = logits.gradient {  // dx = dloss · (share · Σ targets - target)
          if !logits.accumulates { dx.fill(0, count: count) }
          for (row, start) in zip(0..., stride(from: 0, to: count, by: classes)) {
            var mass: Scalar = 0
            for c in start..<start &+ classes { mass += targets[c] }
            for c in start..<start &+ classes {
              dx[c] += dloss[row] * (shares[c] * mass - targets[c])
            }
          }
        }
        if let dy = labels.gradient {  // dy = -dloss · dtarget/dlabel · log softmax
          if !labels.accumulates { dy.fill(0, count: count) }
          for (row, start) in zip(0..., stride(from: 0, to: count, by: classes)) {
            for c in 0..<classes {
              dy[start &+ c] -= dloss[row] * factors.label[c] * logs[start &+ c]
            }
          }
        }
      })
  }

  /// What makes a target of a label of each class: a factor, and what is added.
  private func factors<Scalar>(
    _ site: Site<Scalar>, classes: Int
  ) -> (label: Buffer<Scalar>, all: Buffer<Scalar>) {
    let (label, all) = (site.scratch(classes), site.scratch(classes))
    for c in 0..<classes {
      let weight = weights?[c] ?? 1
      label[c] = Scalar(weight * (1 - smoothing))
      all[c] = Scalar(weight * smoothing / Double(classes))
    }
    return (label, all)
  }
}

extension Graph {
  /// The cross-entropy of each row, `-Σ targets · log softmax(logits)` along the last axis.
  ///
  /// - Throws: `ShapeError` unless both shapes are equal and have an axis of classes, with a weight
  ///   for each if there are any.
  package func crossEntropy(
    logits: Node, labels: Node, smoothing: Double = 0, weights: [Double]? = nil,
    name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(
      CrossEntropy(smoothing: smoothing, weights: weights), to: [logits, labels], name: name)[0]
  }
}
