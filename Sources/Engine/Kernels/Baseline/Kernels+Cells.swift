import MNLKernels

/// Where a register's width of units lies in the memory of a step.
struct UnitPlace {
  /// The number of the row.
  let row: Int
  /// The first of the units.
  let unit: Int
  /// In gate 0.
  let gate: Int
  /// From one gate to the next.
  let gateStride: Int
  /// In the states.
  let state: Int

  /// In another gate.
  @inline(always)
  func gate(_ number: Int) -> Int { gate &+ number &* gateStride }
}

extension CellStep {
  /// From one learned vector to the next.
  var vectorStride: Int { @inline(always) get { panels &* 16 } }

  /// Calls `body` for a register's width of units after the other: all rows of a panel, then the
  /// next panel.
  @inline(always)
  func forEachPlace(_ body: (UnitPlace) -> Void) {
    for panel in 0..<panels {
      for row in 0..<rows {
        var lane = 0
        while lane < 16 {
          body(place(panel, row, lane))
          lane &+= laneCount
        }
      }
    }
  }

  /// Calls `body` for the units of one row.
  @inline(always)
  func forEachPlace(ofRow row: Int, _ body: (UnitPlace) -> Void) {
    for panel in 0..<panels {
      var lane = 0
      while lane < 16 {
        body(place(panel, row, lane))
        lane &+= laneCount
      }
    }
  }

  @inline(always)
  private func place(_ panel: Int, _ row: Int, _ lane: Int) -> UnitPlace {
    UnitPlace(
      row: row, unit: 16 &* panel &+ lane, gate: (panel &* rows &+ row) &* 16 &+ lane,
      gateStride: panels &* rows &* 16, state: row &* stride &+ 16 &* panel &+ lane)
  }

  /// 1 for what is a unit, 0 for what only fills up the last panel.
  @inline(always)
  func validity(_ place: UnitPlace) -> Lanes {
    var ones = Lanes(repeating: 1)
    if place.unit &+ laneCount > units {
      for lane in 0..<laneCount where place.unit &+ lane >= units { ones[lane] = 0 }
    }
    return ones
  }
}

/// The sum of a register's numbers.
@inline(always)
func total(_ x: Lanes) -> Float {
  var sum: Float = 0
  for lane in 0..<laneCount { sum += x[lane] }
  return sum
}

/// 1 / (1 + e^-x), to an absolute error below 3e-7.
@inline(always)
func vectorLogistic(_ x: Lanes) -> Lanes {
  let one = Lanes(repeating: 1)
  return one / (one + vectorExponential(x, times: -1, limit: 80))
}
