/// The cross-entropy of each row of logits and the labels that belong to it:
/// `-Σ labels · log softmax(logits)` along the last axis.
///
/// Shapes: logits `[…, C]`, labels `[…, C]`, result `[…]`.
package struct CrossEntropy: Operation {
  package static let name = "cross-entropy"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[0] == inputs[1] else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .equal)
    }
    guard inputs[0].lastSize != nil else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .atLeastRank(1, operand: 0))
    }
    return [inputs[0].removing(axis: inputs[0].rank - 1)]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (logits, labels, loss) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let classes = logits.shape.lastSize ?? 0
    // log softmax, kept for backward, and room for its exponentials.
    let logs = site.scratch(logits.count(site.maxRows))
    let shares = site.scratch(logits.count(site.maxRows))
    return Step(
      forward: { rows in
        let count = logits.count(rows)
        guard classes > 0 else { return loss.value.fill(0, count: loss.count(rows)) }
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
            sum -= labels.value[c] * logs[c]
          }
          loss.value[row] = sum
        }
      },
      backward: { rows in
        guard let dloss = loss.gradient, classes > 0 else { return }
        let count = logits.count(rows)
        if let dx = logits.gradient {  // dx = dloss · (share · Σ labels - label)
          if !logits.accumulates { dx.fill(0, count: count) }
          for (row, start) in zip(0..., stride(from: 0, to: count, by: classes)) {
            var mass: Scalar = 0
            for c in start..<start &+ classes { mass += labels.value[c] }
            for c in start..<start &+ classes {
              dx[c] += dloss[row] * (shares[c] * mass - labels.value[c])
            }
          }
        }
        if let dy = labels.gradient {  // dy = -dloss · log softmax
          if !labels.accumulates { dy.fill(0, count: count) }
          for (row, start) in zip(0..., stride(from: 0, to: count, by: classes)) {
            for c in start..<start &+ classes { dy[c] -= dloss[row] * logs[c] }
          }
        }
      })
  }
}

extension Graph {
  /// The cross-entropy of each row, `-Σ labels · log softmax(logits)` along the last axis.
  ///
  /// - Throws: `ShapeError` unless both shapes are equal and have an axis of classes.
  package func crossEntropy(
    logits: Node, labels: Node, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(CrossEntropy(), to: [logits, labels], name: name)[0]
  }
}
