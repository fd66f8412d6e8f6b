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
  /// All images, `[N, P]`.
  package let images: TensorHandle
  /// All labels, one-hot, `[N, C]`.
  package let labels: TensorHandle

  /// The order in which examples are used, and where it comes from.
  private struct Batches {
    var iterator: BatchIterator
    var random: ShuffleStream
  }

  /// Makes the handle of a split whose batches were not begun.
  package init(_ split: Split, of data: DataSet) {
    self.split = split
    self.data = data
    images = TensorHandle(rows: SplitImages(split, imageSize: data.imageSize), chosen: nil)
    labels = TensorHandle(rows: SplitLabels(split), chosen: nil)
  }

  /// `split`.
  package var kind: String { "split" }

  /// `mnist train: 55000 images of 28x28, 10 classes`.
  package var summary: String {
    "\(data.name) \(split.name): \(split.count) images of "
      + "\(data.imageSize.height)x\(data.imageSize.width), \(data.classCount) classes"
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every split has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "train, validation or test"),
    .init("num-examples", .value(.int), "How many examples there are, N"),
    .init("images", .value(.kind("tensor")), "All images, [N, pixels], from 0 to 1"),
    .init("labels", .value(.kind("tensor")), "All labels, [N, classes], one-hot"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "name": .text(split.name)
    case "num-examples": .int(split.count)
    case "images": .handle(images)
    case "labels": .handle(labels)
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

  /// How often each class occurs.
  package var summaryBundle: DisplayBundle {
    var rows: [[Table.Cell]] = zip(data.classNames, split.classCounts).map { name, count in
      [.text(name), .int(count)]
    }
    rows.append([.text("total"), .int(split.count)])
    let columns = [Table.Column("class"), Table.Column(split.name, unit: "images")]
    return DisplayBundle(heading: summary, table: Table(columns: columns, rows: rows))
  }
}

/// One example of a split.
package final class ExampleHandle: Handle {
  /// Its row in the split.
  package let row: Int
  /// The split that it is of.
  package let owner: SplitHandle

  /// Makes the handle of an example.
  ///
  /// - Precondition: the row exists.
  package init(row: Int, of owner: SplitHandle) {
    self.row = row
    self.owner = owner
  }

  /// `example`.
  package var kind: String { "example" }

  /// `mnist test, image 3: 0`.
  package var summary: String {
    "\(owner.data.name) \(owner.split.name), image \(row): \(className)"
  }

  /// What the label stands for.
  package var className: String { owner.data.classNames[Int(owner.split.label(at: row))] }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every example has.
  package static let fields: [ReturnType.Field] = [
    .init("row", .value(.int), "Its row in the split, from 0"),
    .init("image", .value(.kind("tensor")), "Its image, [1, pixels], from 0 to 1"),
    .init("label", .value(.int), "Its label, from 0"),
    .init("class", .value(.text), "What the label stands for"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "row": .int(row)
    case "image": .handle(TensorHandle(rows: owner.images.source, chosen: [row]))
    case "label": .int(Int(owner.split.label(at: row)))
    case "class": .text(className)
    default: nil
    }
  }

  /// The image under its summary.
  package var display: DisplayBundle {
    DisplayBundle(
      text: summary,
      data: [.images(ImageSheet.of(rows: [row], split: owner.split, data: owner.data))])
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
}
