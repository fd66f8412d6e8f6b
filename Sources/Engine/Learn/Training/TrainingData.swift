package import MNLTensor

/// The shape of one example, and what is asked of it.
package struct ExampleShape: Hashable, Sendable {
  /// How many time steps, `T`.
  package let steps: Int
  /// How many numbers in each step, `I`.
  package let features: Int
  /// What is asked.
  package let targets: Targets

  /// A shape of `steps` × `features` numbers with their targets.
  package init(steps: Int, features: Int, targets: Targets) {
    self.steps = steps
    self.features = features
    self.targets = targets
  }

  /// A shape of `steps` × `features` numbers that belong to one of some classes.
  package init(steps: Int, features: Int, classes: Int) {
    self.init(steps: steps, features: features, targets: .classes(classes))
  }

  /// How many numbers an example is, `T·I`.
  package var inputWidth: Int { steps * features }

  /// How many numbers its targets are, `C` or `T·C`.
  package var targetWidth: Int { targets.isPerStep ? steps * targets.count : targets.count }
}

extension ExampleShape: CustomStringConvertible {
  /// The shape in words, as in `28 steps of 28 numbers and 10 classes`.
  package var description: String { "\(steps) steps of \(features) numbers and \(targets)" }
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
  ///   - rows: Receives them.
  func next(_ batch: Int, into rows: inout [Int])
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
    name = data.name
    examples = data.train.count
    shape = data.train.shape
  }
}

extension DataIdentity: CustomStringConvertible {
  /// Name and size, as in `mnist (55000 examples)`.
  package var description: String { "\(name) (\(examples) examples)" }
}

extension Examples {
  /// Makes sure that there are examples and that both sources have the claimed shapes.
  func check() throws(LearnError) {
    guard count > 0 else { throw .noExamples(data: name) }
    let wanted: [(found: Shape, expected: Shape)] = [
      (inputs.shape, [count, shape.inputWidth]),
      (labels.shape, [count, shape.targetWidth]),
    ]
    for (found, expected) in wanted where found != expected {
      throw .inconsistentData(data: name, found: found, expected: expected)
    }
  }
}
