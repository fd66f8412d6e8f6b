import MNLBuiltins
import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor
import Testing

/// Sequences of different lengths, as the verbs have them.
@Suite struct LengthCommandTests {
  @Test("an order of batches of similar lengths that was kept goes on with the same batches")
  func bucketedOrder() throws {
    let bench = try Workbench()
    try bench.run("let d = load letters steps=40 shortest=0 train=120 test=24")
    guard case .handle(let handle) = try bench.value("d") else { throw Misfit() }
    let data = try #require(handle as? DataHandle)
    let order = DataForTraining(data).makeOrder(seed: 5)
    var (rows, again): ([Int], [Int]) = ([], [])
    for _ in 1...4 { order.next(9, isBucketed: true, into: &rows) }
    let other = DataForTraining(data).makeOrder(seed: 5)
    other.state = order.state
    // To the end of the epoch of 110 examples, and through the next.
    var spans: [Int] = []
    for _ in 1...20 {
      order.next(9, isBucketed: true, into: &rows)
      other.next(9, isBucketed: true, into: &again)
      #expect(rows == again)
      let lengths = rows.map(data.data.train.length)
      spans.append((lengths.max() ?? 0) - (lengths.min() ?? 0))
    }
    #expect(spans.count { $0 <= 8 } >= 18)
  }

  @Test("where all have one length, lengths are not what a model learns from")
  func noLengths() throws {
    let bench = try Workbench()
    try bench.run("let d = load letters steps=4 train=120 test=24")
    guard case .handle(let handle) = try bench.value("d") else { throw Misfit() }
    let train = DataForTraining(try #require(handle as? DataHandle)).train
    #expect(!train.shape.hasLengths)
    #expect(train.lengths?.shape == nil)
  }

  @Test("a split gives the lengths of its examples")
  func lengths() throws {
    let bench = try Workbench()
    try bench.run("let d = load letters steps=3 shortest=3 train=120 test=2")
    try bench.run("let n = $d.test.lengths")
    #expect(try bench.value("n").printed == "[3, 3]")
  }

  /// What a test finds where it expected a handle.
  private struct Misfit: Error {}
}
