import MNLLearn
import MNLTensor
import Testing

/// A training that is interrupted, written, read by nobody who knew it, and finished.
@Suite struct CheckpointTests {
  private let data = ToyData(validation: 30)

  /// Settings in which everything that a state has takes part.
  private func settings(_ path: String? = nil, epochs: Int = 5) -> TrainingConfiguration {
    var configuration = TrainingConfiguration(
      epochs: epochs, batch: 20, rule: Adam(rate: 0.03, beta1: 0.8))
    configuration.schedule = CosineDecay(final: 0.1)
    configuration.clipping = GradientClipping(norm: 0.5)
    configuration.average = 0.9
    configuration.augmentation.shift = 1
    configuration.patience = 3
    configuration.keepsBest = true
    configuration.loss = LossSettings(smoothing: 0.1, weights: .given([1, 2, 0.5]))
    configuration.checkpoints = path.map { CheckpointPlan(path: $0) }
    return configuration
  }

  /// The model of a file, as a process would have it that knows nothing else.
  private func open(_ path: String, threads: Int = 1) throws -> Model {
    let checkpoint = try Checkpoint(opening: path)
    #expect(checkpoint.optimizerText == Adam(rate: 0.03, beta1: 0.8).text)
    #expect(checkpoint.scheduleText == CosineDecay(final: 0.1).text)
    return try Model(
      checkpoint, at: path, rule: Adam(rate: 0.03, beta1: 0.8),
      schedule: CosineDecay(final: 0.1), pool: ThreadPool(threads: threads))
  }

  @Test(
    "a training that goes on from a file ends with the bits of one that was never stopped",
    arguments: [0, 1, 11, 12, 13, 30, 45])
  func bitExact(_ batches: Int) throws {
    let folder = try TemporaryFolder()
    let whole = try makeModel([6, 4])
    let expected = try Trainer().train(whole, on: data, settings())

    let model = try makeModel([6, 4])
    let stopped = try Trainer(isCancelled: StopAfter(batches).ask)
      .train(model, on: data, settings(folder.file("run")))
    #expect(stopped.interruption != nil)
    #expect(stopped.checkpoint == folder.file("run"))
    let opened = try open(folder.file("run"), threads: 2)
    #expect(try opened.weightsHash() == model.weightsHash())
    let finished = try Trainer().finish(opened, on: data)
    #expect(try opened.weightsHash() == whole.weightsHash())
    #expect(opened.training.history == whole.training.history)
    #expect(opened.training.steps == whole.training.steps)
    #expect(finished.epochs == expected.epochs)
    #expect(finished.best == expected.best)
    #expect(finished.earlyEnd == expected.earlyEnd)
  }

  @Test("masks of dropout go on, too", arguments: [1, 14, 29])
  func dropout(_ batches: Int) throws {
    let folder = try TemporaryFolder()
    func make() throws -> Model {
      var configuration = ModelConfiguration(units: [8, 6])
      configuration.dropout = 0.3
      return try Model(configuration, seed: 1, pool: ThreadPool(threads: 1))
    }
    let (whole, model) = (try make(), try make())
    _ = try Trainer().train(whole, on: data, settings())
    _ = try Trainer(isCancelled: StopAfter(batches).ask)
      .train(model, on: data, settings(folder.file("run")))
    let opened = try open(folder.file("run"), threads: 2)
    _ = try Trainer().finish(opened, on: data)
    #expect(try opened.weightsHash() == whole.weightsHash())
  }

  @Test("a second training after it goes on as well, with moments and order")
  func trainsOn() throws {
    let folder = try TemporaryFolder()
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, settings(epochs: 2))
    let model = try makeModel()
    _ = try Trainer().train(model, on: data, settings(folder.file("run"), epochs: 2))
    let opened = try open(folder.file("run"))
    #expect(opened.training.interrupted == nil)
    for model in [whole, opened] { _ = try Trainer().train(model, on: data, settings(epochs: 1)) }
    #expect(try opened.weightsHash() == whole.weightsHash())
  }

  @Test("keeping states changes no bit")
  func changesNothing() throws {
    let folder = try TemporaryFolder()
    func hash(_ plan: CheckpointPlan?) throws -> String {
      let model = try makeModel()
      var configuration = settings()
      configuration.checkpoints = plan
      _ = try Trainer().train(model, on: data, configuration)
      return try model.weightsHash()
    }
    let plain = try hash(nil)
    #expect(try hash(CheckpointPlan(path: folder.file("a"))) == plain)
    #expect(
      try hash(CheckpointPlan(path: folder.file("b"), every: 5, unit: .step, keep: 2)) == plain)
  }

  @Test("equal states give equal bytes")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      _ = try Trainer(isCancelled: StopAfter(15).ask)
        .train(try makeModel(), on: data, settings(folder.file("run")))
      let words = try Checkpoint(opening: folder.file("run"))
      try words.write(to: folder.file(name))
    }
    // The seconds differ, and so does the hash, but nothing else does.
    let (a, b) = (try folder.read("a"), try folder.read("b"))
    #expect(a.count - b.count < 20 && b.count - a.count < 20)
    let once = try Checkpoint(opening: folder.file("a"))
    try once.write(to: folder.file("c"))
    #expect(try folder.read("c") == a)
  }

  @Test("refuses other data of the same name, number and shape")
  func otherExamples() throws {
    let folder = try TemporaryFolder()
    _ = try Trainer(isCancelled: StopAfter(15).ask)
      .train(try makeModel(), on: data, settings(folder.file("run")))
    let other = ToyData(validation: 30, seed: 8)
    #expect(throws: LearnError.otherExamples(data: "toy")) {
      _ = try Trainer().finish(open(folder.file("run")), on: other)
    }
  }

  @Test("a model file is no checkpoint, and says so")
  func model() throws {
    let folder = try TemporaryFolder()
    let model = try makeModel()
    try model.build(for: data.train.shape, of: "toy")
    try model.save(to: folder.file("m"))
    #expect(throws: LearnError.model(path: folder.file("m"), .noCheckpoint)) {
      _ = try Checkpoint(opening: folder.file("m"))
    }
    #expect(try !Checkpoint.isCheckpoint(folder.file("m")))
  }

  @Test("the final state has what the training ended with, and nothing is left to finish")
  func finished() throws {
    let folder = try TemporaryFolder()
    let model = try makeModel()
    let record = try Trainer().train(model, on: data, settings(folder.file("run"), epochs: 3))
    #expect(record.checkpoint == folder.file("run"))
    let checkpoint = try Checkpoint(opening: folder.file("run"))
    #expect(checkpoint.isFinished)
    let opened = try open(folder.file("run"))
    #expect(try opened.weightsHash() == model.weightsHash())
    #expect(throws: LearnError.nothingToFinish) { _ = try Trainer().finish(opened, on: data) }
  }

  @Test("a file that cannot be written stops the training, which can be finished all the same")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("none/run")
    let model = try makeModel()
    #expect(throws: LearnError.self) {
      _ = try Trainer().train(model, on: data, settings(path))
    }
    #expect(model.training.interrupted != nil)
    #expect(model.training.steps == 0)
  }
}
