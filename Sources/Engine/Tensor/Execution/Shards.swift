/// How the rows of a batch are split: by their number alone, so that results do not depend on the
/// number of threads.
package struct Shards: Hashable, Sendable {
  /// How many rows there are.
  package let batch: Int
  /// How many shards there are, at least 1.
  package let count: Int

  /// The shards in which a batch is trained: 1 below 8 rows, then 2, and up to 16 of about 32 rows.
  package static func training(batch: Int) -> Shards {
    Shards(batch: batch, count: batch < 8 ? 1 : min(16, max(2, (batch + 31) / 32)))
  }

  /// The shards that a computation without gradients streams through: of at most 40 rows, whose
  /// gates stay in the nearest cache.
  package static func streaming(batch: Int) -> Shards {
    Shards(batch: batch, count: batch < 8 ? 1 : max(2, (batch + 39) / 40))
  }

  /// All rows together.
  package static func whole(batch: Int) -> Shards { Shards(batch: batch, count: 1) }

  /// The rows of a shard; sizes differ by at most 1.
  package func rows(of shard: Int) -> Range<Int> {
    shard * batch / count..<(shard + 1) * batch / count
  }

  /// The most rows a shard has.
  package var largest: Int { (batch + count - 1) / count }
}
