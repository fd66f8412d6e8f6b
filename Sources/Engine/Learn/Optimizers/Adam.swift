import Glibc
package import MNLTensor

/// Adam (Kingma and Ba 2015): steps sized by running moments of the gradient.
///
/// A decay adds `decay · value` to the gradient, as PyTorch does; `AdamW` keeps the two apart.
package struct Adam: Optimizer {
  /// Where `epsilon` is added.
  package enum EpsilonMode: String, Hashable, Sendable, CaseIterable {
    /// To the root of the uncorrected second moment ("epsilon hat", as TensorFlow and Keras do):
    /// `value -= rate · √(1 - β2^t) / (1 - β1^t) · m / (√v + ε)`.
    case hat
    /// To the root of the corrected second moment (as the paper and PyTorch do):
    /// `value -= rate / (1 - β1^t) · m / (√(v / (1 - β2^t)) + ε)`.
    case paper
  }

  package let name = "adam"
  package let slots = ["m", "v"]
  package var rate: Double
  /// How much of the first moment stays, from 0 to below 1.
  package let beta1: Double
  /// How much of the second moment stays, from 0 to below 1.
  package let beta2: Double
  /// What keeps the divisor above 0.
  package let epsilon: Double
  /// Where `epsilon` is added.
  package let epsilonMode: EpsilonMode
  /// How strongly variables are pulled towards 0.
  package let decay: WeightDecay

  /// A rule with the given settings; by default those of TensorFlow.
  package init(
    rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonMode: EpsilonMode = .hat, decay: WeightDecay = .none
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.epsilonMode = epsilonMode
    self.decay = decay
  }

  package var settings: [(name: String, value: String)] {
    [
      ("beta1", "\(beta1)"), ("beta2", "\(beta2)"), ("epsilon", "\(epsilon)"),
      ("epsilon-mode", epsilonMode.rawValue),
    ] + decay.settings
  }

  package func apply(_ site: UpdateSite<Float>) {
    site.penalise(decay)
    let factors = factors(rate: site.rate, step: site.step)
    site.stepByMoments(
      alpha: Float(factors.alpha), firstGain: Float(1 - beta1), secondGain: Float(1 - beta2),
      epsilon: Float(factors.epsilon))
  }

  package func apply(_ site: UpdateSite<Double>) {
    site.penalise(decay)
    let (alpha, epsilon) = factors(rate: site.rate, step: site.step)
    let (value, gradient, m, v) = (site.value, site.gradient, site.slots[0], site.slots[1])
    for i in 0..<site.count {
      let g = gradient[i]
      m[i] += (g - m[i]) * (1 - beta1)
      v[i] += (g * g - v[i]) * (1 - beta2)
      value[i] -= m[i] * alpha / (v[i].squareRoot() + epsilon)
    }
  }

  /// The rate with the corrections of both moments in it, and what is added to the root of the
  /// uncorrected second moment.
  private func factors(rate: Double, step: Int) -> (alpha: Double, epsilon: Double) {
    let first = 1 - pow(beta1, Double(step))
    let second = (1 - pow(beta2, Double(step))).squareRoot()
    // Of the paper's form, √v / second + ε, the divisor `second` is taken out.
    return (rate * second / first, epsilonMode == .hat ? epsilon : epsilon * second)
  }
}
