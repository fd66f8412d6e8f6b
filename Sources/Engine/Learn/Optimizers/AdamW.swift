package import MNLTensor

/// Adam with a decay apart from the gradient (Loshchilov and Hutter 2019).
///
/// It is `torch.optim.AdamW`: `value -= rate · decay · value`, then a step of Adam, whose moments
/// know nothing of the decay.
package struct AdamW: Optimizer {
  package let name = "adamw"
  /// The step after the decay.
  private var adam: Adam
  /// How strongly variables are pulled towards 0.
  package let decay: WeightDecay

  /// A rule with the given settings; by default those of PyTorch.
  package init(
    rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonMode: Adam.EpsilonMode = .paper, decay: WeightDecay = WeightDecay(0.01)
  ) {
    adam = Adam(
      rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, epsilonMode: epsilonMode)
    self.decay = decay
  }

  package var slots: [String] { adam.slots }

  package var rate: Double {
    get { adam.rate }
    set { adam.rate = newValue }
  }

  package var settings: [(name: String, value: String)] { adam.settings + decay.settings }

  package func apply(_ site: UpdateSite<Float>) {
    site.shrink(decay)
    adam.apply(site)
  }

  package func apply(_ site: UpdateSite<Double>) {
    site.shrink(decay)
    adam.apply(site)
  }
}
