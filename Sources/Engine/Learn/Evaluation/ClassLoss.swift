import Glibc

/// The cross-entropy of one example, as far as it depends on the share that its class gets: what the
/// numbers of a loss mean.
///
/// The other classes are taken to share the rest equally. Where a loss takes shares for logits, as the
/// TensorFlow tutorial does, a second softmax levels them: shares lie between 0 and 1, and so do its
/// exponents.
package struct ClassLoss: Hashable, Sendable {
  /// How many classes there are, `C`, at least 2.
  package let classes: Int
  /// Whether what the loss takes for logits are shares already, of an earlier softmax.
  package let isDoubled: Bool
  /// The share of each label that all classes get, ε from 0 to 1 (label smoothing).
  package let smoothing: Double

  /// The loss of so many classes.
  ///
  /// - Precondition: `classes` is at least 2, `smoothing` from 0 to 1.
  package init(classes: Int, isDoubled: Bool = false, smoothing: Double = 0) {
    precondition(classes >= 2 && (0...1).contains(smoothing), "\(classes), \(smoothing)")
    self.classes = classes
    self.isDoubled = isDoubled
    self.smoothing = smoothing
  }

  /// What the class and each other one are to get.
  private var targets: (own: Double, other: Double) {
    let other = smoothing / Double(classes)
    return (1 - smoothing + other, other)
  }

  /// What the last softmax gives the class and each other one, of a share from 0 to 1.
  private func levelled(_ share: Double) -> (own: Double, other: Double) {
    let rest = (1 - share) / Double(classes - 1)
    guard isDoubled else { return (share, rest) }
    let (own, other) = (exp(share), exp(rest))
    let sum = own + Double(classes - 1) * other
    return (own / sum, other / sum)
  }

  /// The loss of an example whose class gets a share from 0 to 1.
  package func loss(share: Double) -> Double {
    let (found, wanted) = (levelled(share), targets)
    func cost(_ target: Double, _ share: Double) -> Double {
      target == 0 ? 0 : -target * log(share)
    }
    return cost(wanted.own, found.own) + Double(classes - 1) * cost(wanted.other, found.other)
  }

  /// The derivative by the score of the class, before any softmax, at a share from 0 to 1.
  ///
  /// With one softmax it is `share - target`. With two, `q` being the result of the second and `p`
  /// that of the first, it is `p_c (g_c - Σ_k g_k p_k)` with `g = q - target`.
  package func slope(share: Double) -> Double {
    let (found, wanted) = (levelled(share), targets)
    let own = found.own - wanted.own
    guard isDoubled else { return own }
    let other = found.other - wanted.other
    return share * (own - (share * own + (1 - share) * other))
  }

  /// The loss of a guess that gives all classes the same share, ln `C`.
  package var guess: Double { log(Double(classes)) }

  /// The least loss there can be: 0 for plain logits and labels.
  package var floor: Double {
    isDoubled ? loss(share: 1) : loss(share: targets.own)
  }

  /// The greatest loss there can be; nil if there is no limit.
  ///
  /// With two softmaxes it is that of a whole share for one wrong class.
  package var ceiling: Double? {
    guard isDoubled else { return nil }
    let wanted = targets
    let sum = exp(1) + Double(classes - 1)
    return log(sum) - wanted.other
  }
}
