import MNLDiagnostics
import MNLLearn
import MNLRuntime
import MNLTensor

// What `train` may be told.
extension LearnPlugin {
  /// What it does if nothing else is said.
  private enum Standard {
    static let epochs = 6
    static let batch = 50
    static let optimizer = OptimizerHandle(Adam())
  }

  /// What says how to train; plain `train` gives none of it.
  static let settings: [ParameterDeclaration] =
    [
      .option(
        "epochs", .int, "How many epochs to add; \(Standard.epochs) if left out",
        limits: .between(1, 1_000_000), unit: "epochs"),
      .option(
        "for", .duration, "How long to train at most; as many epochs as fit, if none are given",
        limits: .above(0)),
      .option(
        "patience", .int, "After how many epochs without a better loss to stop; never if left out",
        limits: .from(1), unit: "epochs"),
      .option(
        "best", .bool,
        "Whether to end with the weights of the best epoch; yes with patience, no without"),
      .option(
        "batch", .int, "Examples in a step; \(Standard.batch) if left out",
        limits: .from(1), unit: "examples"),
      .option(
        "rate", .float, "The step size; that of the optimiser if left out", limits: .above(0)),
      .option("optimizer", .kind("optimizer"), "By which rule; adam if left out"),
      .option("schedule", .kind("schedule"), "How the rate changes; it stays if left out"),
    ] + GradientClipping.parameters + [
      .option(
        "loss", .choice(LossKind.allCases.map(\.rawValue)),
        "What to minimise; what is usual for the data if left out"),
      .option(
        "smoothing", .float, "The share of each label that all classes get",
        limits: Limits(from: 0, to: 1, excludesUpper: true), default: .float(0)),
      .option(
        "class-weights", .list,
        "How much each class counts, in their order; all the same if left out"),
      .option(
        "balanced", .bool, "Whether a class counts the more, the rarer it is",
        default: .bool(false)),
      .option(
        "shift", .int,
        "By how many pixels images are moved at most in each direction, at random; not if left out",
        limits: .from(0), unit: "pixels"),
    ] + augmenting + [
      .option(
        "bucket", .bool,
        "Whether batches are of sequences of similar lengths, which takes less time",
        default: .bool(false)),
      .option(
        "average", .float, "How much of the running mean of the weights stays in each step",
        limits: Limits(from: 0, to: 1, excludesUpper: true)),
    ] + checkpointSettings

  /// How a command is told to train.
  ///
  /// Errors: class weights that are no numbers above 0, or are given twice.
  static func configuration(
    _ arguments: Arguments
  ) throws(CommandFailure) -> TrainingConfiguration {
    let optimizer =
      arguments.optionalHandle("optimizer", as: OptimizerHandle.self) ?? Standard.optimizer
    var configuration = TrainingConfiguration(
      epochs: arguments.optionalInt("epochs") ?? Standard.epochs,
      batch: arguments.optionalInt("batch") ?? Standard.batch,
      rule: optimizer.optimizer(rate: arguments.optionalFloat("rate")))
    configuration.schedule =
      arguments.optionalHandle("schedule", as: ScheduleHandle.self)?.schedule
    configuration.clipping = GradientClipping(arguments)
    configuration.loss = LossSettings(
      kind: arguments.optionalText("loss").flatMap(LossKind.init),
      smoothing: arguments.float("smoothing"), weights: try classWeights(arguments))
    configuration.augmentation = augmentation(arguments)
    configuration.isBucketed = arguments.bool("bucket")
    configuration.average = arguments.optionalFloat("average")
    configuration.patience = arguments.optionalInt("patience")
    configuration.keepsBest =
      arguments.isGiven("best") ? arguments.bool("best") : configuration.patience != nil
    configuration.checkpoints = try checkpoints(arguments)
    try giveTime(arguments, &configuration)
    return configuration
  }

  /// Limits the time: then epochs are no limit, unless they are given, too.
  ///
  /// Errors: a schedule that does not know how long the training is.
  private static func giveTime(
    _ arguments: Arguments, _ configuration: inout TrainingConfiguration
  ) throws(CommandFailure) {
    guard case .duration(let seconds)? = arguments["for"] else { return }
    configuration.timeLimit = seconds
    guard !arguments.isGiven("epochs") else { return }
    guard configuration.schedule == nil else {
      throw CommandFailure(
        .outOfRange, "a schedule has to know how many epochs there are at most", parameter: "for",
        help: "give epochs as well: epochs=\(Standard.epochs)",
        cure: .adding("epochs=\(Standard.epochs)"))
    }
    configuration.epochs = TrainingConfiguration.epochLimit.upperBound
  }

  private static func classWeights(
    _ arguments: Arguments
  ) throws(CommandFailure) -> LossSettings.ClassWeights {
    guard arguments["class-weights"] != nil else {
      return arguments.bool("balanced") ? .balanced : .equal
    }
    if arguments.bool("balanced") {
      throw CommandFailure(
        .outOfRange, "`balanced` finds the class weights itself", parameter: "class-weights",
        help: "leave one of the two out", cure: .leavingOut("class-weights"))
    }
    return .given(try arguments.classWeights("class-weights"))
  }
}

extension Arguments {
  /// Numbers above 0, one for each class.
  ///
  /// Errors: something else.
  func classWeights(_ name: String) throws(CommandFailure) -> [Double] {
    var weights: [Double] = []
    for value in list(name) {
      let number: Double? =
        switch value {
        case .int(let int): Double(int)
        case .float(let float): float
        default: nil
        }
      guard let number else {
        throw CommandFailure(
          .wrongType, "class weights are numbers", parameter: name, label: "got \(value.printed)")
      }
      guard number > 0, number.isFinite else {
        throw CommandFailure(
          .outOfRange, "class weights must be above 0", parameter: name,
          label: "got \(value.printed)")
      }
      weights.append(number)
    }
    return weights
  }
}
