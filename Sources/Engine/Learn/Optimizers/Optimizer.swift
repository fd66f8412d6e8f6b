package import MNLTensor

/// An update rule with settings, which a command of the kind `optimizer` makes.
///
/// Any plugin may bring further ones: whatever conforms can train models and graphs.
package protocol Optimizer: UpdateRule {
  /// The step size if no schedule changes it, above 0.
  var rate: Double { get set }
  /// The other settings in the order in which they are written, as in `("momentum", "0.9")`.
  var settings: [(name: String, value: String)] { get }
}

extension Optimizer {
  /// The step size, the same for all steps.
  package func rate(at step: Int) -> Double { rate }

  /// The same rule with another step size.
  package func with(rate: Double) -> Self {
    var copy = self
    copy.rate = rate
    return copy
  }

  /// The rule with its settings, as in `sgd rate=0.1 momentum=0.9`.
  package var text: String {
    ([("rate", "\(rate)")] + settings).reduce(name) { "\($0) \($1.0)=\($1.1)" }
  }
}
