import MNLData
import MNLLearn
import MNLTensor

/// How fast the engine trains the network of the tutorial, on images of noise: what it computes does
/// not depend on what they show.
struct TrainingRate {
  /// Sequences in a step.
  static let batch = 50
  /// Steps in a measurement.
  private static let steps = 20
  private static let configuration = ModelConfiguration(units: [100])

  /// An image as a sequence, a step for each row.
  static let shape = ExampleShape(
    steps: KnownDataSet.imageSize.height, features: KnownDataSet.imageSize.width,
    classes: KnownDataSet.mnist.classNames.count)

  /// Floating-point operations of a step.
  static var operations: Double {
    certain { () throws(LearnError) in
      try Network(configuration, for: shape).trainingOperations(batch: batch)
    }
  }

  /// What `model` calls the network: `lstm 100`.
  static var networkName: String {
    ([configuration.cell.rawValue] + configuration.units.map(String.init)).joined(separator: " ")
  }

  /// Asked before each step; yes ends the measurement.
  let isInterrupted: () -> Bool

  /// Makes data and model, and what measures the sequences that are trained a second.
  func makeMeasure(on pool: ThreadPool) -> () -> Double {
    let data = DataForTraining(DataHandle(Self.noise()))
    let trainer = Trainer(isCancelled: isInterrupted)
    let settings = TrainingConfiguration(
      epochs: 1, batch: Self.batch, rule: Adam(), validates: false)
    return Self.certain { () throws(LearnError) in
      let model = try Model(Self.configuration, seed: 1, pool: pool)
      return {
        Self.certain { () throws(LearnError) in
          try trainer.train(model, on: data, settings).sequencesPerSecond
        }
      }
    }
  }

  /// As many images as a measurement needs, of random pixels and labels.
  private static func noise() -> DataSet {
    let count = steps * batch
    var random = SplitMix64(seed: 1)
    var images: [UInt8] = []
    images.reserveCapacity(count * KnownDataSet.imageSize.pixels)
    for _ in 0..<count * KnownDataSet.imageSize.pixels / 8 {
      let bits = random.next()
      for byte in 0..<8 { images.append(UInt8(truncatingIfNeeded: bits >> (8 * byte))) }
    }
    let labels = (0..<count).map { UInt8($0 % shape.targets.count) }
    return DataSet(
      name: "noise", imageSize: KnownDataSet.imageSize,
      classNames: KnownDataSet.mnist.classNames, train: Records(images: images, labels: labels),
      validationCount: 0, test: Records(images: [], labels: []))
  }

  /// What a computation gives that nothing the user does can make fail.
  private static func certain<Result>(_ body: () throws(LearnError) -> Result) -> Result {
    do throws(LearnError) {
      return try body()
    } catch {
      preconditionFailure("training on noise: \(error.message)")
    }
  }
}
