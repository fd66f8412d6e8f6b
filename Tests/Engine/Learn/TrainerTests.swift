import MNLLearn
import MNLTensor
import Testing

@Suite struct TrainerTests {
  @Test("learns: the loss falls and nearly all examples come out right")
  func learns() throws {
    let model = try makeModel()
    let record = try Trainer().train(model, on: ToyData(count: 600), plan(epochs: 30))
    let history = model.training.history
    #expect(history.count == 30)
    #expect(history[29].loss < 0.5 * history[0].loss)
    #expect(record.score > 0.9)
    #expect(record.loss == history[29].loss)
  }

  @Test("learns with two layers")
  func learnsInTwoLayers() throws {
    let model = try makeModel([8, 6])
    let record = try Trainer().train(
      model, on: ToyData(count: 400), plan(epochs: 20, rate: 0.03))
    #expect(record.score > 0.9)
  }

  @Test("says what it did")
  func record() throws {
    let model = try makeModel()
    let record = try Trainer().train(model, on: ToyData(), plan(epochs: 3))
    #expect(record.epochsAdded == 3)
    #expect(record.epochs == 3)
    #expect(record.steps == 36)
    #expect(record.interruption == nil)
    #expect(!record.isContinued)
    #expect(record.seconds > 0)
    #expect(record.sequencesPerSecond > 0)
    #expect(model.training.steps == 36)
  }

  @Test("gives the same bits for the same seed")
  func sameSeed() throws {
    #expect(try hash(seed: 3) == hash(seed: 3))
    #expect(try hash(seed: 3) != hash(seed: 4))
  }

  @Test("gives the same bits on any number of threads", arguments: [2, 3])
  func threads(_ count: Int) throws {
    #expect(try hash(threads: count) == hash(threads: 1))
  }

  private func hash(seed: UInt64 = 1, threads: Int = 1) throws -> String {
    let model = try makeModel(seed: seed, threads: threads)
    _ = try Trainer().train(model, on: ToyData(validation: 50), plan(epochs: 2, batch: 40))
    return try model.weightsHash()
  }

  @Test("finishes a stopped training as if it had not been stopped", arguments: [0, 1, 17, 24])
  func interruption(_ batches: Int) throws {
    let data = ToyData()
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, plan(epochs: 3))

