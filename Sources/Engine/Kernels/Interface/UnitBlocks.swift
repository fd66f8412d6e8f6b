/// How the gates of an LSTM lie in memory while kernels work on them: in panels of 16 columns.
///
/// Sixteen units are a block of four panels: i, j, f and o of these units, each a panel. What is
/// left of the units is a narrower block of 8 or 4: its gates share two panels (i and j, f and o)
/// or one, so that 100 units take 25 panels and no column is wasted. Units that only fill up a
/// block have weights of 0, so their states stay 0.
///
/// So the columns of a kernel `[K, 4H]`, in blocks of `H` by gate, are reordered; the numbers of a
/// panel lie together: weights `[panels][K][16]`, gates `[panels][rows][16]`.
@usableFromInline
package struct UnitBlocks: Sendable {
  /// How many units there are, H; at least 1.
  @usableFromInline package let units: Int
  /// How many blocks of 16 units.
  @usableFromInline package let full: Int
  /// How many units the narrower last block has room for: 0 (there is none), 4, 8 or 16.
  @usableFromInline package let rest: Int

  /// The blocks of `units` units.
  package init(units: Int) {
    self.units = units
    full = units / 16
    let left = units % 16
    rest = left == 0 ? 0 : left <= 4 ? 4 : left <= 8 ? 8 : 16
  }

  /// The columns of a panel.
  package static var panelWidth: Int { 16 }

  /// How many blocks there are; block `b` begins at unit `16 · b`, and at panel `4 · b`.
  @inlinable
  package var count: Int { @inline(__always) get { rest == 0 ? full : full &+ 1 } }
  /// How many panels the gates of all units take.
  @inlinable
  package var panels: Int { @inline(__always) get { full &* 4 &+ rest / 4 } }
  /// How many units there is room for.
  @inlinable
  package var room: Int { @inline(__always) get { full &* 16 &+ rest } }
  /// How many panels the units themselves take, one column for each.
  @inlinable
  package var unitPanels: Int { @inline(__always) get { (units &+ 15) / 16 } }

  /// For how many units a block has room: 16, 8 or 4.
  @inlinable @inline(__always)
  package func width(_ block: Int) -> Int { block < full ? 16 : rest }

  /// How many of them are units, the others only fill up.
  @inlinable @inline(__always)
  package func valid(_ block: Int) -> Int { block < full ? 16 : units &- full &* 16 }
}
