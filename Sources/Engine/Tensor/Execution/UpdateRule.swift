/// A rule that changes variables by their gradients: an optimiser.
///
/// Both `apply`s run over stretches of a variable, on several threads at once, and must treat
/// every element by itself.
package protocol UpdateRule: Sendable {
  /// Its name, as in `adam`.
  var name: String { get }
  /// The names of the tensors it keeps for each variable, as in `["m", "v"]`; zeros at first.
  var slots: [String] { get }
  /// How gradients are kept small before they are applied; nil if they are taken as they are.
  var clipping: GradientClipping? { get }
  /// The step size of a step, above 0; steps are counted from 1.
  func rate(at step: Int) -> Double
  /// Changes a stretch of a variable and of its slots.
  func apply(_ site: UpdateSite<Float>)
  /// Changes a stretch of a variable and of its slots.
  func apply(_ site: UpdateSite<Double>)
}

extension UpdateRule {
  /// Gradients are taken as they are.
  package var clipping: GradientClipping? { nil }
}

/// What a variable is for, as far as rules treat variables differently.
package enum VariableGroup: Hashable, Sendable {
  /// A matrix, or more: a kernel.
  case weights
  /// A vector or a single number: a bias.
  case biases

  /// The group of a variable of a shape.
  package init(of shape: Shape) { self = shape.rank >= 2 ? .weights : .biases }
}

/// A stretch of a variable that an update rule changes.
package struct UpdateSite<Scalar: EngineScalar> {
  /// How many elements there are.
  package let count: Int
  /// The variable's elements, changed in place.
  package let value: Buffer<Scalar>
  /// The gradient of the loss, finite; rules may change it on the way.
  package let gradient: Buffer<Scalar>
  /// What the rule keeps, in the order of `UpdateRule.slots`; changed in place.
  package let slots: [Buffer<Scalar>]
  /// What the variable is for.
  package let group: VariableGroup
  /// The number of the step, from 1.
  package internal(set) var step: Int
  /// The step size of this step.
  package internal(set) var rate: Double

  /// A stretch of `count` elements.
  package init(
    count: Int, value: Buffer<Scalar>, gradient: Buffer<Scalar>, slots: [Buffer<Scalar>],
    group: VariableGroup, step: Int, rate: Double
  ) {
    self.count = count
    self.value = value
    self.gradient = gradient
    self.slots = slots
    self.group = group
    self.step = step
    self.rate = rate
  }
}
