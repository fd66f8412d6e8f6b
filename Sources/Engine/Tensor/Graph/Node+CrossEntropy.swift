extension Node {
  /// A cross-entropy in the computation of a value.
  package struct CrossEntropyUse: Hashable, Sendable {
    /// How many classes it tells apart.
    package let classes: Int
    /// Whether what it takes for logits are shares already, the result of a softmax.
    package let takesShares: Bool
    /// The share of each label that all classes get.
    package let smoothing: Double
  }

  /// The cross-entropies that the value depends on, the nearest first.
  ///
  /// - Complexity: O(graph).
  package var crossEntropies: [CrossEntropyUse] {
    var found: [CrossEntropyUse] = []
    var (reached, next) = (Set([id]), [self])
    while !next.isEmpty {
      let node = next.removeFirst()
      let inputs = node.inputs
      if let operation = node.producer.operation as? CrossEntropy {
        found.append(
          CrossEntropyUse(
            classes: inputs[0].shape.lastSize ?? 0, takesShares: inputs[0].isMadeBySoftmax,
            smoothing: operation.smoothing))
      }
      next += inputs.filter { reached.insert($0.id).inserted }
    }
    return found
  }

  /// Whether it is the result of a softmax, perhaps in another shape.
  private var isMadeBySoftmax: Bool {
    let operation = producer.operation
    if operation is Softmax { return true }
    return type(of: operation).sharesMemory && inputs[0].isMadeBySoftmax
  }
}