    let model = try makeModel()
    let stopped = try Trainer(isCancelled: StopAfter(batches).ask)
      .train(model, on: data, plan(epochs: 3))
    let interruption = try #require(stopped.interruption)
    #expect(interruption.epoch == batches / 12 + 1)
    #expect(interruption.lastEpoch == 3)
    #expect(interruption.batchesDone == batches % 12)
    #expect(interruption.batchesPerEpoch == 12)
    #expect(stopped.steps == batches)
    let finished = try Trainer().finish(model, on: data)
    #expect(finished.interruption == nil)
    #expect(finished.isContinued)
    #expect(finished.epochs == 3)
    #expect(try model.weightsHash() == whole.weightsHash())
    #expect(model.training.history.map(\.loss) == whole.training.history.map(\.loss))
  }

  @Test("finishes a training that was stopped twice")
  func interruptedTwice() throws {
    let data = ToyData()
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, plan(epochs: 2))
    let model = try makeModel()
    _ = try Trainer(isCancelled: StopAfter(5).ask).train(model, on: data, plan(epochs: 2))
    _ = try Trainer(isCancelled: StopAfter(9).ask).finish(model, on: data)
    _ = try Trainer().finish(model, on: data)
    #expect(try model.weightsHash() == whole.weightsHash())
  }

  @Test("adds epochs to what was trained, moments and order going on")
  func adds() throws {
    let data = ToyData()
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, plan(epochs: 4))
    let model = try makeModel()
    _ = try Trainer().train(model, on: data, plan(epochs: 1))
    let record = try Trainer().train(model, on: data, plan(epochs: 3))
    #expect(record.epochsAdded == 3)
    #expect(record.epochs == 4)
    #expect(try model.weightsHash() == whole.weightsHash())
  }

  @Test("counts the stopped epoch as the first of those added")
  func addsAfterInterruption() throws {
    let data = ToyData()
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, plan(epochs: 4))
    let model = try makeModel()
    _ = try Trainer(isCancelled: StopAfter(30).ask).train(model, on: data, plan(epochs: 6))
    let record = try Trainer().train(model, on: data, plan(epochs: 2))
    #expect(record.epochs == 4)
    #expect(try model.weightsHash() == whole.weightsHash())
    #expect(model.training.interrupted == nil)
  }

  @Test("counts what was measured before the stop into the stopped epoch")
  func measuredBeforeTheStop() throws {
    let data = ToyData()
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, plan(epochs: 1))
    let model = try makeModel()
    _ = try Trainer(isCancelled: StopAfter(7).ask).train(model, on: data, plan(epochs: 9))
    _ = try Trainer().train(model, on: data, plan(epochs: 1))
    #expect(model.training.history == whole.training.history)
  }

  @Test("measures an epoch as the mean over its batches")
  func measuredEpoch() throws {
    let data = ToyData()
    let model = try makeModel()
    // Steps too small to change a weight, so that all batches meet the same model.
    let record = try Trainer().train(model, on: data, plan(epochs: 1, rate: 1e-30))
    let expected = try Evaluator().evaluate(model, on: data.train)
    #expect(abs(record.loss - expected.loss) < 1e-5)
    #expect(abs(record.score - expected.score) < 1e-5)
  }

  @Test("trains on at another rate, and anew with another rule")
  func otherRules() throws {
    let data = ToyData()
    let model = try makeModel()
    _ = try Trainer().train(model, on: data, plan(epochs: 1))
    let before = try model.weightsHash()
    _ = try Trainer().train(model, on: data, plan(epochs: 1, rate: 1e-30))
    #expect(try model.weightsHash() == before)
    let sgd = TrainingConfiguration(epochs: 1, batch: 20, rule: SGD(rate: 0.1))
    _ = try Trainer().train(model, on: data, sgd)
    #expect(try model.weightsHash() != before)
  }

  @Test("has nothing to finish before a stop, nor after the end")
  func nothingToFinish() throws {
    let model = try makeModel()
    #expect(throws: LearnError.nothingToFinish) { _ = try Trainer().finish(model, on: ToyData()) }
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
    #expect(throws: LearnError.nothingToFinish) { _ = try Trainer().finish(model, on: ToyData()) }
  }

  @Test("finishes only on the data it began with")
  func otherData() throws {
    let model = try makeModel()
    _ = try Trainer(isCancelled: StopAfter(3).ask).train(model, on: ToyData(), plan(epochs: 1))
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer().finish(model, on: ToyData(name: "other", count: 100))
    }
    #expect(
      error.message == "the interrupted training was on toy (240 examples), "
        + "not on other (100 examples)")
    #expect(model.training.interrupted != nil)
  }

  @Test("refuses a batch larger than the data and names both numbers")
  func batchTooLarge() throws {
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer().train(makeModel(), on: ToyData(), plan(epochs: 1, batch: 241))
    }
    #expect(error.message == "a batch of 241 examples from the 240 of toy train")
    #expect(error.help == "use a batch of 240 or fewer")
  }

  @Test("refuses epochs and batches below 1", arguments: [(0, 20), (-1, 20), (1, 0), (1, -5)])
  func tooSmall(_ epochs: Int, _ batch: Int) {
    #expect(throws: LearnError.self) {
      _ = try Trainer().train(makeModel(), on: ToyData(), plan(epochs: epochs, batch: batch))
    }
  }

  @Test("uses whole batches only; the examples left come first in the next epoch")
  func oddBatches() throws {
    let model = try makeModel()
    let record = try Trainer().train(model, on: ToyData(count: 250), plan(epochs: 2, batch: 60))
    #expect(record.steps == 8)
  }

  @Test("stops at a loss or gradient that is not finite, with the weights of before")
  func notFinite() throws {
    let good = ToyExamples(
      name: "toy train", count: 240, seed: 7,
      shape: ExampleShape(steps: 6, features: 3, classes: 3))
    var bad = good
    var rows: [Int] = []
    ToyOrder(count: 240, seed: 1).next(240, isBucketed: false, into: &rows)
    bad.inputTensor[rows[225] * 18 + 4] = .infinity

    let reference = try makeModel()
    _ = try Trainer(isCancelled: StopAfter(11).ask)
      .train(reference, on: ToyData(train: good), plan(epochs: 1))
    let model = try makeModel()
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer().train(model, on: ToyData(train: bad), plan(epochs: 1))
    }
    guard case .notFinite(_, row: rows[225], data: "toy train", epoch: 1, step: 12) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(
      error.message.hasPrefix("row \(rows[225]) of toy train holds a number that is not finite"))
    #expect(try model.weightsHash() == reference.weightsHash())
    #expect(model.training.interrupted == nil)
  }

  @Test("goes back to finite weights where an update made them infinite")
  func infiniteWeights() throws {
    let model = try makeModel()
    try model.build(for: ToyData().train.shape, of: "toy train")
    let before = try model.weightsHash()
    let wild = TrainingConfiguration(epochs: 3, batch: 20, rule: Overflow())
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer().train(model, on: ToyData(), wild)
    }
    guard case .diverged(.notFinite, epoch: 1, step: 2, rate: 1, kept: .beforeTraining) = error
    else {
      Issue.record("\(error)")
      return
    }
    #expect(try model.weightsHash() == before)
  }

  @Test("does not end well with an update that made weights infinite")
  func infiniteAtTheEnd() throws {
    let data = ToyData()
    let model = try makeModel()
    _ = try Trainer().train(model, on: data, plan(epochs: 1))
    let before = try model.weightsHash()
    // Of one step only, so that no later one can show it.
    let wild = TrainingConfiguration(epochs: 1, batch: 240, rule: Overflow())
    #expect(
      throws: LearnError.diverged(
        .notFinite(tensor: "the weight 'lstm.0.kernel'"), epoch: 2, step: 13, rate: 1,
        kept: .beforeTraining)
    ) { _ = try Trainer().train(model, on: data, wild) }
    #expect(try model.weightsHash() == before)
    #expect(model.training.epochs == 1)
    #expect(model.training.steps == 12)
  }

  /// A rule whose every update is too large.
  private struct Overflow: Optimizer {
    let name = "overflow"
    let slots: [String] = []
    let settings: [(name: String, value: String)] = []
    var rate = 1.0
    func apply(_ site: UpdateSite<Float>) { site.value.fill(.infinity, count: site.count) }
    func apply(_ site: UpdateSite<Double>) { site.value.fill(.infinity, count: site.count) }
  }

  @Test("tells the end of each epoch with what the validation examples say")
  func epochReports() throws {
    var told: [TrainingProgress] = []
    let model = try makeModel()
    let record = try Trainer(report: { told.append($0) })
      .train(model, on: ToyData(validation: 30), plan(epochs: 2))
    let ends = told.filter { $0.moment != .underway }
    #expect(ends.map(\.epoch) == [1, 2])
    #expect(ends.allSatisfy { $0.lastEpoch == 2 && $0.batchesDone == 12 })
    #expect(ends.map(\.loss) == model.training.history.map(\.loss))
    #expect(ends[1].secondsLeft == 0)
    #expect(ends[0].secondsLeft > 0)
    let validation = try #require(record.validation)
    #expect(validation.examples == 30)
    #expect(ends[1].moment == .epochEnd(validation: validation))
  }

  @Test("tells how far a long validation is")
  func validationReports() throws {
    var told: [(done: Int, total: Int)] = []
    let model = try makeModel([64])
    _ = try Trainer(report: { progress in
      if case .validating(let done, let total) = progress.moment { told.append((done, total)) }
    }).train(model, on: ToyData(count: 20, validation: 60_000), plan(epochs: 1, batch: 10))
    #expect(!told.isEmpty)
    #expect(told.allSatisfy { $0.total == 60_000 && (1..<60_000).contains($0.done) })
    #expect(zip(told, told.dropFirst()).allSatisfy { $0.done < $1.done })
  }

  @Test("tells how it goes some ten times a second")
  func progressReports() throws {
    var told = 0
    let model = try makeModel([16])
    let record = try Trainer(report: { if $0.moment == .underway { told += 1 } })
      .train(model, on: ToyData(count: 2000), plan(epochs: 2, batch: 10))
    #expect(Double(told) <= record.seconds * 10 + 1)
    #expect(Double(told) >= record.seconds * 5 - 3)
  }
}
