/// Arranges a shuffled order of examples so that each batch has examples of similar lengths, and little
/// time is lost on steps that the shorter ones do not have.
///
/// As the bucket iterator of torchtext: the order is cut into pools of 100 batches, each pool is sorted
/// by length, equal ones staying in their order, and the batches of all pools are shuffled.
struct LengthBuckets {
  /// How many batches are sorted together: of more, the same examples would meet in every epoch.
  static let pool = 100

  /// How many steps each example has, `[N]`.
  let lengths: [Int32]
  /// How many examples a batch takes.
  let batch: Int

  /// Arranges an order.
  ///
  /// - Parameters:
  ///   - order: The rows, shuffled.
  ///   - first: Where the first whole batch begins: what stands before it fills up a batch of the
  ///     epoch before.
  ///   - random: Where the order of the batches comes from.
  /// - Precondition: every row has a length.
  /// - Complexity: O(N log N), one draw for each batch but the first.
  func arrange(
    _ order: inout [Int32], from first: Int, using random: inout some RandomNumberGenerator
  ) {
    for start in stride(from: first, to: order.count, by: batch * Self.pool) {
      let end = min(start + batch * Self.pool, order.count)
      // By place among equals: a sort need not keep their order.
      let sorted = (start..<end).sorted {
        let (a, b) = (lengths[Int(order[$0])], lengths[Int(order[$1])])
        return a == b ? $0 < $1 : a < b
      }.map { order[$0] }
      order.replaceSubrange(start..<end, with: sorted)
    }
    // The last ones may be no whole batch: they stay where they are, to be filled up.
    let count = (order.count - first) / batch
    var places = Array(0..<Int32(max(0, count)))
    Shuffle.shuffle(&places, using: &random)
    let old = order
    for (place, source) in places.enumerated() {
      let (to, from) = (first + place * batch, first + Int(source) * batch)
      for index in 0..<batch { order[to + index] = old[from + index] }
    }
  }
}
