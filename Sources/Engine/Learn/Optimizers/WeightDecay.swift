import MNLTensor

/// How strongly training pulls variables towards 0, for each group of them.
package struct WeightDecay: Hashable, Sendable {
  /// The decay of kernels, from 0.
  package let weights: Double
  /// The decay of biases, from 0.
  package let biases: Double

  /// No decay.
  package static let none = WeightDecay(0)

  /// A decay of kernels, and of biases if that is another.
  package init(_ weights: Double, biases: Double? = nil) {
    self.weights = weights
    self.biases = biases ?? weights
  }

  /// The decay of a group.
  func of(_ group: VariableGroup) -> Double { group == .weights ? weights : biases }

  /// How it is written among the settings of a rule; nothing without any decay.
  var settings: [(name: String, value: String)] {
    if self == .none { return [] }
    return [("weight-decay", "\(weights)")]
      + (weights == biases ? [] : [("bias-decay", "\(biases)")])
  }
}

extension UpdateSite {
  /// Adds `decay · value` to the gradient: that of the penalty `decay / 2 · Σ value²` on the loss.
  func penalise(_ decay: WeightDecay) {
    let factor = Scalar(decay.of(group))
    if factor == 0 { return }
    for i in 0..<count { gradient[i] += factor * value[i] }
  }

  /// Makes the variable smaller by `rate · decay` of its size, apart from the gradient.
  func shrink(_ decay: WeightDecay) {
    let factor = Scalar(1 - rate * decay.of(group))
    if factor == 1 { return }
    for i in 0..<count { value[i] *= factor }
  }
}
