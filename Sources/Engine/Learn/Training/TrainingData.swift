package import MNLTensor

/// The shape of one example, and what is asked of it.
package struct ExampleShape: Hashable, Sendable {
  /// How many time steps, `T`.
  package let steps: Int
  /// How many numbers in each step, `I`.
  package let features: Int
  /// What is asked.
  package let targets: Targets
  /// Whether the numbers of a step say which of so many symbols it is: 1 at its place, else 0.
  package let areSymbols: Bool
  /// Whether an example may have fewer steps, down to none: those after its end count for nothing.
  package let hasLengths: Bool

  /// A shape of `steps` × `features` numbers with their targets.
  package init(
    steps: Int, features: Int, targets: Targets, areSymbols: Bool = false, hasLengths: Bool = false
  ) {
    self.steps = steps
    self.features = features
    self.targets = targets
    self.areSymbols = areSymbols
    self.hasLengths = hasLengths
  }

  /// A shape of `steps` × `features` numbers that belong to one of some classes.
  package init(steps: Int, features: Int, classes: Int) {
    self.init(steps: steps, features: features, targets: .classes(classes))
  }

  /// How many numbers an example is, `T·I`.
  package var inputWidth: Int { steps * features }

  /// By how much inputs can be moved, so that something stays in sight.
  var reach: ClosedRange<Int> { 0...max(0, min(steps, features) - 1) }

  /// How many numbers its targets are, `C` or `T·C`.
  package var targetWidth: Int { targets.isPerStep ? steps * targets.count : targets.count }
}

extension ExampleShape: CustomStringConvertible {
  /// The shape in words, as in `28 steps of 28 numbers and 10 classes`.
  package var description: String {
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let numbers = counted(features, areSymbols ? "symbol" : "number")
    return "\(hasLengths ? "up to " : "")\(counted(steps, "step")) of "
      + "\(areSymbols ? "one of " : "")\(numbers) and \(targets)"
  }
}

/// A part of a data set as training and evaluation see it: rows of numbers with their targets.
package protocol Examples {
  /// What messages call it, as in `mnist train`.
  var name: String { get }
  /// How many examples there are, `N`.
  var count: Int { get }
  /// The shape of one of them.
  var shape: ExampleShape { get }
  /// The inputs, `[N, T·I]`, a step after the other in each row.
  var inputs: any RowSource<Float> { get }
  /// The targets, `[N, C]` or `[N, T·C]`; classes are one-hot.
  var labels: any RowSource<Float> { get }
  /// How many steps each example has, `[N]`, from 0 to `T`; nil where all have `T`.
  var lengths: (any RowSource<Float>)? { get }
  /// How a network that is built for them is to scale their numbers; nil if not at all.
  var scaling: Scaling? { get }
  /// What a network that is built for them has to know of them; nil if nothing.
  var meaning: String? { get }
  /// A hash that is equal where the same examples stand in the same order.
  ///
  /// - Complexity: O(N · T · I), unless it is kept.
  var contentHash: String { get }
}

extension Examples {
  /// All have all steps.
  package var lengths: (any RowSource<Float>)? { nil }

  /// Numbers stay as they are.
  package var scaling: Scaling? { nil }

  /// Nothing has to be known.
  package var meaning: String? { nil }

  /// The SHA-256 of all inputs, targets and lengths, row after row.
  ///
  /// - Complexity: O(N · (inputs + targets)).
  package var contentHash: String {
    var digest = ContentDigest()
    let piece = 512
    for first in stride(from: 0, to: count, by: piece) {
      let rows = Array(first..<min(first + piece, count))
      for (source, width) in [(inputs, shape.inputWidth), (labels, shape.targetWidth)] {
        digest.update(Tensor<Float>([rows.count, width]) { source.fill($0, rows: rows[...]) })
      }
      guard let lengths else { continue }
      digest.update(Tensor<Float>([rows.count]) { lengths.fill($0, rows: rows[...]) })
    }
    return digest.hexadecimal
  }
}

