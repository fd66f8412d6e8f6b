package import MNLTensor

/// Plain gradient descent: `value -= rate · gradient`.
package struct SGD: UpdateRule {
  package let name = "sgd"
  package let slots: [String] = []
  /// The step size, above 0.
  package let rate: Double

  /// A rule with the given step size.
  package init(rate: Double = 0.01) { self.rate = rate }

  package func apply(_ site: UpdateSite<Float>) { site.descend(rate: Float(rate)) }

  package func apply(_ site: UpdateSite<Double>) {
    for i in 0..<site.count { site.value[i] -= rate * site.gradient[i] }
  }
}
