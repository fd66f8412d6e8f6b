import MNLDiagnostics
import MNLLearn
import MNLRuntime
import MNLTensor

// What `train` leaves in files, and goes on with.
extension LearnPlugin {
  /// Where, when and how often the state of a training is kept.
  static let checkpointSettings: [ParameterDeclaration] = [
    .option(
      "checkpoint", .path, "The file that the state is kept in, to go on from; none if left out",
      pathRole: .writesFile, completion: .path(endings: ["ckpt"])),
    .option(
      "every", .int, "After how many epochs the state is kept; each if left out",
      limits: .from(1)),
    .option(
      "per", .choice(CheckpointPlan.Unit.allCases.map(\.rawValue)), "What `every` counts",
      default: .text(CheckpointPlan.Unit.epoch.rawValue)),
    .option(
      "keep", .int, "Of how many of the best epochs the models are kept beside the checkpoint",
      limits: .from(1), unit: "epochs"),
    .option(
      "resume", .bool,
      "Whether to go on with the training in the checkpoint, if there is one; with false it is "
        + "overwritten, and an unfinished one refused if left out"),
  ]

  /// Where a command is told to keep the state of a training; nil if nowhere.
  ///
  /// Errors: a setting that means nothing without a checkpoint, and an empty path.
  static func checkpoints(_ arguments: Arguments) throws(CommandFailure) -> CheckpointPlan? {
    guard let path = arguments.optionalText("checkpoint") else {
      for name in ["every", "per", "keep", "resume"] where arguments.isGiven(name) {
        throw CommandFailure(
          .missingArgument, "`\(name)` needs a checkpoint", parameter: name,
          help: "name its file: checkpoint=run.ckpt")
      }
      return nil
    }
    guard !path.isEmpty else {
      throw CommandFailure(
        .unwritableFile, "a checkpoint needs the name of a file", parameter: "checkpoint",
        help: "as in checkpoint=run.ckpt")
    }
    guard let unit = CheckpointPlan.Unit(rawValue: arguments.text("per")) else {
      preconditionFailure("a choice that is no unit: \(arguments.text("per"))")
    }
    return CheckpointPlan(
      path: path, every: arguments.optionalInt("every") ?? 1, unit: unit,
      keep: arguments.optionalInt("keep") ?? 0)
  }

  /// Whether a long training is tried out first.
  static let rehearse = ParameterDeclaration.option(
    "rehearse", .bool,
    "Whether to go the whole way with two batches first; only if the training is long, if left out")

  /// Whether a command is told to try a training out.
  static func rehearsal(_ arguments: Arguments) -> Rehearsal {
    guard arguments.isGiven("rehearse") else { return .ifLong }
    return arguments.bool("rehearse") ? .always : .never
  }

  /// A failure of training, with the state that is kept all the same.
  static func failure(
    _ error: LearnError, training model: Model, keptIn path: String?
  ) -> CommandFailure {
    var failure = CommandFailure(error, path: "checkpoint")
    guard let state = model.training.checkpoint, state.path == path else { return failure }
    switch error {
    case .diverged, .notFinite, .file(_, .system(action: "written", number: _)):
      let place =
        state.batchesDone > 0
        ? "after batch \(state.batchesDone) of epoch \(state.epochs + 1)"
        : state.epochs > 0 ? "of the end of epoch \(state.epochs)" : "of the beginning"
      failure.notes.append("'\(state.path)' holds the last good state, \(place)")
    default: break
    }
    return failure
  }

  /// The state that `train` is to go on with; nil if it is to begin.
  ///
  /// Errors: a file that is no checkpoint, or a damaged one; and an unfinished training that would be
  /// lost, if nothing is said of it.
  static func stateToResume(
    _ plan: CheckpointPlan?, _ arguments: Arguments
  ) throws(CommandFailure) -> Checkpoint? {
    guard let plan, !arguments.isGiven("resume") || arguments.bool("resume") else { return nil }
    let found: Checkpoint?
    do throws(LearnError) {
      found = try Checkpoint.found(at: plan.path)
    } catch {
      throw CommandFailure(error, path: "checkpoint")
    }
    guard !arguments.isGiven("resume") else { return found }
    guard let found, !found.isFinished else { return nil }
    throw CommandFailure(
      .commandFailed,
      "'\(plan.path)' holds an unfinished training, in "
        + epochText(found.epochs + 1, of: found.lastEpoch), parameter: "checkpoint",
      help: "go on with it by `resume=true`, or overwrite it by `resume=false`")
  }

