import MNLKernels

/// Where a register's width of columns begins in a row of panels.
struct ColumnPlace {
  /// The panel, counted from the first of a range.
  let panel: Int
  /// The column of the panel.
  let lane: Int
}

extension TileProduct {
  /// Computes `rows` rows of some panels; `column` says where a register's width of them lies.
  @inline(always)
  func compute(rows: Int, panels: Int, _ column: (_ place: ColumnPlace) -> TileColumn) {
    Self.forEachPair(panels) { first, second in
      guard let second else {
        #if MNL_AVX512
          compute(rows: rows, column(first))
        #endif
        return
      }
      compute(rows: rows, column(first), column(second))
    }
  }

  /// Calls `body` with the places of two registers at a time, and of one that may be left over.
  @inline(always)
  private static func forEachPair(
    _ panels: Int, _ body: (_ first: ColumnPlace, _ second: ColumnPlace?) -> Void
  ) {
    #if MNL_AVX512
      for panel in stride(from: 0, to: panels, by: 2) {
        let isPair = panel &+ 1 < panels
        body(
          ColumnPlace(panel: panel, lane: 0),
          isPair ? ColumnPlace(panel: panel &+ 1, lane: 0) : nil)
      }
    #else
      for panel in 0..<panels {
        var lane = 0
        while lane < UnitBlocks.panelWidth {
          body(
            ColumnPlace(panel: panel, lane: lane),
            ColumnPlace(panel: panel, lane: lane &+ laneCount))
          lane &+= 2 &* laneCount
        }
      }
    #endif
  }
}
