extension Node {
  /// A cross-entropy in the computation of a value.
  package struct CrossEntropyUse: Hashable, Sendable {
    /// How many classes it tells apart.
    package let classes: Int
    /// Whether what it takes for logits are shares already, the result of a softmax.
    package let takesShares: Bool
    /// The share of each label that all classes get.
    package let smoothing: Double
    /// Whether classes have weights.
    package let isWeighted: Bool
  }

  /// The cross-entropy that the value depends on, the nearest if there are several; nil if none.
  ///
  /// - Complexity: O(graph).
  package var nearestCrossEntropy: CrossEntropyUse? {
    var nodes = [self]
    var reached = Set([id])
    var place = 0
    while place < nodes.count {
      let inputs = nodes[place].inputs
      if let operation = nodes[place].producer.operation as? CrossEntropy {
        return CrossEntropyUse(
          classes: inputs[0].shape.lastSize ?? 0, takesShares: inputs[0].isMadeBySoftmax,
          smoothing: operation.smoothing, isWeighted: operation.weights != nil)
      }
      nodes += inputs.filter { reached.insert($0.id).inserted }
      place += 1
    }
    return nil
  }

  /// Whether it is the result of a softmax, perhaps in another shape.
  private var isMadeBySoftmax: Bool {
    let operation = producer.operation
    if operation is Softmax { return true }
    return type(of: operation).sharesMemory && inputs[0].isMadeBySoftmax
  }
}