/// Data to train on.
package protocol TrainingData {
  /// What messages call them, as in `mnist`.
  var name: String { get }
  /// What a model learns from.
  var train: any Examples { get }
  /// What tells after each epoch how the learning goes; `nil` if there is nothing for that.
  var validation: (any Examples)? { get }
  /// A new order of the training examples, which `seed` determines.
  func makeOrder(seed: UInt64) -> any BatchOrder
}

/// The order in which training examples are used, batch after batch and epoch after epoch.
///
/// It is an object, so that a training that goes on later goes on with the next batch.
package protocol BatchOrder: AnyObject {
  /// Replaces the content of `rows` by the `batch` row numbers that are next.
  ///
  /// - Parameters:
  ///   - batch: How many, from 1 up to the number of examples.
  ///   - isBucketed: Whether they are to be of similar lengths, from the next epoch on.
  ///   - rows: Receives them.
  func next(_ batch: Int, isBucketed: Bool, into rows: inout [Int])
  /// Where it stands; setting it goes on from there.
  ///
  /// - Precondition: What is set is a state of an order of as many examples.
  var state: BatchOrderState { get set }
}

/// Where an order of examples stands: all that a checkpoint keeps of it besides the seed.
package struct BatchOrderState: Hashable, Sendable {
  /// The rows in their present order.
  package var rows: [Int32]
  /// How many rows of this epoch have been used, from 0.
  package var cursor: Int
  /// How many epochs have ended, from 0.
  package var epochs: Int
  /// How many draws of its random stream have been taken.
  package var draws: UInt64

  /// A state.
  package init(rows: [Int32], cursor: Int, epochs: Int, draws: UInt64) {
    self.rows = rows
    self.cursor = cursor
    self.epochs = epochs
    self.draws = draws
  }

  /// Whether it is a state of an order of so many examples.
  ///
  /// - Complexity: O(examples).
  func isOrder(of examples: Int) -> Bool {
    guard rows.count == examples, 0...examples ~= cursor, epochs >= 0 else { return false }
    var isSeen = Array(repeating: false, count: examples)
    for row in rows {
      guard isSeen.indices.contains(Int(row)), !isSeen[Int(row)] else { return false }
      isSeen[Int(row)] = true
    }
    return true
  }
}

/// What tells data sets apart: an interrupted training goes on only with its own.
package struct DataIdentity: Hashable, Sendable {
  /// The name of the data.
  package let name: String
  /// How many training examples they have.
  package let examples: Int
  /// The shape of each.
  package let shape: ExampleShape

  init(_ data: any TrainingData) {
    self.init(name: data.name, examples: data.train.count, shape: data.train.shape)
  }

  init(name: String, examples: Int, shape: ExampleShape) {
    self.name = name
    self.examples = examples
    self.shape = shape
  }
}

extension TrainingData {
  /// The hash of the training examples, with that of the validation examples where there are some.
  ///
  /// - Complexity: O(numbers), unless the hashes are kept.
  var contentHash: String {
    ([train] + (validation.map { [$0] } ?? [])).map(\.contentHash).joined(separator: ",")
  }
}

extension DataIdentity: CustomStringConvertible {
  /// Name and size, as in `mnist (55000 examples)`.
  package var description: String { "\(name) (\(examples) examples)" }
}

extension Examples {
  /// How many steps an example has, from 0 to `T`.
  ///
  /// - Precondition: the row exists.
  func length(at row: Int) -> Int {
    guard let lengths else { return shape.steps }
    return Int(Tensor<Float>([1]) { lengths.fill($0, rows: [row]) }[0])
  }

  /// Makes sure that there are examples and that all sources have the claimed shapes.
  func check() throws(LearnError) {
    guard count > 0 else { throw .noExamples(data: name) }
    var wanted: [(found: Shape, expected: Shape)] = [
      (inputs.shape, [count, shape.inputWidth]),
      (labels.shape, [count, shape.targetWidth]),
    ]
    if shape.hasLengths || lengths != nil {
      wanted.append((lengths?.shape ?? [0], [shape.hasLengths ? count : 0]))
    }
    for (found, expected) in wanted where found != expected {
      throw .inconsistentData(data: name, found: found, expected: expected)
    }
  }
}
