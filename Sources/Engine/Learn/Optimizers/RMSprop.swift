package import MNLTensor

/// RMSprop (Tieleman and Hinton 2012): steps divided by a running mean of the gradient's size.
///
/// It is `torch.optim.RMSprop`; `centred` is Graves's form (2013), which takes the square of the
/// gradient's mean off:
///
///     g = gradient + decay · value        v = beta · v + (1 - beta) · g²
///     m = beta · m + (1 - beta) · g       s = √v, centred √(v - m²)
///     value -= rate · g / (s + epsilon)   with momentum u = momentum · u + g / (s + epsilon),
///                                         value -= rate · u
package struct RMSprop: Optimizer {
  package let name = "rmsprop"
  /// The mean of squares `v`, and as far as they are needed the velocity `u` and the mean `m`.
  package var slots: [String] {
    ["v"] + (momentum == 0 ? [] : ["velocity"]) + (isCentred ? ["m"] : [])
  }
  package var rate: Double
  /// How much of the running means stays, from 0 to below 1.
  package let beta: Double
  /// What keeps the divisor above 0.
  package let epsilon: Double
  /// How much of the velocity stays, from 0 to below 1; without momentum none is kept.
  package let momentum: Double
  /// Whether the square of the gradient's mean is taken off the mean of its square.
  package let isCentred: Bool
  /// How strongly variables are pulled towards 0.
  package let decay: WeightDecay

  /// A rule with the given settings; by default those of PyTorch.
  package init(
    rate: Double = 0.01, beta: Double = 0.99, epsilon: Double = 1e-8, momentum: Double = 0,
    isCentred: Bool = false, decay: WeightDecay = .none
  ) {
    self.rate = rate
    self.beta = beta
    self.epsilon = epsilon
    self.momentum = momentum
    self.isCentred = isCentred
    self.decay = decay
  }

  package var settings: [(name: String, value: String)] {
    [("beta", "\(beta)"), ("epsilon", "\(epsilon)")]
      + (momentum == 0 ? [] : [("momentum", "\(momentum)")])
      + (isCentred ? [("centred", "true")] : []) + decay.settings
  }

  package func apply(_ site: UpdateSite<Float>) { step(site) }
  package func apply(_ site: UpdateSite<Double>) { step(site) }

  private func step<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    site.penalise(decay)
    divide(site)
    let (value, move, rate) = (site.value, site.gradient, Scalar(site.rate))
    guard momentum != 0 else {
      for i in 0..<site.count { value[i] -= rate * move[i] }
      return
    }
    let (velocity, momentum) = (site.slots[1], Scalar(momentum))
    for i in 0..<site.count {
      velocity[i] = momentum * velocity[i] + move[i]
      value[i] -= rate * velocity[i]
    }
  }

  /// Divides the gradient by the running measure of its size.
  private func divide<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    let (gradient, squares) = (site.gradient, site.slots[0])
    let (beta, gain) = (Scalar(beta), Scalar(1 - beta))
    let epsilon = Scalar(epsilon)
    guard isCentred else {
      for i in 0..<site.count {
        let g = gradient[i]
        squares[i] = beta * squares[i] + gain * g * g
        gradient[i] = g / (squares[i].squareRoot() + epsilon)
      }
      return
    }
    let means = site.slots[momentum == 0 ? 1 : 2]
    for i in 0..<site.count {
      let g = gradient[i]
      squares[i] = beta * squares[i] + gain * g * g
      means[i] = beta * means[i] + gain * g
      // Rounding may leave a variance of 0 a little below it.
      let variance = max(0, squares[i] - means[i] * means[i])
      gradient[i] = g / (variance.squareRoot() + epsilon)
    }
  }
}
