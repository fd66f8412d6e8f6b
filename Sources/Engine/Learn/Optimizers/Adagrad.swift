package import MNLTensor

/// Adagrad (Duchi, Hazan and Singer 2011): steps divided by the size of all gradients so far.
///
/// It is `torch.optim.Adagrad`, for step `t` from 1:
///
///     g = gradient + decay · value        s = s + g², from `initial` on
///     value -= rate / (1 + (t - 1) · rate-decay) · g / (√s + epsilon)
package struct Adagrad: Optimizer {
  package let name = "adagrad"
  /// What the sum of squares has grown by since `initial`.
  package let slots = ["sum"]
  package var rate: Double
  /// How fast the rate falls with the steps, from 0.
  package let rateDecay: Double
  /// What the sum of squares begins with, from 0.
  package let initial: Double
  /// What keeps the divisor above 0.
  package let epsilon: Double
  /// How strongly variables are pulled towards 0.
  package let decay: WeightDecay

  /// A rule with the given settings; by default those of PyTorch.
  package init(
    rate: Double = 0.01, rateDecay: Double = 0, initial: Double = 0, epsilon: Double = 1e-10,
    decay: WeightDecay = .none
  ) {
    self.rate = rate
    self.rateDecay = rateDecay
    self.initial = initial
    self.epsilon = epsilon
    self.decay = decay
  }

  package var settings: [(name: String, value: String)] {
    [("rate-decay", "\(rateDecay)"), ("initial", "\(initial)"), ("epsilon", "\(epsilon)")]
      + decay.settings
  }

  package func apply(_ site: UpdateSite<Float>) { step(site) }
  package func apply(_ site: UpdateSite<Double>) { step(site) }

  private func step<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    site.penalise(decay)
    let (value, gradient, sums) = (site.value, site.gradient, site.slots[0])
    let rate = Scalar(site.rate / (1 + Double(site.step - 1) * rateDecay))
    let (initial, epsilon) = (Scalar(initial), Scalar(epsilon))
    for i in 0..<site.count {
      let g = gradient[i]
      sums[i] += g * g
      value[i] -= rate * g / ((initial + sums[i]).squareRoot() + epsilon)
    }
  }
}
