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
