import Glibc

/// The rate as it is.
package struct ConstantRate: Schedule {
  package let name = "constant-rate"
  package let settings: [(name: String, value: String)] = []

  /// A schedule that changes nothing.
  package init() {}

  package func factor(at moment: ScheduleMoment) -> Double { 1 }
}

/// The rate times `factor` after every so many epochs or steps: `torch.optim.lr_scheduler.StepLR`.
package struct StepDecay: Schedule {
  package let name = "step"
  /// How many epochs or steps go by before each cut, from 1.
  package let every: Int
  /// What each cut leaves of the rate, above 0.
  package let factor: Double
  /// What is counted.
  package let unit: ScheduleUnit

  /// A schedule of cuts.
  package init(every: Int, factor: Double = 0.1, unit: ScheduleUnit = .epoch) {
    self.every = every
    self.factor = factor
    self.unit = unit
  }

  package var needs: Set<ScheduleNeed> { unit.needs }

  package var settings: [(name: String, value: String)] {
    [("every", "\(every)"), ("factor", "\(factor)"), ("per", unit.rawValue)]
  }

  package func factor(at moment: ScheduleMoment) -> Double {
    pow(factor, Double(unit.count(at: moment) / every))
  }
}

/// The rate times `factor` after each epoch or step: `torch.optim.lr_scheduler.ExponentialLR`.
package struct ExponentialDecay: Schedule {
  package let name = "exponential"
  /// What each epoch or step leaves of the rate, above 0.
  package let factor: Double
  /// What is counted.
  package let unit: ScheduleUnit

  /// A schedule that falls evenly.
  package init(factor: Double = 0.9, unit: ScheduleUnit = .epoch) {
    self.factor = factor
    self.unit = unit
  }

  package var needs: Set<ScheduleNeed> { unit.needs }

  package var settings: [(name: String, value: String)] {
    [("factor", "\(factor)"), ("per", unit.rawValue)]
  }

  package func factor(at moment: ScheduleMoment) -> Double {
    pow(factor, Double(unit.count(at: moment)))
  }
}

/// The rate along half a wave of the cosine, from its whole down to a share of it (Loshchilov and
/// Hutter 2017): `torch.optim.lr_scheduler.CosineAnnealingLR`.
package struct CosineDecay: Schedule {
  package let name = "cosine"
  /// How many steps the way down has, from 1; nil for all steps there are.
  package let steps: Int?
  /// The share of the rate at its end, from 0 to 1.
  package let final: Double

  /// A schedule down to a share of the rate.
  package init(steps: Int? = nil, final: Double = 0) {
    self.steps = steps
    self.final = final
  }

  package var needs: Set<ScheduleNeed> { steps == nil ? [.length] : [] }

  package var settings: [(name: String, value: String)] {
    (steps.map { [("steps", "\($0)")] } ?? []) + [("final", "\(final)")]
  }

  package func factor(at moment: ScheduleMoment) -> Double {
    final + (1 - final) * (1 + cos(.pi * moment.share(of: steps))) / 2
  }
}

/// The rate divided by the root of the steps: `√(scale / (scale + steps))` (Vaswani and others 2017).
package struct InverseSquareRoot: Schedule {
  package let name = "inverse-sqrt"
  /// After how many steps the rate is 1/√2 of what it was, from 1.
  package let scale: Int

  /// A schedule that falls ever more slowly.
  package init(scale: Int) { self.scale = scale }

  package var settings: [(name: String, value: String)] { [("scale", "\(scale)")] }

  package func factor(at moment: ScheduleMoment) -> Double {
    (Double(scale) / Double(scale + moment.step)).squareRoot()
  }
}
