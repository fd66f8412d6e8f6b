import Glibc

/// The rate up to its whole, then far down, both along half a wave of the cosine (Smith and Topin
/// 2018): `torch.optim.lr_scheduler.OneCycleLR` with two phases, the momentum left alone.
package struct OneCycle: Schedule {
  package let name = "one-cycle"
  /// How many steps the cycle has, from 2; nil for all steps there are.
  package let steps: Int?
  /// The share of the steps in which the rate rises, above 0 and below 1.
  package let rise: Double
  /// The share of the rate at the beginning, above 0.
  package let initial: Double
  /// The share of the rate at the end, above 0.
  package let final: Double

  /// A cycle; by default that of PyTorch.
  package init(
    steps: Int? = nil, rise: Double = 0.3, initial: Double = 0.04, final: Double = 4e-6
  ) {
    self.steps = steps
    self.rise = rise
    self.initial = initial
    self.final = final
  }

  package var needs: Set<ScheduleNeed> { steps == nil ? [.length] : [] }

  package var settings: [(name: String, value: String)] {
    (steps.map { [("steps", "\($0)")] } ?? [])
      + [("rise", "\(rise)"), ("initial", "\(initial)"), ("final", "\(final)")]
  }

  package func factor(at moment: ScheduleMoment) -> Double {
    guard let length = steps ?? moment.totalSteps, length > 1 else { return 1 }
    let (top, end) = (rise * Double(length) - 1, Double(length - 1))
    let step = min(Double(moment.step), end)
    if top > 0, step <= top { return Self.between(initial, 1, at: step / top) }
    return Self.between(1, final, at: (step - top) / (end - top))
  }

  /// From `first` to `last` along half a wave, `share` going from 0 to 1.
  private static func between(_ first: Double, _ last: Double, at share: Double) -> Double {
    last + (first - last) / 2 * (1 + cos(.pi * share))
  }
}
