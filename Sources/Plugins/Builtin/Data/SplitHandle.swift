package import MNLData
package import MNLEvents
package import MNLRuntime
import MNLTensor
import Synchronization

/// A part of a data set as the language sees it: it remembers where `next-batch` stands.
package final class SplitHandle: Handle, Summarised {
  /// The examples.
  package let split: Split
  /// The data set that they are part of.
  package let data: DataSet
  private let batches = Mutex<Batches?>(nil)
  /// All inputs, `[N, T·I]`.
  package let inputs: TensorHandle
  /// All targets, `[N, C]` or `[N, T·C]`; classes are one-hot.
  package let targets: TensorHandle
  /// How many steps each example has, `[N]`.
  package let lengths: TensorHandle

  /// The order in which examples are used, and where it comes from.
  private struct Batches {
    var iterator: BatchIterator
    var random: ShuffleStream
  }

  /// Makes the handle of a split whose batches were not begun.
  package init(_ split: Split, of data: DataSet) {
    self.split = split
    self.data = data
    inputs = TensorHandle(rows: SplitInputs(split, form: data.form), chosen: nil)
    targets = TensorHandle(rows: SplitTargets(split), chosen: nil)
    lengths = TensorHandle(rows: SplitLengths(split), chosen: nil)
  }

  /// `split`.
  package var kind: String { "split" }

  /// `mnist train: 55000 images of 28x28, 10 classes`.
  package var summary: String {
    "\(data.name) \(split.name): \(counted(split.count, data.form.noun)) of \(data.inputText), "
      + data.form.targetText
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every split has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "train, validation or test"),
    .init("num-examples", .value(.int), "How many examples there are, N"),
    .init("inputs", .value(.kind("tensor")), "All inputs, [N, steps * numbers]"),
    .init("targets", .value(.kind("tensor")), "All targets, [N, width]; classes are one-hot"),
    .init("lengths", .value(.kind("tensor")), "How many steps each example has, [N]"),
    .init("images", .value(.kind("tensor")), "The inputs: all images, [N, pixels], from 0 to 1"),
    .init("labels", .value(.kind("tensor")), "The targets: all labels, [N, classes], one-hot"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "name": .text(split.name)
    case "num-examples": .int(split.count)
    case "inputs", "images": .handle(inputs)
    case "lengths": .handle(lengths)
    case "targets", "labels": .handle(targets)
    default: nil
    }
  }

  /// How many examples there are.
  package var elementCount: Int? { split.count }

  /// The example at an index.
  package func element(at index: Int) throws(CommandFailure) -> Value {
    .handle(ExampleHandle(row: index, of: self))
  }

  /// The rows of the next batch, in the order of the tutorial's loader.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: Where the order comes from; it matters at the first call alone.
  /// - Returns: The rows, each from 0 up to the number of examples.
  /// - Throws: `DataError.batchOutOfRange`.
  package func nextBatch(_ count: Int, seed: UInt64) throws(DataError) -> [Int] {
    let split = split
    let result = batches.withLock { held -> Result<[Int32], DataError> in
      var state =
        held
        ?? Batches(
          iterator: BatchIterator(split), random: ShuffleStream(seed: seed, split: split.name))
      do throws(DataError) {
        let rows = try state.iterator.next(count, using: &state.random)
        held = state
        return .success(rows)
      } catch {
        return .failure(error)
      }
    }
    return try result.get().map(Int.init)
  }

  /// How often each class occurs, or where the numbers lie.
  package var summaryBundle: DisplayBundle {
    DisplayBundle(heading: summary, table: data.targetTable([split]))
  }
}

/// The random numbers from which the order of a split comes.
struct ShuffleStream: RandomNumberGenerator, Sendable {
  private var stream: RandomStream

  /// The stream of a split; each split has its own, so that using one never changes another.
  init(seed: UInt64, split: String) {
    let ordinal = ["train", "validation", "test"].firstIndex(of: split) ?? 3
    stream = RandomStream(seed: seed, purpose: .shuffling, ordinal: ordinal)
  }

  mutating func next() -> UInt64 { stream.bits() }

  /// How many draws were taken; setting it goes on from there.
  var draws: UInt64 {
    get { stream.position }
    set { stream.position = newValue }
  }
}