  /// Who keeps the place of a training, for the run to be resumed.
  static func keeper(in context: CommandContext) -> PlaceKeeper? {
    guard context.journal != nil else { return nil }
    return PlaceKeeper(isDue: { context.isKeepingDue }) { place in
      context.keep { archive throws(ArchiveFault) in try archive.write(place: place) }
    }
  }

  /// The place from which a resumed run goes on with its training; nil if that begins.
  ///
  /// Errors: a place that cannot be read.
  static func placeToGoOn(
    from context: CommandContext
  ) throws(CommandFailure) -> TrainingPlace? {
    guard var archive = context.takeKept() else { return nil }
    do throws(ArchiveFault) {
      let place = try archive.place()
      try archive.finish()
      return place
    } catch {
      throw context.cannotGoOn(error.message)
    }
  }

  /// The model of a checkpoint, with the training that is to be finished.
  ///
  /// Errors: commands of the optimiser or the schedule that are not known, or refuse what is written.
  static func model(
    of checkpoint: Checkpoint, at path: String, _ pool: ThreadPool, _ context: CommandContext
  ) throws(CommandFailure) -> Model {
    let rule = try optimizer(writtenAs: checkpoint.optimizerText, context)
    var schedule: (any Schedule)?
    if let text = checkpoint.scheduleText {
      schedule = try Self.schedule(writtenAs: text, context)
    }
    if checkpoint.kernels != ActiveKernels.levelName {
      context.warn(
        CommandFailure(
          .commandFailed,
          "the training in '\(path)' ran with kernels of level "
            + "\(checkpoint.kernels), this session has \(ActiveKernels.levelName): weights will "
            + "differ in their last bits"))
    }
    do throws(LearnError) {
      return try Model(checkpoint, at: path, rule: rule, schedule: schedule, pool: pool)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Makes sure that rule and schedule can be read again from a checkpoint.
  ///
  /// Errors: those of a plugin whose command does not take what it is written as.
  static func checkWritten(
    _ configuration: TrainingConfiguration, _ context: CommandContext
  ) throws(CommandFailure) {
    do throws(CommandFailure) {
      let rule = try optimizer(writtenAs: configuration.rule.text, context)
      guard rule.text == configuration.rule.text else {
        throw CommandFailure(.commandFailed, "it is read as '\(rule.text)'")
      }
      guard let text = configuration.schedule?.text else { return }
      let schedule = try Self.schedule(writtenAs: text, context)
      guard schedule.text == text else {
        throw CommandFailure(.commandFailed, "it is read as '\(schedule.text)'")
      }
    } catch {
      throw CommandFailure(
        .commandFailed, "this training cannot be kept in a checkpoint: \(error.message)",
        parameter: "checkpoint")
    }
  }

  private static func optimizer(
    writtenAs text: String, _ context: CommandContext
  ) throws(CommandFailure) -> any Optimizer {
    let handle = try context.handle(ofKind: "optimizer", writtenAs: text)
    guard let handle = handle as? OptimizerHandle else {
      throw CommandFailure(.commandFailed, "'\(text)' makes no optimizer of this program")
    }
    return handle.optimizer
  }

  private static func schedule(
    writtenAs text: String, _ context: CommandContext
  ) throws(CommandFailure) -> any Schedule {
    let handle = try context.handle(ofKind: "schedule", writtenAs: text)
    guard let handle = handle as? ScheduleHandle else {
      throw CommandFailure(.commandFailed, "'\(text)' makes no schedule of this program")
    }
    return handle.schedule
  }
}
