import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  static let trainingFields: [ReturnType.Field] = [
    .init("loss", .value(.float), "The mean loss over the batches of the last epoch"),
    .init("accuracy", .value(.float), "The share of classes or labels that were right"),
    .init("mae", .value(.float), "In place of accuracy, of numbers: the mean absolute error"),
    .init("bits", .value(.float), "In place of accuracy, of next symbols: bits a symbol"),
    .init("validation", .anything, "The same of the validation examples; none without any"),
    .init("epochs", .value(.int), "How many epochs the model has been trained in all"),
    .init("added", .value(.int), "How many of them now"),
    .init("best", .anything, "The epoch whose weights were kept; none if the last ones were"),
    .init("checkpoint", .anything, "The file with the state of its end; none if it keeps none"),
    .init("seconds", .value(.float), "How long it took"),
    .init("speed", .value(.float), "How many sequences were trained per second"),
    .init("model", .value(.text), "Which model"),
    .init("data", .value(.text), "Which data set"),
  ]

  var train: PluginCommand {
    let declaration = CommandDeclaration(
      "train", "Trains a model",
      details: """
        Plain `train`, without any setting, finishes an interrupted training; with `epochs=N` it \
        always adds N epochs. Ctrl-C stops at the end of a batch, and nothing is lost. `rate` beats \
        the rate of `optimizer`. `clip` and `clip-value` keep gradients small: values \
        first, then their norm. With `average`, the model ends with the running mean of its weights, \
        and each epoch is judged by it. `patience` stops when the validation loss (that of training, \
        if there are no validation examples) has not fallen for so many epochs; then, and with \
        `best`, the weights of the epoch with the least loss come back. `for` ends in time. \
        `shift=2` moves each training image at random, by up to two pixels in both directions.

        With `checkpoint`, the whole state is kept in a file: at the beginning, then every so many \
        epochs, steps or minutes, and at the end, also after Ctrl-C. `open` brings it back. With \
        `resume=true` a script that is run again goes on from it, and ends with the same bits as if \
        it had never been stopped. `keep` keeps the models of the best epochs beside it.

        A long training is tried out first, from training to reading its checkpoint again, with two \
        batches and a copy of everything: what would fail after hours fails at once.
        """,
      parameters: Self.settings + [Self.plotted, Self.rehearse, Self.model, Self.data],
      returns: .value(.kind("training")),
      examples: [
        .init("load digits train=120 test=24; model lstm 8; train epochs=2", "Two epochs"),
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1 batch=20 "
            + "optimizer=(adam rate=0.01)", "An optimiser of its own"),
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=2 batch=10 rate=0.01 "
            + "schedule=(cosine warmup=5) clip=1", "A rate that rises and falls"),
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=9 patience=2 for=10s",
          "Until it does not help any more, ten seconds at most"),
        .init(
          "load digits train=120 test=24; model lstm 8; "
            + "train epochs=2 checkpoint=/tmp/mnl-example.ckpt resume=false",
          "Can be finished later: by `open`, and by `resume=true`"),
      ],
      seeAlso: ["eval", "model lstm", "adam", "sgd", "cosine", "save"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let model = try Self.model(arguments, context)
      let data = try Self.data(arguments, context)
      let isPlain = Self.settings.allSatisfy { !arguments.isGiven($0.name) }
      let unfinished = isPlain ? model.model.training.interrupted : nil
      let configuration = try Self.configuration(arguments)
      let plan = configuration.checkpoints
      if plan != nil { try Self.checkWritten(configuration, context) }
      let place = try Self.placeToGoOn(from: context)
      let state = place == nil ? try Self.stateToResume(plan, arguments) : nil
      let batch = unfinished?.batch ?? configuration.batch
      try Self.checkAugmentation(configuration.augmentation, data)
      let examples = DataForTraining(data)
      let score = examples.train.shape.targets.score
      let live = arguments.bool("plot") ? LivePlot(model) : nil
      let trainer = Trainer(
        rehearsal: Self.rehearsal(arguments), places: Self.keeper(in: context),
        isCancelled: { context.isInterrupted },
        report: {
          Self.tell($0, of: model, score, batch: batch, live, context)
        })
      // Also where the training fails: the last good state is in it.
      defer { if let plan { context.noteFile(plan.path) } }
      let record: TrainingRecord
      do throws(LearnError) {
        if let place {
          record = try trainer.goOn(
            model.model, on: examples, unfinished == nil ? configuration : nil, from: place)
        } else if unfinished != nil {
          record = try trainer.finish(model.model, on: examples)
        } else if let state {
          record = try trainer.resume(model.model, on: examples, configuration, from: state)
        } else {
          record = try trainer.train(model.model, on: examples, configuration)
        }
      } catch {
        let kept = plan ?? unfinished?.configuration.checkpoints
        throw Self.failure(error, training: model.model, keptIn: kept?.path)
      }
      if let stop = record.interruption {
        throw Self.interruption(
          stop, keptIn: record.checkpoint,
          resumes: arguments.isGiven("resume") && arguments.bool("resume"), context)
      }
      let outcome = Self.outcome(record, score, model, data, tellsTime: context.settings.tellsTimes)
      if live != nil, !outcome.history.epochs.isEmpty {
        let charts = ["loss", score.rawValue].map {
          Curves(axis: "epoch", series: outcome.history.series($0))
        }
        context.emit(.display(DisplayBundle(charts: charts)))
      }
      return .handle(outcome)
    }
  }

  /// The parameter that asks for curves while a model is trained, and at its end.
  private static let plotted = ParameterDeclaration.option(
    "plot", .bool, "Whether loss and score are drawn, while it goes on where that is possible",
    default: .bool(false))

  private static func interruption(
    _ stop: TrainingRecord.Interruption, keptIn path: String?, resumes: Bool,
    _ context: CommandContext
  ) -> CommandFailure {
    let goesOn = context.settings.survivesInterrupt
    let kept = path.map { "the state is in '\($0)'" }
    var failure = CommandFailure.interrupted(
      "interrupted in \(epochText(stop.epoch, of: stop.lastEpoch)), after batch \(stop.batchesDone) "
        + "of \(stop.batchesPerEpoch); "
        + (kept ?? "the weights are \(goesOn ? "kept" : "not saved")"))
    if goesOn {
      failure.help = "`train` goes on from there"
    } else if let path {
      failure.help =
        resumes
        ? "run it again to go on from there"
        : "`open \(path); train` goes on from there, with the same data loaded"
    }
    return failure
  }

  static func epochText(_ epoch: Int, of last: Int?) -> String {
    "epoch \(epoch)" + (last.map { " of \($0)" } ?? "")
  }

  /// Turns what the trainer reports of batches into events that speak of sequences.
  private static func tell(
    _ progress: TrainingProgress, of model: ModelHandle, _ score: Score, batch: Int,
    _ live: LivePlot?, _ context: CommandContext
  ) {
    var report = Progress(
      id: "train.\(progress.epoch)", label: epochText(progress.epoch, of: progress.lastEpoch),
      done: progress.batchesDone * batch, total: progress.batchesPerEpoch * batch,
      unit: "sequences", rate: progress.sequencesPerSecond, secondsLeft: progress.secondsLeft,
      metrics: [("loss", progress.loss), (score.rawValue, progress.score)],
      display: live?.display(progress))
    if case .validating(let done, let total) = progress.moment {
      report.label += ", validation"
      (report.done, report.total) = (done, total)
      // The speed is that of training.
      report.rate = nil
    }
    guard case .epochEnd(let validation) = progress.moment else {
      return context.emit(.progress(report))
    }
    report.isFinal = true
    if case .accuracy = score { model.accuracy = validation?.score ?? progress.score }
    var metrics = [("loss", progress.loss, "train"), (score.rawValue, progress.score, "train")]
    if let validation {
      report.metrics.append(("validation", validation.score))
      metrics += [
        ("loss", validation.loss, "validation"), (score.rawValue, validation.score, "validation"),
      ]
    }
    var settings: [(String, Double)] = []
    if let rate = progress.rate { settings.append(("rate", rate)) }
    if let gradients = progress.gradients {
      settings += [("gradient-norm", gradients.norm), ("clipped", gradients.clipped)]
    }
    report.metrics += settings.map { (name: $0.0, value: $0.1) }
    metrics += settings.map { ($0.0, $0.1, "train") }
    context.emit(.progress(report))
    for (name, value, split) in metrics {
      context.emit(.metric(Metric(name: name, value: value, split: split, epoch: progress.epoch)))
    }
  }

  private static func outcome(
    _ record: TrainingRecord, _ score: Score, _ model: ModelHandle, _ data: DataHandle,
    tellsTime: Bool
  ) -> TrainingHandle {
    let first = record.epochs - record.epochsAdded + 1
    let epochs =
      switch record.epochsAdded {
      case 0 where record.steps == 0: "no epoch was left"
      case 0: "part of epoch \(record.epochs + 1)"
      case 1: "epoch \(record.epochs)"
      default: "epochs \(first) to \(record.epochs)"
      }
    let verb = record.isContinued ? "finished the interrupted training of" : "trained"
    var parts = [
      "\(verb) \(model.name) on \(data.data.name): \(epochs)",
      "loss \(record.loss.text(significant: 4))", score.text(record.score),
    ]
    if let validation = record.validation {
      parts.append("validation " + score.valueText(validation.score))
    }
    if tellsTime { parts.append(DecimalText.elapsed(record.seconds)) }
    switch record.earlyEnd {
    case .patience(let epochs)?:
      parts.append("stopped after \(counted(epochs, "epoch")) without a better loss")
    case .time(let done, let whole)?:
      parts.append("time is up" + (done > 0 ? " at batch \(done) of \(whole)" : ""))
    case nil: break
    }
    if let best = record.best { parts.append("weights of epoch \(best.epoch)") }
    if let path = record.checkpoint {
      parts.append("checkpoint \(path) of epoch \(record.epochs)")
    }
    return TrainingHandle(
      line: parts.joined(separator: ", "),
      history: TrainingHistory(
        name: model.name, score: score,
        epochs: Array(model.model.training.history.suffix(record.epochsAdded))),
      [
        ("loss", .float(record.loss)), (score.rawValue, .float(record.score)),
        ("validation", record.validation.map { .float($0.score) } ?? .none),
        ("epochs", .int(record.epochs)), ("added", .int(record.epochsAdded)),
        ("best", record.best.map { .int($0.epoch) } ?? .none),
        ("checkpoint", record.checkpoint.map(Value.text) ?? .none),
        ("seconds", .float(record.seconds)), ("speed", .float(record.sequencesPerSecond)),
        ("model", .text(model.name)), ("data", .text(data.data.name)),
      ])
  }
}

extension Score {
  /// The number with its name: `accuracy 98.31%`, `MAE 0.01234`, `0.9123 bits`.
  fileprivate func text(_ value: Double) -> String {
    switch self {
    case .accuracy: "accuracy " + valueText(value)
    case .meanAbsoluteError: "MAE " + valueText(value)
    case .bits: valueText(value) + " bits"
    }
  }

  /// The number alone.
  fileprivate func valueText(_ value: Double) -> String {
    self == .accuracy ? percentText(value) : value.text(significant: 4)
  }
}
