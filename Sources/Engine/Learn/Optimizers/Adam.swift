import Glibc
package import MNLTensor

/// Adam (Kingma and Ba 2015): steps sized by running moments of the gradient.
package struct Adam: UpdateRule {
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
  /// The step size, above 0.
  package let rate: Double
  /// How much of the first moment stays, from 0 to below 1.
  package let beta1: Double
  /// How much of the second moment stays, from 0 to below 1.
  package let beta2: Double
  /// What keeps the divisor above 0.
  package let epsilon: Double
  /// Where `epsilon` is added.
  package let epsilonMode: EpsilonMode

  /// A rule with the given settings; by default those of TensorFlow.
  package init(
    rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonMode: EpsilonMode = .hat
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.epsilonMode = epsilonMode
  }

  package func apply(_ site: UpdateSite<Float>) { update(site) }
  package func apply(_ site: UpdateSite<Double>) { update(site) }

  @inline(__always)
  private func update<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    let first = 1 - pow(beta1, Double(site.step))
    let second = (1 - pow(beta2, Double(site.step))).squareRoot()
    // Of the paper's form, √v / second + ε, the divisor `second` is taken out.
    let alpha = Scalar(rate * second / first)
    let epsilon = Scalar(epsilonMode == .hat ? epsilon : epsilon * second)
    let (gain1, gain2) = (Scalar(1 - beta1), Scalar(1 - beta2))
    let (value, gradient, m, v) = (site.value, site.gradient, site.slots[0], site.slots[1])
    for i in 0..<site.count {
      let g = gradient[i]
      let mean = m[i] + (g - m[i]) * gain1
      let square = v[i] + (g * g - v[i]) * gain2
      m[i] = mean
      v[i] = square
      value[i] -= mean * alpha / (square.squareRoot() + epsilon)
    }
  }
}
