package import MNLLearn
package import MNLRuntime
package import MNLTensor

/// A rule by which training changes weights, with its settings.
package final class OptimizerHandle: Handle {
  /// Which rule.
  package enum Rule: Sendable {
    /// Steps sized by running moments of the gradient.
    case adam(Adam)
    /// Steps along the gradient.
    case sgd(SGD)
  }

  private let settings: Rule

  /// Makes the handle of a rule.
  package init(_ settings: Rule) { self.settings = settings }

  /// `optimizer`.
  package var kind: String { "optimizer" }

  /// The rule with its settings: `adam rate=0.001 beta1=0.9 …`.
  package var summary: String {
    switch settings {
    case .adam(let adam):
      "adam rate=\(adam.rate) beta1=\(adam.beta1) beta2=\(adam.beta2) epsilon=\(adam.epsilon) "
        + "epsilon-mode=\(adam.epsilonMode.rawValue)"
    case .sgd(let sgd): "sgd rate=\(sgd.rate)"
    }
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every optimiser has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "adam or sgd"),
    .init("rate", .value(.float), "The step size"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "name": .text(rule().name)
    case "rate": .float(rate)
    default: nil
    }
  }

  /// The rule as the engine applies it.
  ///
  /// - Parameter rate: The step size, in place of the handle's own.
  /// - Returns: The rule with these settings.
  package func rule(rate: Double? = nil) -> any UpdateRule {
    switch settings {
    case .adam(let adam):
      Adam(
        rate: rate ?? adam.rate, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon,
        epsilonMode: adam.epsilonMode)
    case .sgd(let sgd): SGD(rate: rate ?? sgd.rate)
    }
  }

  private var rate: Double {
    switch settings {
    case .adam(let adam): adam.rate
    case .sgd(let sgd): sgd.rate
    }
  }
}
