import MNLLearn
import MNLTensor
import Testing

@Suite struct ScheduleTests {
  private func factors(_ schedule: any Schedule, steps: ClosedRange<Int>) -> [Double] {
    steps.map { schedule.factor(at: ScheduleMoment(step: $0, totalSteps: 10, stepsPerEpoch: 5)) }
  }

  @Test("stays where it ended if training goes on beyond it")
  func beyondTheEnd() {
    #expect(
      factors(CosineDecay(steps: 4, final: 0.25), steps: 4...9) == [
        0.25, 0.25, 0.25, 0.25, 0.25, 0.25,
      ])
    #expect(factors(OneCycle(steps: 4, final: 0.5), steps: 3...5) == [0.5, 0.5, 0.5])
  }

  @Test("is a number even where there is hardly a step")
  func shortest() {
    for steps in 0...3 {
      for schedule: any Schedule in [
        CosineDecay(), OneCycle(), OneCycle(rise: 0.5), Warmup(5, then: CosineDecay()),
        Chain(CosineDecay(), for: 1, then: OneCycle()),
      ] {
        for step in 0...3 {
          let factor = schedule.factor(at: ScheduleMoment(step: step, totalSteps: steps))
          #expect((0...1).contains(factor), "\(schedule.text), step \(step) of \(steps)")
        }
      }
    }
  }

  @Test("counts the steps of what follows a rise from its end")
  func restOfARise() {
    #expect(
      factors(Warmup(2, then: StepDecay(every: 2, factor: 0.5, unit: .step)), steps: 0...6)
        == [0.5, 1, 1, 1, 0.5, 0.5, 0.25])
  }

  @Test("chains schedules that are chains themselves")
  func nestedChains() {
    let halves = StepDecay(every: 1, factor: 0.5, unit: .step)
    let chain = Chain(Chain(ConstantRate(), for: 2, then: halves), for: 4, then: Warmup(2))
    #expect(factors(chain, steps: 0...6) == [1, 1, 1, 0.5, 0.5, 1, 1])
  }

  @Test("says what it has to know")
  func needs() {
    #expect(CosineDecay().needs == [.length])
    #expect(CosineDecay(steps: 5).needs.isEmpty)
    #expect(Warmup(3, then: Plateau()).needs == [.losses])
    #expect(Chain(StepDecay(every: 2), for: 3, then: OneCycle()).needs == [.epochs, .length])
  }

  @Test("names its settings as they are written")
  func text() {
    #expect(Warmup(3, then: CosineDecay()).text == "warmup steps=3 then=(cosine final=0.0)")
  }

  /// A way to train with a schedule.
  private func plan(_ schedule: any Schedule, epochs: Int = 3) -> TrainingConfiguration {
    var configuration = TrainingConfiguration(epochs: epochs, batch: 20, rule: SGD(rate: 0.5))
    configuration.schedule = schedule
    return configuration
  }

  @Test("trains at the rates of the schedule")
  func trains() throws {
    // After one step at the whole rate, the rest does nothing.
    let schedule = Chain(ConstantRate(), for: 1, then: Nothing())
    let (model, other) = (try makeModel(), try makeModel())
    _ = try Trainer().train(model, on: ToyData(), plan(schedule))
    _ = try Trainer(isCancelled: StopAfter(1).ask).train(other, on: ToyData(), plan(ConstantRate()))
    #expect(try model.weightsHash() == other.weightsHash())
  }

  /// A schedule of rates so small that nothing changes.
  private struct Nothing: Schedule {
    let name = "nothing"
    let settings: [(name: String, value: String)] = []
    func factor(at moment: ScheduleMoment) -> Double { 0 }
  }

  @Test("tells the rate of the last step of each epoch")
  func tellsTheRate() throws {
    var rates: [Double?] = []
    let trainer = Trainer(report: { progress in
      if case .epochEnd = progress.moment { rates.append(progress.rate) }
    })
    _ = try trainer.train(makeModel(), on: ToyData(), plan(StepDecay(every: 1, factor: 0.5)))
    #expect(rates == [0.5, 0.25, 0.125])
  }

  @Test("knows the length of the training")
  func length() throws {
    var rate: Double?
    _ = try Trainer(report: { rate = $0.rate })
      .train(makeModel(), on: ToyData(), plan(CosineDecay(), epochs: 2))
    // 23 of 24 steps are done before the last one.
    let wanted = 0.5 * CosineDecay(steps: 24).factor(at: ScheduleMoment(step: 23))
    #expect(rate == wanted)
  }

  @Test(
    "goes on after a stop as if there had been none",
    arguments: ["cosine", "plateau", "warmup", "chain"])
  func interruption(_ name: String) throws {
    let schedules: [String: any Schedule] = [
      "cosine": CosineDecay(), "plateau": Plateau(factor: 0.5, patience: 0, threshold: 0.3),
      "warmup": Warmup(20, then: OneCycle()),
      "chain": Chain(CosineDecay(), for: 9, then: StepDecay(every: 1)),
    ]
    let plan = plan(try #require(schedules[name]))
    let data = ToyData(validation: 30)
    let (whole, broken) = (try makeModel(), try makeModel())
    _ = try Trainer().train(whole, on: data, plan)
    _ = try Trainer(isCancelled: StopAfter(17).ask).train(broken, on: data, plan)
    _ = try Trainer().finish(broken, on: data)
    #expect(try broken.weightsHash() == whole.weightsHash())
  }

  @Test("looks at the loss of the validation examples where there are some")
  func plateau() throws {
    // No loss is better by nine tenths than the first: after each epoch but the first, a cut.
    var rates: [Double?] = []
    let trainer = Trainer(report: { progress in
      if case .epochEnd = progress.moment { rates.append(progress.rate) }
    })
    let schedule = Plateau(factor: 0.5, patience: 0, threshold: 0.9)
    _ = try trainer.train(makeModel(), on: ToyData(validation: 30), plan(schedule, epochs: 4))
    #expect(rates == [0.5, 0.5, 0.25, 0.125])
  }

  @Test("schedules the steps of a graph built by hand")
  func byHand() throws {
    let graph = Graph()
    let v = try graph.variable(graph.constant(1))
    let rule = ScheduledRule(
      SGD(rate: 1), schedule: StepDecay(every: 1, factor: 0.5, unit: .step),
      clipping: GradientClipping(value: 0.25))
    let training = try graph.minimize(graph.multiply(v, graph.constant(3)), using: rule)
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    for _ in 1...2 { _ = try runner.run([], training: training) }
    #expect(try runner.store.value(of: v).values == [1 - 0.25 - 0.125])
  }
}
