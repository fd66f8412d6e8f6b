package import MNLTensor

/// An optimiser with a schedule and limits of gradients: the rule of a training step that is built by
/// hand.
///
/// Nobody tells it of epochs or of the end: it counts the steps alone, from the first.
package struct ScheduledRule: UpdateRule {
  /// The rule.
  package let optimizer: any Optimizer
  /// How the step size changes; nil if it stays.
  package let schedule: (any Schedule)?
  package let clipping: GradientClipping?

  /// A rule with what goes with it.
  package init(
    _ optimizer: any Optimizer, schedule: (any Schedule)? = nil, clipping: GradientClipping? = nil
  ) {
    self.optimizer = optimizer
    self.schedule = schedule
    self.clipping = clipping
  }

  package var name: String { optimizer.name }
  package var slots: [String] { optimizer.slots }

  package func rate(at step: Int) -> Double {
    optimizer.rate * (schedule?.factor(at: ScheduleMoment(step: step - 1)) ?? 1)
  }

  package func apply(_ site: UpdateSite<Float>) { optimizer.apply(site) }
  package func apply(_ site: UpdateSite<Double>) { optimizer.apply(site) }
}
