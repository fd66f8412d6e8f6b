/// How the step size changes while something is trained: a factor for each step.
///
/// It is a function of where the training is and keeps nothing itself: a training that was stopped
/// goes on with the same rates. Any plugin may bring further ones.
package protocol Schedule: Sendable {
  /// Its name, as in `cosine`.
  var name: String { get }
  /// Its settings in the order in which they are written, as in `("final", "0.1")`.
  var settings: [(name: String, value: String)] { get }
  /// What it has to know of the training.
  var needs: Set<ScheduleNeed> { get }
  /// What the rate of the optimiser is multiplied by, from 0.
  func factor(at moment: ScheduleMoment) -> Double
}

/// Something that a schedule has to know.
package enum ScheduleNeed: Hashable, Sendable {
  /// How many steps there will be.
  case length
  /// How many steps an epoch has.
  case epochs
  /// How large the loss was after each epoch.
  case losses
}

/// Where a training is when it makes a step.
package struct ScheduleMoment: Hashable, Sendable {
  /// How many steps were made before, in this training.
  package var step: Int
  /// How many steps there will be in all; nil if nobody knows.
  package var totalSteps: Int?
  /// How many steps an epoch has; nil where there are no epochs.
  package var stepsPerEpoch: Int?
  /// The loss after each epoch of this training: of the validation examples if there are some.
  package var losses: [Double]

  /// A moment; without epochs if nothing is said of them.
  package init(
    step: Int, totalSteps: Int? = nil, stepsPerEpoch: Int? = nil, losses: [Double] = []
  ) {
    self.step = step
    self.totalSteps = totalSteps
    self.stepsPerEpoch = stepsPerEpoch
    self.losses = losses
  }

  /// The moment as a schedule sees it that begins `steps` later.
  func after(_ steps: Int) -> ScheduleMoment {
    ScheduleMoment(
      step: step - steps, totalSteps: totalSteps.map { max(0, $0 - steps) },
      stepsPerEpoch: stepsPerEpoch, losses: losses)
  }

  /// How far step `step` is on a way of `steps` steps, or of all there are, from 0 to 1.
  func share(of steps: Int?) -> Double {
    guard let length = steps ?? totalSteps, length > 0 else { return 1 }
    return min(1, Double(step) / Double(length))
  }
}

extension Schedule {
  /// Nothing.
  package var needs: Set<ScheduleNeed> { [] }

  /// The schedule with its settings, as in `cosine final=0.1`.
  package var text: String { settings.reduce(name) { "\($0) \($1.name)=\($1.value)" } }
}

/// What a schedule counts.
package enum ScheduleUnit: String, Hashable, Sendable, CaseIterable {
  /// Epochs.
  case epoch
  /// Steps: batches.
  case step

  /// How many of them were done; 0 where there are no epochs to count.
  func count(at moment: ScheduleMoment) -> Int {
    switch self {
    case .epoch: moment.step / max(1, moment.stepsPerEpoch ?? Int.max)
    case .step: moment.step
    }
  }

  /// What has to be known to count them.
  var needs: Set<ScheduleNeed> { self == .epoch ? [.epochs] : [] }
}
