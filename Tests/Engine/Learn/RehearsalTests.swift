import MNLLearn
import MNLTensor
import Testing

@Suite struct RehearsalTests {
  private let data = ToyData(validation: 30)

  /// Data whose validation examples have another shape than those of training.
  private struct Misfit: TrainingData {
    let name = "misfit"
    let train: any Examples = ToyData().train
    let validation: (any Examples)? =
      ToyData(shape: ExampleShape(steps: 5, features: 3, classes: 3)).train
    func makeOrder(seed: UInt64) -> any BatchOrder { ToyOrder(count: train.count, seed: seed) }
  }

  /// Everything that a training keeps.
  private func settings(_ path: String?) -> TrainingConfiguration {
    var configuration = plan(epochs: 3)
    configuration.schedule = CosineDecay()
    configuration.average = 0.9
    configuration.keepsBest = true
    configuration.checkpoints = path.map { CheckpointPlan(path: $0, keep: 1) }
    return configuration
  }

  @Test("changes no bit of the training, and leaves no file", arguments: [false, true])
  func changesNothing(isKept: Bool) throws {
    let folder = try TemporaryFolder()
    let path = isKept ? folder.file("run") : nil
    let (whole, model) = (try makeModel([6, 4]), try makeModel([6, 4]))
    _ = try Trainer().train(whole, on: data, settings(nil))
    _ = try Trainer(rehearsal: .always, isCancelled: StopAfter(40).ask)
      .train(model, on: data, settings(path))
    #expect(model.training.interrupted != nil)
    _ = try Trainer(rehearsal: .always).finish(model, on: data)
    #expect(try model.weightsHash() == whole.weightsHash())
    #expect(model.training.history == whole.training.history)
    #expect(try folder.names.filter { $0.contains("rehearsal") } == [])
    #expect(try folder.names.count == (isKept ? 2 : 0))
  }

  @Test("finds at once what would fail after the first epoch, and trains nothing")
  func misfit() throws {
    let model = try makeModel()
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer(rehearsal: .always).train(model, on: Misfit(), plan(epochs: 1))
    }
    guard case .rehearsal(.dataDoNotFit) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(model.training.steps == 0)
    #expect(model.training.interrupted == nil)
  }

  @Test("finds at once that the state cannot be kept, and names the file by its own name")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let model = try makeModel()
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer(rehearsal: .always)
        .train(model, on: data, settings(folder.file("none/run")))
    }
    guard case .rehearsal(.file(folder.file("none/run"), _)) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("tries out a training that is long, and no other")
  func long() throws {
    func isRehearsed(_ epochs: Int, seconds: Double? = nil) throws -> Bool {
      var configuration = plan(epochs: epochs)
      configuration.timeLimit = seconds
      let error = try #require(throws: LearnError.self) {
        _ = try Trainer(rehearsal: .ifLong)
          .train(makeModel([32]), on: Misfit(), configuration)
      }
      if case .rehearsal = error { return true }
      return false
    }
    #expect(try !isRehearsed(5))
    #expect(try isRehearsed(1_000_000))
    #expect(try isRehearsed(1_000_000, seconds: 3600))
    #expect(try !isRehearsed(1_000_000, seconds: 20))
  }

  @Test("leaves it to the training to diverge")
  func diverging() throws {
    let wild = TrainingConfiguration(epochs: 1, batch: 20, rule: SGD(rate: 1e3))
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer(rehearsal: .always).train(try makeModel([16]), on: data, wild)
    }
    guard case .diverged(_, _, _, _, kept: .beforeTraining) = error else {
      Issue.record("\(error)")
      return
    }
  }
}
