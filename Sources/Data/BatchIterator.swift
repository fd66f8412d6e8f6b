/// The order in which the examples of a split are used: what a checkpoint must keep of it.
package struct BatchState: Sendable, Equatable, Codable {
  /// The rows in their present order; in their own order before the first shuffle.
  package var permutation: [Int32]
  /// How many rows of this epoch have been given.
  package var cursor: Int
  /// How many epochs have been ended.
  package var epochsCompleted: Int

  /// A state.
  package init(permutation: [Int32], cursor: Int, epochsCompleted: Int) {
    self.permutation = permutation
    self.cursor = cursor
    self.epochsCompleted = epochsCompleted
  }
}

/// Gives the rows of a split batch by batch, exactly as the tutorial's `next_batch` does.
///
/// The rows are shuffled before the very first batch. When a batch needs more rows than the epoch
/// has left, it takes these, the order of the ended epoch is shuffled again (so permutations
/// compose), and the batch is filled up from the new epoch.
package struct BatchIterator: Sendable {
  /// Which split it is, for errors.
  package let splitName: String
  /// Where it stands.
  package private(set) var state: BatchState

  /// Starts before the first batch.
  ///
  /// - Complexity: O(examples).
  package init(_ split: Split) {
    self.init(count: split.count, splitName: split.name)
  }

  /// Starts before the first batch of so many examples.
  ///
  /// - Precondition: `count` is in 0…2^31 - 1.
  /// - Complexity: O(count).
  package init(count: Int, splitName: String) {
    self.splitName = splitName
    state = BatchState(permutation: Array(0..<Int32(count)), cursor: 0, epochsCompleted: 0)
  }

  /// Goes on where a saved state stands.
  ///
  /// - Throws: `stateMismatch` for a state that is not an order of exactly these examples.
  /// - Complexity: O(examples).
  package init(_ split: Split, resuming state: BatchState) throws(DataError) {
    var isSeen = [Bool](repeating: false, count: split.count)
    for row in state.permutation where isSeen.indices.contains(Int(row)) { isSeen[Int(row)] = true }
    guard
      state.permutation.count == split.count, isSeen.allSatisfy({ $0 }),
      (0...split.count).contains(state.cursor), state.epochsCompleted >= 0
    else {
      throw .stateMismatch(
        split: split.name, examples: split.count, saved: state.permutation.count)
    }
    splitName = split.name
    self.state = state
  }

  /// How many examples there are.
  package var count: Int { state.permutation.count }

  /// Gives the rows of the next batch.
  ///
  /// - Parameters:
  ///   - batch: How many rows.
  ///   - shuffled: Whether epochs are shuffled at all, as in the tutorial's loader.
  ///   - random: Where the order comes from; drawn from only when an epoch begins.
  /// - Returns: The rows, counted within the split.
  /// - Throws: `batchOutOfRange`; nothing is changed then.
  /// - Complexity: O(batch); O(examples) where an epoch begins.
  package mutating func next(
    _ batch: Int, shuffled: Bool = true, using random: inout some RandomNumberGenerator
  ) throws(DataError) -> [Int32] {
    var rows: [Int32] = []
    try next(batch, shuffled: shuffled, using: &random, into: &rows)
    return rows
  }

  /// Gives the rows of the next batch, in an array that is used again and again.
  ///
  /// With lengths, batches are of similar lengths: see `LengthBuckets`. The order is arranged when
  /// an epoch begins, so that it is all there is to keep.
  ///
  /// - Parameters:
  ///   - batch: How many rows.
  ///   - shuffled: Whether epochs are shuffled at all.
  ///   - lengths: How long each example is, for batches of similar lengths; nil for any.
  ///   - random: Where the order comes from; drawn from only when an epoch begins.
  ///   - rows: Receives the rows in place of what it held; no allocation once it has the room.
  /// - Throws: `batchOutOfRange`; nothing is changed then.
  /// - Complexity: O(batch); O(examples) where an epoch begins.
  package mutating func next(
    _ batch: Int, shuffled: Bool = true, bucketing lengths: [Int32]? = nil,
    using random: inout some RandomNumberGenerator, into rows: inout [Int32]
  ) throws(DataError) {
    guard batch >= 1, batch <= count else {
      throw .batchOutOfRange(batch: batch, examples: count, split: splitName)
    }
    rows.removeAll(keepingCapacity: true)
    func begin(_ batch: Int, from first: Int) {
      guard shuffled else { return }
      Shuffle.shuffle(&state.permutation, using: &random)
      guard let lengths else { return }
      LengthBuckets(lengths: lengths, batch: batch)
        .arrange(&state.permutation, from: first, using: &random)
    }
    if state.epochsCompleted == 0, state.cursor == 0 { begin(batch, from: 0) }
    let left = min(batch, count - state.cursor)
    rows.append(contentsOf: state.permutation[state.cursor..<state.cursor + left])
    state.cursor += left
    guard left < batch else { return }
    state.epochsCompleted += 1
    begin(batch, from: batch - left)
    state.cursor = batch - left
    rows.append(contentsOf: state.permutation[..<state.cursor])
  }
}
