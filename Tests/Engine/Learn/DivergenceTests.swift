import MNLLearn
import MNLTensor
import Testing

/// Steps that are too large: the training stops, and the model has its last good weights.
@Suite struct DivergenceTests {
  /// Good epochs at a small rate, then steps that are far too large.
  private struct Late: Schedule {
    let name = "late"
    let settings: [(name: String, value: String)] = []
    func factor(at moment: ScheduleMoment) -> Double { moment.step < 24 ? 1e-5 : 1 }
  }

  private static let rules: [(name: String, rule: any Optimizer)] = [
    ("sgd", SGD(rate: 1e3)), ("adam", Adam(rate: 1e3)), ("adamw", AdamW(rate: 1e3)),
    ("rmsprop", RMSprop(rate: 1e3)), ("adagrad", Adagrad(rate: 1e3)),
    ("momentum", SGD(rate: 1e3, momentum: 0.9)),
  ]

  @Test("stops in the first epoch with the weights of before", arguments: rules.map(\.name))
  func atOnce(_ name: String) throws {
    let rule = try #require(Self.rules.first { $0.name == name }).rule
    let model = try makeModel([16])
    try model.build(for: ToyData().train.shape, of: "toy train")
    let before = try model.weightsHash()
    let error = try #require(throws: LearnError.self) {
      let plan = TrainingConfiguration(epochs: 3, batch: 20, rule: rule)
      _ = try Trainer().train(model, on: ToyData(), plan)
    }
    guard case .diverged(_, _, _, rate: 1e3, kept: .beforeTraining) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.message.hasPrefix("training diverged: the "))
    #expect(error.message.hasSuffix("; the weights are as before the training"))
    #expect(error.help == "use a smaller rate than 1000.0")
    #expect(try model.weightsHash() == before)
    #expect(model.training.interrupted == nil)
    #expect(model.training.steps == 0)
  }

  @Test("stops later with the weights of the last whole epoch")
  func later() throws {
    var plan = TrainingConfiguration(epochs: 6, batch: 20, rule: Adam(rate: 1e3))
    plan.schedule = Late()
    let (model, reference) = (try makeModel([16]), try makeModel([16]))
    let error = try #require(throws: LearnError.self) {
      _ = try Trainer().train(model, on: ToyData(), plan)
    }
    guard case .diverged(_, epoch: 3, _, _, kept: .epoch(2)) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.message.hasSuffix("; the weights are those of the end of epoch 2"))
    plan.epochs = 2
    _ = try Trainer().train(reference, on: ToyData(), plan)
    #expect(try model.weightsHash() == reference.weightsHash())
    #expect(model.training.epochs == 2)
  }

  @Test("does not take the loss of a good model for the measure, but that of a guess")
  func goodModel() throws {
    let model = try makeModel([16])
    let data = ToyData(count: 120)
    _ = try Trainer().train(model, on: data, plan(epochs: 60, batch: 60, rate: 0.03))
    let first = try #require(model.training.history.last).loss
    #expect(first < 0.01)
    let spoilt = TrainingConfiguration(epochs: 2, batch: 60, rule: Spoiler())
    let record = try Trainer().train(model, on: data, spoilt)
    #expect(record.loss > 100 * first)
    #expect(record.loss < 100)
  }

  /// A rule that makes the first class of the output ever more likely.
  private struct Spoiler: Optimizer {
    let name = "spoiler"
    let slots: [String] = []
    let settings: [(name: String, value: String)] = []
    var rate = 8.0
    func apply(_ site: UpdateSite<Float>) {
      // The bias of the output alone has an element for each of the three classes.
      if site.group == .biases, site.count == 3 { site.value[0] += Float(site.rate) }
    }
    func apply(_ site: UpdateSite<Double>) {}
  }

  @Test("leaves the optimiser as it was, so that training goes on from the good weights")
  func goesOn() throws {
    let (model, reference) = (try makeModel([16]), try makeModel([16]))
    _ = try Trainer().train(reference, on: ToyData(), plan(epochs: 2))
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
    #expect(throws: LearnError.self) {
      _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1, rate: 1e4))
    }
    #expect(model.training.epochs == 1)
    let before = try model.weightsHash()
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 1))
    #expect(try model.weightsHash() != before)
    #expect(model.training.history.count == 2)
  }
}
