package import MNLLearn
package import MNLRuntime
import MNLTensor

/// A rule by which training changes weights, with its settings.
package final class OptimizerHandle: Handle {
  /// The rule.
  package let optimizer: any Optimizer

  /// Makes the handle of a rule; that of any plugin will do.
  package init(_ optimizer: any Optimizer) { self.optimizer = optimizer }

  /// Itself: it never changes.
  package var standIn: (any Handle)? { self }

  /// `optimizer`.
  package var kind: String { "optimizer" }

  /// The rule with its settings: `adam rate=0.001 beta1=0.9 …`.
  package var summary: String { optimizer.text }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every optimiser has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "Which rule, as in adam"),
    .init("rate", .value(.float), "The step size"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "name": .text(optimizer.name)
    case "rate": .float(optimizer.rate)
    default: nil
    }
  }

  /// The rule with another step size, if one is given.
  package func optimizer(rate: Double?) -> any Optimizer {
    rate.map { optimizer.with(rate: $0) } ?? optimizer
  }
}
