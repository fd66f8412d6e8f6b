import MNLLearn
import MNLTensor

/// Sequences that a small network learns in seconds: which of the features has the largest sum.
struct ToyData: TrainingData {
  let name: String
  let train: any Examples
  let validation: (any Examples)?

  /// Data of so many training examples, drawn from `seed`.
  init(
    name: String = "toy", count: Int = 240, validation: Int = 0, seed: UInt64 = 7,
    shape: ExampleShape = ExampleShape(steps: 6, features: 3, classes: 3)
  ) {
    self.name = name
    train = ToyExamples(name: "\(name) train", count: count, seed: seed, shape: shape)
    self.validation =
      validation == 0
      ? nil
      : ToyExamples(name: "\(name) validation", count: validation, seed: seed + 1, shape: shape)
  }

  /// Data of given examples, without validation.
  init(train: any Examples) {
    name = "toy"
    self.train = train
    validation = nil
  }

  func makeOrder(seed: UInt64) -> any BatchOrder { ToyOrder(count: train.count, seed: seed) }
}

/// Some of these sequences.
struct ToyExamples: Examples {
  var name: String
  var count: Int
  var shape: ExampleShape
  var inputTensor: Tensor<Float>
  var labelTensor: Tensor<Float>
  var inputs: any RowSource<Float> { inputTensor }
  var labels: any RowSource<Float> { labelTensor }

  init(name: String, count: Int, seed: UInt64, shape: ExampleShape) {
    self.name = name
    self.count = count
    self.shape = shape
    var stream = RandomStream(seed: seed, purpose: .digits)
    let width = shape.steps * shape.features
    var inputs: [Float] = []
    var labels: [Float] = []
    for _ in 0..<count {
      let row = (0..<width).map { _ in Float(stream.uniform() * 2 - 1) }
      var sums = Array(repeating: Float(0), count: shape.targets.count)
      for (index, value) in row.enumerated() {
        sums[index % shape.features % shape.targets.count] += value
      }
      let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
      inputs += row
      labels += sums.indices.map { $0 == best ? 1 : 0 }
    }
    inputTensor = Tensor([count, width], inputs)
    labelTensor = Tensor([count, shape.targets.count], labels)
  }
}

extension ToyExamples {
  /// Examples of the same inputs, of which something else is asked.
  ///
  /// - Parameters:
  ///   - targets: What is asked.
  ///   - row: The targets of a row, from its inputs, a step after the other.
  /// - Returns: The examples.
  func asking(_ targets: Targets, _ row: ([[Float]]) -> [Float]) -> ToyExamples {
    var examples = self
    examples.shape = ExampleShape(steps: shape.steps, features: shape.features, targets: targets)
    let width = shape.features
    let all = (0..<count).flatMap { number -> [Float] in
      let start = number * shape.inputWidth
      return row(
        (0..<shape.steps).map { step in
          (0..<width).map { inputTensor[start + step * width + $0] }
        })
    }
    examples.labelTensor = Tensor([count, examples.shape.targetWidth], all)
    return examples
  }
}

/// Shuffled before each epoch; what an epoch leaves comes first in the next batch.
final class ToyOrder: BatchOrder {
  private var stream: RandomStream
  private var rows: [Int]
  private var cursor = 0
  private var epochs = 0

  init(count: Int, seed: UInt64) {
    stream = RandomStream(seed: seed, purpose: .shuffling)
    rows = Array(0..<count)
    stream.shuffle(&rows)
  }

  func next(_ batch: Int, isBucketed: Bool, into result: inout [Int]) {
    result.removeAll(keepingCapacity: true)
    while result.count < batch {
      if cursor == rows.count {
        stream.shuffle(&rows)
        cursor = 0
        epochs += 1
      }
      result.append(rows[cursor])
      cursor += 1
    }
  }

  var state: BatchOrderState {
    get {
      BatchOrderState(
        rows: rows.map(Int32.init), cursor: cursor, epochs: epochs, draws: stream.position)
    }
    set {
      rows = newValue.rows.map(Int.init)
      (cursor, epochs, stream.position) = (newValue.cursor, newValue.epochs, newValue.draws)
    }
  }
}

/// A model that waits for data.
func makeModel(
  _ units: [Int] = [8], seed: UInt64 = 1, threads: Int = 1
) throws(LearnError) -> Model {
  try Model(
    ModelConfiguration(units: units), seed: seed, pool: ThreadPool(threads: threads))
}

/// A way to train that suits the toy task.
func plan(epochs: Int, batch: Int = 20, rate: Double = 0.01) -> TrainingConfiguration {
  TrainingConfiguration(epochs: epochs, batch: batch, rule: Adam(rate: rate))
}

/// Says yes from the `limit`-th time on that it is asked, counted from 0.
final class StopAfter {
  private var left: Int
  init(_ limit: Int) { left = limit }
  func ask() -> Bool {
    left -= 1
    return left < 0
  }
}
