import MNLLearn
import MNLTensor
import Testing

@Suite struct EarlyEndTests {
  private let data = ToyData(validation: 30)

  /// A training whose loss goes up and down, for its steps are far too large.
  private func wild(epochs: Int) -> TrainingConfiguration { plan(epochs: epochs, rate: 0.3) }

  /// The hash of the weights after so many epochs, and no ends before.
  private func hash(epochs: Int) throws -> String {
    let model = try makeModel()
    _ = try Trainer().train(model, on: data, wild(epochs: epochs))
    return try model.weightsHash()
  }

  @Test("training stops after so many epochs without a better validation loss")
  func patience() throws {
    let model = try makeModel()
    var configuration = wild(epochs: 60)
    configuration.patience = 2
    let record = try Trainer().train(model, on: data, configuration)
    #expect(record.earlyEnd == .patience(epochs: 2))
    let losses = model.training.history.map(\.decisiveLoss)
    let least = try #require(losses.min())
    #expect(losses.firstIndex(of: least) == losses.count - 3)
    #expect(losses.count < 60)
    #expect(record.best == nil)
    #expect(model.training.interrupted == nil)
  }

  @Test("without validation examples the training loss decides")
  func patienceWithoutValidation() throws {
    let model = try makeModel()
    var configuration = wild(epochs: 60)
    configuration.patience = 1
    let record = try Trainer().train(model, on: ToyData(), configuration)
    #expect(record.earlyEnd == .patience(epochs: 1))
    let losses = model.training.history.map(\.loss)
    #expect(losses.last! >= losses[losses.count - 2])
  }

  @Test("the weights of the best epoch come back, to the last bit")
  func best() throws {
    // Which epoch is the best depends on the CPU: here it must not be the last one.
    for epochs in 8...20 {
      let model = try makeModel()
      var configuration = wild(epochs: epochs)
      configuration.keepsBest = true
      let record = try Trainer().train(model, on: data, configuration)
      let best = try #require(record.best)
      guard best.epoch < epochs else { continue }
      #expect(record.earlyEnd == nil)
      #expect(record.epochs == epochs)
      #expect(best.decisiveLoss == model.training.history.map(\.decisiveLoss).min())
      #expect(record.validation == best.validation)
      #expect(try model.weightsHash() == hash(epochs: best.epoch))
      return
    }
    Issue.record("the last epoch is always the best")
  }

  @Test("a stopped training ends where it would have ended", arguments: [0, 5, 20])
  func resumed(_ batches: Int) throws {
    var configuration = wild(epochs: 60)
    configuration.patience = 2
    configuration.keepsBest = true
    let whole = try makeModel()
    let expected = try Trainer().train(whole, on: data, configuration)

    let model = try makeModel()
    _ = try Trainer(isCancelled: StopAfter(batches).ask).train(model, on: data, configuration)
    let finished = try Trainer().finish(model, on: data)
    #expect(finished.epochs == expected.epochs)
    #expect(finished.best == expected.best)
    #expect(try model.weightsHash() == whole.weightsHash())
  }

  @Test("the best weights are averaged ones where each epoch is judged by them")
  func bestOfAverages() throws {
    func trained(_ epochs: Int, keepsBest: Bool) throws -> (model: Model, best: Int?) {
      let model = try makeModel()
      var configuration = wild(epochs: epochs)
      configuration.average = 0.9
      configuration.keepsBest = keepsBest
      let record = try Trainer().train(model, on: data, configuration)
      return (model, record.best?.epoch)
    }
    let (model, best) = try trained(12, keepsBest: true)
    let epochs = try #require(best)
    #expect(try model.weightsHash() == trained(epochs, keepsBest: false).model.weightsHash())
  }

  @Test("time that is up ends training after a batch, with nothing left to finish")
  func time() throws {
    let model = try makeModel()
    var configuration = plan(epochs: 50)
    configuration.timeLimit = 1e-9
    let record = try Trainer().train(model, on: data, configuration)
    #expect(record.earlyEnd == .time(batchesDone: 1, batchesPerEpoch: 12))
    #expect(record.steps == 1)
    #expect(record.epochsAdded == 0)
    #expect(record.validation != nil)
    #expect(model.training.interrupted == nil)
    let next = try Trainer().train(model, on: data, plan(epochs: 1))
    #expect(next.epochs == 1)
  }

  @Test("a limit far away changes nothing")
  func timeEnough() throws {
    let model = try makeModel()
    var configuration = wild(epochs: 2)
    configuration.timeLimit = 3600
    let record = try Trainer().train(model, on: data, configuration)
    #expect(record.earlyEnd == nil)
    #expect(try model.weightsHash() == hash(epochs: 2))
  }

  @Test("a stop in the middle of validation loses nothing of what decides", arguments: 12...14)
  func stoppedInValidation(asked: Int) throws {
    // Twelve batches, then the validation asks.
    var configuration = wild(epochs: 8)
    configuration.keepsBest = true
    let whole = try makeModel()
    _ = try Trainer().train(whole, on: data, configuration)

    let model = try makeModel()
    let stopped = try Trainer(isCancelled: StopAfter(asked).ask)
      .train(model, on: data, configuration)
    #expect(stopped.interruption != nil)
    let finished = try Trainer().finish(model, on: data)
    #expect(finished.epochs == 8)
    #expect(
      model.training.history.map(\.decisiveLoss) == whole.training.history.map(\.decisiveLoss))
    #expect(try model.weightsHash() == whole.weightsHash())
  }
}
