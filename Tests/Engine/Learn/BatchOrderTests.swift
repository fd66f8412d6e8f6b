import MNLLearn
import MNLTensor
import Synchronization
import Testing

@Suite struct BatchOrderTests {
  @Test("trains on each batch of the data's own order, epoch after epoch")
  func usesTheOrder() throws {
    let data = ToyData(count: 60)
    let seen = SeenRows(of: data.train.inputs)
    let watched = ToyData(train: WatchedExamples(plain: data.train, inputs: seen))
    _ = try Trainer().train(makeModel(seed: 3), on: watched, plan(epochs: 2, batch: 20))

    let order = data.makeOrder(seed: 3)
    var expected: [[Int]] = []
    var rows: [Int] = []
    for _ in 1...6 {
      order.next(20, isBucketed: false, into: &rows)
      expected.append(rows.sorted())
    }
    #expect(seen.batches(of: 20) == expected)
  }

  /// Examples whose inputs note which rows are read.
  private struct WatchedExamples: Examples {
    let plain: any Examples
    let inputs: any RowSource<Float>
    var name: String { plain.name }
    var count: Int { plain.count }
    var shape: ExampleShape { plain.shape }
    var labels: any RowSource<Float> { plain.labels }
  }

  /// Rows that note which of them are read.
  private final class SeenRows: RowSource {
    private let plain: any RowSource<Float>
    private let rows = Mutex<[Int]>([])

    init(of plain: any RowSource<Float>) { self.plain = plain }

    var shape: Shape { plain.shape }

    func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
      self.rows.withLock { $0 += rows }
      plain.fill(destination, rows: rows)
    }

    /// What was read, in pieces of so many rows, each in rising order: a batch may be read in parts.
    func batches(of count: Int) -> [[Int]] {
      let all = rows.withLock { $0 }
      return stride(from: 0, to: all.count, by: count).map {
        all[$0..<min($0 + count, all.count)].sorted()
      }
    }
  }
}
