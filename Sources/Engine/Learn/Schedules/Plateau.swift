/// The rate times `factor` whenever the loss has stopped falling:
/// `torch.optim.lr_scheduler.ReduceLROnPlateau`.
package struct Plateau: Schedule {
  package let name = "plateau"
  /// What each cut leaves of the rate, above 0 and below 1.
  package let factor: Double
  /// How many epochs in a row may be without a better loss, from 0; the next one cuts.
  package let patience: Int
  /// By which share of the best loss a loss has to be below it to be better, from 0.
  package let threshold: Double
  /// How many epochs after a cut are not counted, from 0.
  package let cooldown: Int
  /// The least share of the rate, from 0.
  package let final: Double

  /// A schedule that looks at the loss; by default with PyTorch's settings.
  package init(
    factor: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4, cooldown: Int = 0,
    final: Double = 0
  ) {
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.cooldown = cooldown
    self.final = final
  }

  package var needs: Set<ScheduleNeed> { [.losses] }

  package var settings: [(name: String, value: String)] {
    [
      ("factor", "\(factor)"), ("patience", "\(patience)"), ("threshold", "\(threshold)"),
      ("cooldown", "\(cooldown)"), ("final", "\(final)"),
    ]
  }

  /// - Complexity: O(epochs).
  package func factor(at moment: ScheduleMoment) -> Double {
    var (rate, best, bad, pause) = (1.0, Double.infinity, 0, 0)
    for loss in moment.losses {
      if loss < best * (1 - threshold) { (best, bad) = (loss, 0) } else { bad += 1 }
      if pause > 0 { (pause, bad) = (pause - 1, 0) }
      if bad > patience { (rate, pause, bad) = (max(final, rate * factor), cooldown, 0) }
    }
    return rate
  }
}
