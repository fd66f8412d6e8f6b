/// A rule that changes variables by their gradients: an optimiser.
///
/// Both `apply`s run over stretches of a variable, on several threads at once, and must treat
/// every element by itself.
package protocol UpdateRule: Sendable {
  /// Its name, as in `adam`.
  var name: String { get }
  /// The names of the tensors it keeps for each variable, as in `["m", "v"]`; zeros at first.
  var slots: [String] { get }
  /// Changes a stretch of a variable and of its slots.
  func apply(_ site: UpdateSite<Float>)
  /// Changes a stretch of a variable and of its slots.
  func apply(_ site: UpdateSite<Double>)
}

/// A stretch of a variable that an update rule changes.
package struct UpdateSite<Scalar: EngineScalar> {
  /// How many elements there are.
  package let count: Int
  /// The variable's elements, changed in place.
  package let value: Buffer<Scalar>
  /// The gradient of the loss; finite.
  package let gradient: Buffer<Scalar>
  /// What the rule keeps, in the order of `UpdateRule.slots`; changed in place.
  package let slots: [Buffer<Scalar>]
  /// The number of the step, from 1.
  package internal(set) var step: Int

  /// A stretch of `count` elements.
  package init(
    count: Int, value: Buffer<Scalar>, gradient: Buffer<Scalar>, slots: [Buffer<Scalar>],
    step: Int
  ) {
    self.count = count
    self.value = value
    self.gradient = gradient
    self.slots = slots
    self.step = step
  }
}
