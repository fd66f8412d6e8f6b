import MNLKernels

/// A product of matrices, of which one tile after the other is computed in registers.
///
/// A tile has some rows and as many columns as two registers have lanes. Number `(r, c)` of it is
/// the first value of column `c`, plus the sum over an outer and an inner index of `a · b`; strides
/// say where they lie:
///
///     a[o · aOuter + i · aInner + r · aRow] · b[o · bOuter + i · 16 + c]
///
/// For the first outer index, each tile can have a range of the inner index of its own.
struct TileProduct {
  /// How often the outer index is counted.
  var outer: Int
  /// How often the inner index is counted for each.
  var inner: Int
  /// The first factor, at its first row.
  var a: Floats
  /// From one outer index to the next in it.
  var aOuter: Int
  /// From one inner index to the next in it.
  var aInner: Int
  /// From one row to the next in it.
  var aRow: Int
  /// From one outer index to the next in the second factor.
  var bOuter: Int
  /// `[tiles][2]`: the first and the end of the inner index for the first outer index; nil if they
  /// are 0 and `inner`.
  var firstRanges: Floats?
  /// Whether the sums are added to what is there, or take its place.
  var accumulates = false

  /// The most rows of a tile: as many as keep all sums in registers.
  static var mostRows: Int {
    @inline(always) get {
      #if MNL_AVX512
        9
      #else
        6
      #endif
    }
  }
}

/// The rows of a tile: one after the other of tiles that are as equal as can be.
struct TileRows {
  /// How many tiles are before it.
  private(set) var index = 0
  /// The first of its rows.
  private(set) var first = 0
  /// How many rows it has; 0 behind the last tile.
  private(set) var count: Int
  private var rows: Int
  private var tiles: Int

  /// The first tile of so many rows.
  @inline(always)
  init(of rows: Int) {
    self.rows = rows
    tiles = (rows &+ TileProduct.mostRows &- 1) / TileProduct.mostRows
    count = tiles == 0 ? 0 : (rows &+ tiles &- 1) / tiles
  }

  /// Goes to the next tile.
  @inline(always)
  mutating func advance() {
    index &+= 1
    first &+= count
    let left = tiles &- index
    count = left == 0 ? 0 : (rows &- first &+ left &- 1) / left
  }
}

/// A register's width of columns: where the second factor and the result lie.
struct TileColumn {
  /// The second factor at its first column.
  var b: Floats
  /// The result at its first row and first column.
  var result: Floats
  /// From one row of the result to the next.
  var resultRow: Int
  /// What the sums of every row begin with.
  var start: Lanes

  /// The columns from a row on.
  @inline(always)
  func from(_ row: Int) -> TileColumn {
    var column = self
    column.result = result.from(row &* resultRow)
    return column
  }
}

extension TileProduct {
  /// Computes `rows` rows of two registers' width: in tiles as equal as can be.
  @inline(never)
  func compute(rows: Int, _ first: TileColumn, _ second: TileColumn) {
    var tile = TileRows(of: rows)
    while tile.count > 0 {
      from(tile.first).compute(
        tile.count, firstRange(tile), first.from(tile.first), second.from(tile.first))
      tile.advance()
    }
  }

  /// The product from a row on.
  @inline(always)
  private func from(_ row: Int) -> TileProduct {
    var product = self
    product.a = a.from(row &* aRow)
    return product
  }

  /// The range of the inner index of a tile, for the first outer index.
  @inline(always)
  private func firstRange(_ tile: TileRows) -> Range<Int> {
    guard let firstRanges else { return 0..<inner }
    let (first, end) = (firstRanges[tile.index &* 2], firstRanges[tile.index &* 2 &+ 1])
    return Int(first)..<Int(end)
  }

  @inline(always)
  private func compute(
    _ rows: Int, _ range: Range<Int>, _ first: TileColumn, _ second: TileColumn
  ) {
    switch rows {
    case 1: pair(InlineArray<1, Lanes>(repeating: Lanes()), range, first, second)
    case 2: pair(InlineArray<2, Lanes>(repeating: Lanes()), range, first, second)
    case 3: pair(InlineArray<3, Lanes>(repeating: Lanes()), range, first, second)
    case 4: pair(InlineArray<4, Lanes>(repeating: Lanes()), range, first, second)
    case 5: pair(InlineArray<5, Lanes>(repeating: Lanes()), range, first, second)
    case 6: pair(InlineArray<6, Lanes>(repeating: Lanes()), range, first, second)
    #if MNL_AVX512
      case 7: pair(InlineArray<7, Lanes>(repeating: Lanes()), range, first, second)
      case 8: pair(InlineArray<8, Lanes>(repeating: Lanes()), range, first, second)
      case 9: pair(InlineArray<9, Lanes>(repeating: Lanes()), range, first, second)
    #endif
    default: preconditionFailure("a tile of \(rows) rows")
    }
  }

