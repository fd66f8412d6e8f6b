import MNLTensor
import Testing

@testable import MNLLearn

@Suite("Examples that are changed at random")
struct AugmentationTests {
  private static let shape = ExampleShape(steps: 9, features: 9, classes: 3)
  private let examples = ToyExamples(name: "toy", count: 40, seed: 3, shape: shape)

  private func filled(_ source: any RowSource<Float>, _ rows: [Int]) -> [Float] {
    Tensor<Float>([rows.count, 81]) { source.fill($0, rows: rows[...]) }.values
  }

  /// Each change alone, by the name of its setting.
  private static func augmentation(_ name: String) -> Augmentation {
    var result = Augmentation()
    for share in Augmentation.shares where share.name == name { result[keyPath: share.path] = 0.5 }
    return result
  }

  private static let names = Augmentation.shares.map(\.name)

  @Test("each changes a row by the seed, the training step and the row alone", arguments: names)
  func counters(name: String) {
    func altered(seed: UInt64, step: Int, _ rows: [Int]) -> [Float] {
      var augmentation = Self.augmentation(name)
      if name == "rotate" { augmentation.rotation = 30 }
      let source = AlteredInputs(examples, augmentation, seed: seed)
      source.step = step
      return filled(source, rows)
    }
    let together = altered(seed: 1, step: 7, [4, 9, 30])
    #expect(altered(seed: 1, step: 7, [9]) == Array(together[81..<162]))
    #expect(together.allSatisfy { $0.isFinite })
    #expect(together != filled(examples.inputs, [4, 9, 30]))
    #expect(together != altered(seed: 1, step: 8, [4, 9, 30]))
    #expect(together != altered(seed: 2, step: 7, [4, 9, 30]))
  }

  @Test("nothing is changed without any strength")
  func identity() {
    let source = AlteredInputs(examples, Augmentation(), seed: 1)
    #expect(filled(source, [3, 5]) == filled(examples.inputs, [3, 5]))
  }

  @Test("a turn by nothing and a scale of 1 leave an image as it is")
  func still() {
    var augmentation = Augmentation()
    augmentation.rotation = 1e-12
    let source = AlteredInputs(examples, augmentation, seed: 1)
    for (found, plain) in zip(filled(source, [3]), filled(examples.inputs, [3])) {
      #expect(abs(found - plain) < 1e-5)
    }
  }

  /// Rows of one feature, step by step, and how many steps each has.
  private struct Ramps: Examples {
    let name = "ramps"
    let shape = ExampleShape(steps: 9, features: 1, targets: .numbers(1), hasLengths: true)
    let numbers: [Float]
    let ends: [Float]
    var count: Int { ends.count }
    var inputs: any RowSource<Float> { Tensor<Float>([count, 9], numbers) }
    var labels: any RowSource<Float> { Tensor<Float>([count, 1], ends) }
    var lengths: (any RowSource<Float>)? { Tensor<Float>([count], ends) }
  }

  private let ramp = Ramps(numbers: (0..<9).map(Float.init), ends: [9])

  private func altered(_ examples: Ramps, _ augmentation: Augmentation) -> [Float] {
    let source = AlteredInputs(examples, augmentation, seed: 1)
    return Tensor<Float>([9]) { source.fill($0, rows: [0]) }.values
  }

  @Test("what is cropped is a part of the steps, stretched evenly")
  func cropped() {
    let found = altered(ramp, Self.augmentation("crop"))
    let slopes = zip(found.dropFirst(), found).map { $0 - $1 }
    #expect(slopes.allSatisfy { abs($0 - slopes[0]) < 1e-4 && $0 > 0.5 && $0 < 1 })
    #expect(found[0] >= 0 && found[8] <= 8)
  }

  @Test("what is magnified keeps its proportions")
  func magnified() {
    let found = altered(ramp, Self.augmentation("magnify"))
    #expect((1..<9).allSatisfy { abs(found[$0] - found[1] * Float($0)) < 1e-4 })
    #expect(abs(found[1] - 1) <= 0.5 && found[1] != 1)
  }

  @Test("noise is measured by the steps that there are, not by what fills them up")
  func noise() {
    // Two steps of the same number, and a number behind their end: nothing deviates.
    let still = Ramps(numbers: [5, 5, 100, 0, 0, 0, 0, 0, 0], ends: [2])
    #expect(altered(still, Self.augmentation("jitter")) == still.numbers)
  }

  @Test("the settings in words are those that are read again")
  func settings() throws {
    var configuration = plan(epochs: 3)
    configuration.augmentation.shift = 1
    for share in Augmentation.shares { configuration.augmentation[keyPath: share.path] = 0.25 }
    let words = Dictionary(uniqueKeysWithValues: configuration.settings.map { ($0.name, $0.value) })
    let again = try TrainingConfiguration(words, rule: configuration.rule, schedule: nil)
    #expect(again.augmentation == configuration.augmentation)
  }

  @Test("trains the same on any number of threads")
  func threads() throws {
    var configuration = plan(epochs: 2)
    for share in Augmentation.shares { configuration.augmentation[keyPath: share.path] = 0.1 }
    func trained(threads: Int) throws -> String {
      let model = try makeModel(threads: threads)
      _ = try Trainer().train(model, on: ToyData(count: 100), configuration)
      return try model.weightsHash()
    }
    let alone = try trained(threads: 1)
    #expect(try trained(threads: 2) == alone)
  }
}
