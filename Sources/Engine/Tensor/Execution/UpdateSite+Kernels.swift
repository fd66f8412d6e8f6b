import MNLKernels

// What update rules do to a stretch in the precision of training.
extension UpdateSite<Float> {
  /// Gradient descent: `value -= rate · gradient`.
  package func descend(rate: Float) {
    checkSizes(slots: 0)
    ActiveKernels.current.descend(value.floats, gradient.floats, rate: rate, count: count)
  }

  /// A step of Adam, whose moments are the two slots.
  ///
  ///     m += (gradient - m) · firstGain        v += (gradient² - v) · secondGain
  ///     value -= m · alpha / (√v + epsilon)
  package func stepByMoments(
    alpha: Float, firstGain: Float, secondGain: Float, epsilon: Float
  ) {
    checkSizes(slots: 2)
    ActiveKernels.current.adam(
      AdamStep(
        count: count, value: value.floats, gradient: gradient.floats, first: slots[0].floats,
        second: slots[1].floats, alpha: alpha, firstGain: firstGain, secondGain: secondGain,
        epsilon: epsilon))
  }

  /// Traps if some memory is too small: kernels do not check.
  private func checkSizes(slots used: Int) {
    precondition(slots.count >= used && count <= value.count && count <= gradient.count)
    for slot in slots.prefix(used) { precondition(count <= slot.count) }
  }
}