  #if MNL_AVX512
    /// Computes `rows` rows of one register's width: where panels are left over from pairs.
    @inline(never)
    func compute(rows: Int, _ column: TileColumn) {
      var tile = TileRows(of: rows)
      while tile.count > 0 {
        from(tile.first).compute(tile.count, firstRange(tile), column.from(tile.first))
        tile.advance()
      }
    }

    @inline(always)
    private func compute(_ rows: Int, _ range: Range<Int>, _ column: TileColumn) {
      switch rows {
      case 1: single(InlineArray<1, Lanes>(repeating: Lanes()), range, column)
      case 2: single(InlineArray<2, Lanes>(repeating: Lanes()), range, column)
      case 3: single(InlineArray<3, Lanes>(repeating: Lanes()), range, column)
      case 4: single(InlineArray<4, Lanes>(repeating: Lanes()), range, column)
      case 5: single(InlineArray<5, Lanes>(repeating: Lanes()), range, column)
      case 6: single(InlineArray<6, Lanes>(repeating: Lanes()), range, column)
      case 7: single(InlineArray<7, Lanes>(repeating: Lanes()), range, column)
      case 8: single(InlineArray<8, Lanes>(repeating: Lanes()), range, column)
      case 9: single(InlineArray<9, Lanes>(repeating: Lanes()), range, column)
      default: preconditionFailure("a tile of \(rows) rows")
      }
    }
  #endif

  // The loops over `R` unroll, and both arrays stay in registers.
  @inline(always)
  private func pair<let R: Int>(
    _ none: InlineArray<R, Lanes>, _ firstRange: Range<Int>, _ first: TileColumn,
    _ second: TileColumn
  ) {
    var sums = none
    var others = none
    for r in 0..<R {
      unsafe sums[unchecked: r] = first.start
      unsafe others[unchecked: r] = second.start
    }
    var (aStart, bStart) = (firstRange.lowerBound &* aInner, firstRange.lowerBound &* 16)
    var count = firstRange.count
    for o in 0..<outer {
      let a = a.from(aStart)
      let (b, other) = (first.b.from(bStart), second.b.from(bStart))
      for i in 0..<count {
        let (left, right) = (b.lanes(i &* 16), other.lanes(i &* 16))
        for r in 0..<R {
          let factor = Lanes(repeating: a[i &* aInner &+ r &* aRow])
          unsafe sums[unchecked: r] = multiplyAdd(factor, left, sums[unchecked: r])
          unsafe others[unchecked: r] = multiplyAdd(factor, right, others[unchecked: r])
        }
      }
      (aStart, bStart, count) = ((o &+ 1) &* aOuter, (o &+ 1) &* bOuter, inner)
    }
    if accumulates {
      for r in 0..<R {
        let (at, other) = (r &* first.resultRow, r &* second.resultRow)
        unsafe first.result.store(first.result.lanes(at) + sums[unchecked: r], at: at)
        unsafe second.result.store(second.result.lanes(other) + others[unchecked: r], at: other)
      }
    } else {
      for r in 0..<R {
        unsafe first.result.store(sums[unchecked: r], at: r &* first.resultRow)
        unsafe second.result.store(others[unchecked: r], at: r &* second.resultRow)
      }
    }
  }

  #if MNL_AVX512
    @inline(always)
    private func single<let R: Int>(
      _ none: InlineArray<R, Lanes>, _ firstRange: Range<Int>, _ column: TileColumn
    ) {
      var sums = none
      for r in 0..<R { unsafe sums[unchecked: r] = column.start }
      var (aStart, bStart) = (firstRange.lowerBound &* aInner, firstRange.lowerBound &* 16)
      var count = firstRange.count
      for o in 0..<outer {
        let (a, b) = (a.from(aStart), column.b.from(bStart))
        for i in 0..<count {
          let left = b.lanes(i &* 16)
          for r in 0..<R {
            let factor = Lanes(repeating: a[i &* aInner &+ r &* aRow])
            unsafe sums[unchecked: r] = multiplyAdd(factor, left, sums[unchecked: r])
          }
        }
        (aStart, bStart, count) = ((o &+ 1) &* aOuter, (o &+ 1) &* bOuter, inner)
      }
      if accumulates {
        for r in 0..<R {
          let at = r &* column.resultRow
          unsafe column.result.store(column.result.lanes(at) + sums[unchecked: r], at: at)
        }
      } else {
        for r in 0..<R {
          unsafe column.result.store(sums[unchecked: r], at: r &* column.resultRow)
        }
      }
    }
  #endif
}
