import MNLTensor

/// What a training minimises, as a word.
package enum LossKind: String, Hashable, Sendable, CaseIterable {
  /// Minus the logarithm of the share of the right class.
  case crossEntropy = "cross-entropy"
  /// The same for each label, of yes and no.
  case binaryCrossEntropy = "binary-cross-entropy"
  /// The mean squared distance.
  case meanSquaredError = "mse"
  /// The mean distance.
  case meanAbsoluteError = "mae"
  /// Half the squared distance up to 1, and beyond the distance less a half (Huber 1964).
  case huber
}

extension Targets {
  /// What may be minimised, the usual one first.
  package var losses: [LossKind] {
    switch self {
    case .classes, .stepClasses, .nextToken: [.crossEntropy]
    case .labels: [.binaryCrossEntropy]
    case .numbers: [.meanSquaredError, .meanAbsoluteError, .huber]
    }
  }
}

/// What training minimises: for classes the cross-entropy, of smoothed labels or of classes with
/// weights.
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

  /// What is minimised; nil for what is usual for the targets.
  package var kind: LossKind?
  /// The share of each label that all classes get, from 0 to below 1.
  package var smoothing: Double
  /// How much each class counts.
  package var weights: ClassWeights

  /// What training minimises; by default what is usual for the targets, as it is.
  package init(
    kind: LossKind? = nil, smoothing: Double = 0, weights: ClassWeights = .equal
  ) {
    self.kind = kind
    self.smoothing = smoothing
    self.weights = weights
  }

  /// The settings with everything said, and the weights as numbers, for some training examples.
  ///
  /// - Throws: `LearnError.lossDoesNotFit`, `.needsClasses`, and `.classWeights` if they are not as
  ///   many as classes.
  /// - Complexity: O(examples · classes) for balanced weights.
  func resolved(for examples: any Examples) throws(LearnError) -> LossSettings {
    let targets = examples.shape.targets
    var settings = self
    settings.kind = kind ?? targets.losses[0]
    if let kind, !targets.losses.contains(kind) {
      throw .lossDoesNotFit(kind, targets: targets, data: examples.name)
    }
    if !targets.isOneOfClasses {
      let given = smoothing > 0 ? "smoothing" : weights == .balanced ? "balanced" : "class-weights"
      guard smoothing == 0, weights == .equal else {
        throw .needsClasses(setting: given, targets: targets, data: examples.name)
      }
    }
    switch weights {
    case .equal: break
    case .given(let numbers):
      guard numbers.count == targets.count else {
        throw .classWeights(found: numbers.count, classes: targets.count, data: examples.name)
      }
    case .balanced:
      let counts = Self.counts(of: examples)
      let total = counts.reduce(0, +)
      // A class without examples is never met: it counts as any.
      settings.weights = .given(
        counts.map { $0 == 0 ? 1 : Double(total) / (Double(counts.count) * Double($0)) })
    }
    return settings
  }

  /// How often each class is asked for.
  private static func counts(of examples: any Examples) -> [Int] {
    let classes = examples.shape.targets.count
    var counts = Array(repeating: 0, count: classes)
    examples.forEachPieceOfTargets { labels in
      for place in 0..<labels.count where labels[place] > 0.5 { counts[place % classes] += 1 }
    }
    return counts
  }
}

extension Examples {
  /// Hands on all targets, a few thousand rows at a time.
  ///
  /// - Complexity: O(N · width).
  func forEachPieceOfTargets(_ body: (Tensor<Float>) -> Void) {
    let piece = 4096
    for first in stride(from: 0, to: count, by: piece) {
      let rows = Array(first..<min(first + piece, count))
      body(Tensor([rows.count, shape.targetWidth]) { labels.fill($0, rows: rows[...]) })
    }
  }
}

extension Network {
  /// Adds what a training minimises to the graph.
  ///
  /// - Precondition: the settings are resolved: of a kind that fits the targets, with weights as
  ///   numbers, as many as classes.
  func loss(for settings: LossSettings) throws(ShapeError) -> Node {
    switch settings.kind {
    case .meanAbsoluteError:
      return try graph.mean(graph.absoluteError(logits, targets), name: "loss")
    case .huber: return try graph.mean(graph.huberError(logits, targets), name: "loss")
    case .meanSquaredError, .binaryCrossEntropy: return loss
    case .crossEntropy, nil: break
    }
    if settings.smoothing == 0, settings.weights == .equal { return loss }
    return try crossEntropy(settings)
  }

  /// The cross-entropy of smoothed labels or of classes with weights, over all that is asked.
  private func crossEntropy(_ settings: LossSettings) throws(ShapeError) -> Node {
    var weights: [Double]?
    if case .given(let numbers) = settings.weights { weights = numbers }
    var rows = try graph.crossEntropy(
      logits: logits, labels: targets, smoothing: settings.smoothing, weights: weights)
    // Smoothing would ask for all classes also at a step where nothing is asked.
    if isPerStep { rows = try graph.multiply(rows, graph.sum(targets, axis: 1)) }
    let counted =
      if let weights {
        try graph.multiply(targets, graph.constant(Tensor<Double>([weights.count], weights)))
      } else {
        targets
      }
    if weights == nil, !isPerStep { return try graph.mean(rows, name: "loss") }
    return try graph.divide(graph.sum(rows), graph.countOfAsked(counted), name: "loss")
  }
}
