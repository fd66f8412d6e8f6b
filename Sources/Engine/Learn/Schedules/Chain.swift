/// One schedule for some steps, then another, which begins anew:
/// `torch.optim.lr_scheduler.SequentialLR`.
package struct Chain: Schedule {
  package let name = "chain"
  /// What comes first.
  package let first: any Schedule
  /// For how many steps, from 1.
  package let steps: Int
  /// What comes then.
  package let then: any Schedule

  /// A schedule for some steps, and what follows it.
  package init(_ first: any Schedule, for steps: Int, then: any Schedule) {
    self.first = first
    self.steps = steps
    self.then = then
  }

  package var needs: Set<ScheduleNeed> { first.needs.union(then.needs) }

  package var settings: [(name: String, value: String)] {
    [("first", "(\(first.text))"), ("steps", "\(steps)"), ("then", "(\(then.text))")]
  }

  package func factor(at moment: ScheduleMoment) -> Double {
    guard moment.step < steps else { return then.factor(at: moment.after(steps)) }
    var part = moment
    part.totalSteps = steps
    return first.factor(at: part)
  }
}

/// The rate from a small one up to its whole, in equal parts, then another schedule.
///
/// Step `k`, from 1, of `n` has `k / n` of the rate: so no step is wasted on a rate of 0.
package struct Warmup: Schedule {
  package let name = "warmup"
  /// How many steps the rise has, from 1.
  package let steps: Int
  /// What comes then.
  package let then: any Schedule

  /// A rise, and what follows it.
  package init(_ steps: Int, then: any Schedule = ConstantRate()) {
    self.steps = steps
    self.then = then
  }

  package var needs: Set<ScheduleNeed> { then.needs }

  package var settings: [(name: String, value: String)] {
    [("steps", "\(steps)"), ("then", "(\(then.text))")]
  }

  package func factor(at moment: ScheduleMoment) -> Double {
    moment.step < steps
      ? Double(moment.step + 1) / Double(steps) : then.factor(at: moment.after(steps))
  }
}
