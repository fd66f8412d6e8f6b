import Glibc
package import MNLTensor

/// A rule that keeps a running mean of the weights that another one makes.
///
/// After `t` steps, the weights of step `i` count `decay^(t - i)` (Polyak and Juditsky 1992, with
/// exponential weights): `mean += (value - mean) · (1 - decay) / (1 - decay^t)`. So the first weights
/// count no more than others, and a short training needs no other decay than a long one.
package struct AveragedRule: UpdateRule {
  /// The slot that holds the mean.
  package static let slot = "average"
  /// The rule.
  package let rule: any UpdateRule
  /// How much of the mean stays, from 0 to below 1.
  package let decay: Double
  /// How many steps the rule had made before the first that counts.
  package let stepsBefore: Int

  /// A rule with a running mean, which begins after so many steps of the rule.
  package init(_ rule: any UpdateRule, decay: Double, stepsBefore: Int = 0) {
    self.rule = rule
    self.decay = decay
    self.stepsBefore = stepsBefore
  }

  package var name: String { rule.name }
  package var slots: [String] { rule.slots + [Self.slot] }
  package var clipping: GradientClipping? { rule.clipping }
  package func rate(at step: Int) -> Double { rule.rate(at: step) }

  package func apply(_ site: UpdateSite<Float>) {
    rule.apply(site)
    average(site)
  }

  package func apply(_ site: UpdateSite<Double>) {
    rule.apply(site)
    average(site)
  }

  private func average<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    let (value, mean) = (site.value, site.slots[site.slots.count - 1])
    let steps = site.step - stepsBefore
    // What an earlier training left there is forgotten.
    if steps <= 1 { return mean.copy(value, count: site.count) }
    let gain = Scalar((1 - decay) / (1 - pow(decay, Double(steps))))
    for i in 0..<site.count { mean[i] += (value[i] - mean[i]) * gain }
  }
}
