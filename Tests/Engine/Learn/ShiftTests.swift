import MNLTensor
import Testing

@testable import MNLLearn

@Suite struct ShiftTests {
  private static let shape = ExampleShape(steps: 6, features: 5, classes: 3)
  private let examples = ToyExamples(name: "toy", count: 60, seed: 3, shape: shape)

  private func shifting(_ reach: Int, seed: UInt64) -> AlteredInputs {
    var augmentation = Augmentation()
    augmentation.shift = reach
    return AlteredInputs(examples, augmentation, seed: seed)
  }

  private func filled(_ source: any RowSource<Float>, _ rows: [Int]) -> [Float] {
    Tensor<Float>([rows.count, 30]) { source.fill($0, rows: rows[...]) }.values
  }

  /// An example moved by the definition: each number from where it came, 0 where none did.
  private func moved(_ row: [Float], _ down: Int, _ right: Int) -> [Float] {
    (0..<30).map { place in
      let (step, feature) = (place / 5 - down, place % 5 - right)
      return (0..<6).contains(step) && (0..<5).contains(feature) ? row[step * 5 + feature] : 0
    }
  }

  @Test("moves each row by a few places in both directions, and fills with zeros")
  func moves() {
    let shifted = shifting(2, seed: 1)
    var seen: Set<[Int]> = []
    for step in 0..<40 {
      shifted.step = step
      for row in [0, 59] {
        let (plain, found) = (filled(examples.inputs, [row]), filled(shifted, [row]))
        let ways = (-2...2).flatMap { down in (-2...2).map { [down, $0] } }
        let way = ways.first { moved(plain, $0[0], $0[1]) == found }
        seen.insert(way ?? [])
      }
    }
    #expect(!seen.contains([]))
    // Of 25 ways, 80 draws find nearly all.
    #expect(seen.count > 18)
  }

  @Test("moves a row by the training step and the row alone, in whichever company")
  func counters() {
    let shifted = shifting(2, seed: 1)
    shifted.step = 7
    let together = filled(shifted, [4, 9, 30])
    #expect(filled(shifted, [9]) == Array(together[30..<60]))
    #expect(filled(shifted, [30, 4]) == Array(together[60...]) + Array(together[..<30]))
    shifted.step = 8
    #expect(filled(shifted, [4, 9, 30]) != together)
    let other = shifting(2, seed: 2)
    other.step = 7
    #expect(filled(other, [4, 9, 30]) != together)
  }

  private func configuration(epochs: Int) -> TrainingConfiguration {
    var configuration = plan(epochs: epochs)
    configuration.augmentation.shift = 1
    return configuration
  }

  @Test("trains the same on any number of threads, and after an interruption")
  func determinism() throws {
    let data = ToyData(count: 100)
    func trained(threads: Int, stop: Int? = nil) throws -> String {
      let model = try makeModel(threads: threads)
      if let stop {
        let stopped = Trainer(isCancelled: StopAfter(stop).ask)
        _ = try stopped.train(model, on: data, configuration(epochs: 3))
        _ = try Trainer().finish(model, on: data)
      } else {
        _ = try Trainer().train(model, on: data, configuration(epochs: 3))
      }
      return try model.weightsHash()
    }
    let whole = try trained(threads: 1)
    #expect(try trained(threads: 2) == whole)
    #expect(try trained(threads: 1, stop: 7) == whole)
    let plain = try makeModel()
    _ = try Trainer().train(plain, on: data, plan(epochs: 3))
    #expect(try plain.weightsHash() != whole)
  }

  @Test("refuses to move inputs out of sight", arguments: [-1, 3, Int.max])
  func reach(shift: Int) throws {
    var configuration = plan(epochs: 1)
    configuration.augmentation.shift = shift
    let fault = LearnError.outOfRange(setting: "shift", value: shift, allowed: 0...2)
    #expect(throws: fault) {
      _ = try Trainer().train(makeModel(), on: ToyData(), configuration)
    }
  }
}
