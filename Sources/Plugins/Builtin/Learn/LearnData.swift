import MNLData
package import MNLLearn
package import MNLTensor

/// A split as training and evaluation see it: images are read row by row.
package struct SplitExamples: Examples {
  private let handle: SplitHandle

  /// The examples of a split.
  package init(_ handle: SplitHandle) { self.handle = handle }

  /// `mnist train`.
  package var name: String { "\(handle.data.name) \(handle.split.name)" }
  /// How many there are, `N`.
  package var count: Int { handle.split.count }
  /// Steps and numbers of an example, and what is asked of it; a step for each row of an image.
  package var shape: ExampleShape {
    let form = handle.data.form
    let areSymbols = if case .symbols = form.inputs { true } else { false }
    return ExampleShape(
      steps: form.steps, features: form.features, targets: form.learned, areSymbols: areSymbols,
      hasLengths: handle.data.hasLengths)
  }
  /// The inputs, `[N, T·I]`.
  package var inputs: any RowSource<Float> { handle.inputs.source }
  /// The targets, `[N, C]` or `[N, T·C]`.
  package var labels: any RowSource<Float> { handle.targets.source }
  /// How many steps each has, `[N]`; nil where all have as many.
  package var lengths: (any RowSource<Float>)? {
    handle.data.hasLengths ? handle.lengths.source : nil
  }
  /// How the numbers of a table are scaled.
  package var scaling: Scaling? {
    handle.data.spreads.map { spreads in
      Scaling(
        inputs: spreads.inputs.map { Scaling.Spread(mean: $0.mean, deviation: $0.deviation) },
        outputs: spreads.targets.map { Scaling.Spread(mean: $0.mean, deviation: $0.deviation) })
    }
  }
  /// What the columns of a table mean.
  package var meaning: String? { handle.data.meaning }
  /// The hash of the examples as they were loaded, which the split keeps.
  package var contentHash: String { handle.split.contentHash }
}

extension ExampleForm {
  /// What a network learns to tell.
  fileprivate var learned: MNLLearn.Targets {
    switch targets {
    case .classes(let names): .classes(names.count)
    case .labels(let names): .labels(names.count)
    case .numbers(let names): .numbers(names.count)
    case .stepClasses(let names): .stepClasses(names.count)
    case .nextSymbol(let names): .nextToken(names.count)
    }
  }
}

/// A data set to train on.
package struct DataForTraining: TrainingData {
  private let handle: DataHandle

  /// The splits of a data set.
  package init(_ handle: DataHandle) { self.handle = handle }

  /// `mnist`.
  package var name: String { handle.data.name }
  /// What a model learns from.
  package var train: any Examples { SplitExamples(handle.splits[0]) }
  /// What tells how the learning goes; nil if there are no such examples.
  package var validation: (any Examples)? {
    handle.data.validation.count > 0 ? SplitExamples(handle.splits[1]) : nil
  }

  /// A new order of the training examples: that of `next-batch` under the same seed.
  package func makeOrder(seed: UInt64) -> any BatchOrder {
    SplitOrder(handle.data.train, seed: seed)
  }
}

/// The order of the tutorial's loader.
final class SplitOrder: BatchOrder {
  private let split: Split
  /// How many steps each example has; empty as long as nobody asks for batches of similar lengths.
  private var lengths: [Int32] = []
  private var iterator: BatchIterator
  private var random: ShuffleStream
  private var chosen: [Int32] = []

  init(_ split: Split, seed: UInt64) {
    self.split = split
    iterator = BatchIterator(split)
    random = ShuffleStream(seed: seed, split: split.name)
  }

  func next(_ batch: Int, isBucketed: Bool, into rows: inout [Int]) {
    if isBucketed, lengths.isEmpty {
      lengths = (0..<split.count).map { Int32(split.length(at: $0)) }
    }
    do throws(DataError) {
      try iterator.next(
        batch, bucketing: isBucketed ? lengths : nil, using: &random, into: &chosen)
    } catch {
      preconditionFailure("a batch that training had checked: \(error.message)")
    }
    rows.removeAll(keepingCapacity: true)
    for row in chosen { rows.append(Int(row)) }
  }

  var state: BatchOrderState {
    get {
      BatchOrderState(
        rows: iterator.state.permutation, cursor: iterator.state.cursor,
        epochs: iterator.state.epochsCompleted, draws: random.draws)
    }
    set {
      let saved = BatchState(
        permutation: newValue.rows, cursor: newValue.cursor, epochsCompleted: newValue.epochs)
      do throws(DataError) {
        iterator = try BatchIterator(split, resuming: saved)
      } catch {
        preconditionFailure("a state that was read and checked: \(error.message)")
      }
      random.draws = newValue.draws
    }
  }
}
