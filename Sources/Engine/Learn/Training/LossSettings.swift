import MNLTensor

/// What training minimises: the cross-entropy, of smoothed labels or of classes with weights.
///
/// The mean over a batch is that of `torch.nn.CrossEntropyLoss`: with weights, the sum of the rows'
/// losses is divided by the sum of the weights of their classes.
package struct LossSettings: Hashable, Sendable {
  /// How much a class counts.
  package enum ClassWeights: Hashable, Sendable {
    /// Every class the same.
    case equal
    /// So much each, above 0.
    case given([Double])
    /// The rarer in the training examples, the more: `examples / (classes · examples of the class)`.
    case balanced
  }

  /// The share of each label that all classes get, from 0 to below 1.
  package var smoothing: Double
  /// How much each class counts.
  package var weights: ClassWeights

  /// What training minimises; by default the cross-entropy as it is.
  package init(smoothing: Double = 0, weights: ClassWeights = .equal) {
    self.smoothing = smoothing
    self.weights = weights
  }

  /// The settings with the weights as numbers, for some training examples.
  ///
  /// - Throws: `LearnError.classWeights` if they are not as many as classes.
  /// - Complexity: O(examples · classes) for balanced weights.
  func resolved(for examples: any Examples) throws(LearnError) -> LossSettings {
    let classes = examples.shape.classes
    switch weights {
    case .equal:
      return self
    case .given(let numbers):
      guard numbers.count == classes else {
        throw .classWeights(found: numbers.count, classes: classes, data: examples.name)
      }
      return self
    case .balanced:
      let counts = Self.counts(of: examples)
      // A class without examples is never met: it counts as any.
      let numbers = counts.map {
        $0 == 0 ? 1 : Double(examples.count) / (Double(classes) * Double($0))
      }
      return LossSettings(smoothing: smoothing, weights: .given(numbers))
    }
  }

  /// How many examples each class has.
  private static func counts(of examples: any Examples) -> [Int] {
    let (piece, classes) = (4096, examples.shape.classes)
    var counts = Array(repeating: 0, count: classes)
    for first in stride(from: 0, to: examples.count, by: piece) {
      let rows = Array(first..<min(first + piece, examples.count))
      let labels = Tensor<Float>([rows.count, classes]) {
        examples.labels.fill($0, rows: rows[...])
      }
      for (place, label) in labels.values.enumerated() where label > 0.5 {
        counts[place % classes] += 1
      }
    }
    return counts
  }
}

extension Network {
  /// Adds what a training minimises to the graph.
  ///
  /// - Precondition: weights are numbers, as many as classes.
  func loss(for settings: LossSettings) throws(ShapeError) -> Node {
    if settings == LossSettings() { return loss }
    guard case .given(let weights) = settings.weights else {
      precondition(settings.weights == .equal, "weights as numbers")
      let rows = try graph.crossEntropy(
        logits: logits, labels: labels, smoothing: settings.smoothing)
      return try graph.mean(rows, name: "loss")
    }
    let rows = try graph.crossEntropy(
      logits: logits, labels: labels, smoothing: settings.smoothing, weights: weights)
    let counted = try graph.multiply(
      labels, graph.constant(Tensor<Double>([weights.count], weights)))
    return try graph.divide(try graph.sum(rows), try graph.sum(counted), name: "loss")
  }
}
