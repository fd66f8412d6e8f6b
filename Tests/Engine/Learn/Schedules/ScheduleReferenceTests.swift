import Foundation
import MNLLearn
import Testing

/// Every schedule against PyTorch.
@Suite struct ScheduleReferenceTests {
  /// The golden vectors that `scripts/reference/training_vectors.py` writes.
  private struct Vectors: Decodable {
    let stepsPerEpoch: Int
    let losses, slowLosses: [Double]
    let cases: [String: [Double]]

    init() throws {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<4 { folder.deleteLastPathComponent() }
      let file = folder.appending(path: "Fixtures/reference/schedules.json")
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
  }

  /// Our schedule of each case, but for those that look at losses.
  private static let schedules: [(name: String, schedule: any Schedule)] = [
    ("constant-rate", ConstantRate()),
    ("step", StepDecay(every: 2)),
    ("step per=step", StepDecay(every: 7, factor: 0.6, unit: .step)),
    ("exponential", ExponentialDecay()),
    ("exponential per=step", ExponentialDecay(factor: 0.95, unit: .step)),
    ("cosine", CosineDecay()),
    ("cosine final=0.2 steps=50", CosineDecay(steps: 50, final: 0.2)),
    ("one-cycle", OneCycle(steps: 41)),
    ("one-cycle rise=0.45", OneCycle(steps: 41, rise: 0.45, initial: 0.1, final: 0.005)),
    ("inverse-sqrt scale=12", InverseSquareRoot(scale: 12)),
    ("warmup", Warmup(9)),
    ("cosine warmup=7 final=0.1", Warmup(7, then: CosineDecay(final: 0.1))),
    ("chain", Chain(ConstantRate(), for: 11, then: ExponentialDecay(factor: 0.9, unit: .step))),
  ]

  private static let plateaus: [(name: String, schedule: Plateau)] = [
    ("plateau", Plateau()),
    (
      "plateau patience=1",
      Plateau(factor: 0.5, patience: 1, threshold: 0.01, cooldown: 2, final: 0.2)
    ),
    ("plateau patience=0", Plateau(factor: 0.7, patience: 0, threshold: 0)),
  ]

  @Test("has PyTorch's rates", arguments: schedules.map(\.name))
  func rates(_ name: String) throws {
    let vectors = try Vectors()
    let wanted = try #require(vectors.cases[name])
    let schedule = try #require(Self.schedules.first { $0.name == name }).schedule
    for (step, wanted) in wanted.enumerated() {
      let found = schedule.factor(
        at: ScheduleMoment(
          step: step, totalSteps: 40, stepsPerEpoch: vectors.stepsPerEpoch))
      #expect(abs(found - wanted) < 1e-12, "step \(step)")
    }
  }

  @Test(
    "cuts the rate where PyTorch does when the loss stops falling", arguments: plateaus.map(\.name))
  func plateau(_ name: String) throws {
    let vectors = try Vectors()
    let wanted = try #require(vectors.cases[name])
    let schedule = try #require(Self.plateaus.first { $0.name == name }).schedule
    let losses = name == "plateau" ? vectors.slowLosses : vectors.losses
    for (epochs, wanted) in wanted.enumerated() {
      let found = schedule.factor(
        at: ScheduleMoment(
          step: 8 * epochs, totalSteps: 1000, stepsPerEpoch: 8,
          losses: Array(losses.prefix(epochs))))
      #expect(abs(found - wanted) < 1e-12, "epoch \(epochs)")
    }
    #expect(wanted.contains { $0 < 1 }, "the case never cuts")
  }

  @Test("has a case of every schedule's vectors")
  func noCaseIsForgotten() throws {
    let names = Self.schedules.map(\.name) + Self.plateaus.map(\.name)
    #expect(try Set(Vectors().cases.keys) == Set(names))
  }
}
