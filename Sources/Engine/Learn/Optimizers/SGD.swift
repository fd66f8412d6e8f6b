package import MNLTensor

/// Gradient descent, with momentum (Polyak 1964) if that is wanted, and looking ahead (Nesterov 1983).
///
/// It is `torch.optim.SGD` without dampening:
///
///     g = gradient + decay · value        u = momentum · u + g
///     value -= rate · u                   or, with Nesterov's, value -= rate · (g + momentum · u)
package struct SGD: Optimizer {
  package let name = "sgd"
  /// The velocity `u`, if there is momentum.
  package var slots: [String] { momentum == 0 ? [] : ["velocity"] }
  package var rate: Double
  /// How much of the velocity stays, from 0 to below 1; without momentum none is kept.
  package let momentum: Double
  /// Whether the step looks ahead along the velocity.
  package let isNesterov: Bool
  /// How strongly variables are pulled towards 0.
  package let decay: WeightDecay

  /// A rule with the given settings; by default plain descent.
  package init(
    rate: Double = 0.01, momentum: Double = 0, isNesterov: Bool = false, decay: WeightDecay = .none
  ) {
    self.rate = rate
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.decay = decay
  }

  package var settings: [(name: String, value: String)] {
    (momentum == 0 ? [] : [("momentum", "\(momentum)")])
      + (isNesterov ? [("nesterov", "true")] : []) + decay.settings
  }

  package func apply(_ site: UpdateSite<Float>) {
    site.penalise(decay)
    if momentum == 0 { return site.descend(rate: Float(site.rate)) }
    step(site)
  }

  package func apply(_ site: UpdateSite<Double>) {
    site.penalise(decay)
    if momentum != 0 { return step(site) }
    for i in 0..<site.count { site.value[i] -= site.rate * site.gradient[i] }
  }

  private func step<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    let (value, gradient, velocity) = (site.value, site.gradient, site.slots[0])
    let (rate, momentum) = (Scalar(site.rate), Scalar(momentum))
    for i in 0..<site.count {
      let (g, u) = (gradient[i], momentum * velocity[i] + gradient[i])
      velocity[i] = u
      value[i] -= rate * (isNesterov ? g + momentum * u : u)
    }
  }
}
