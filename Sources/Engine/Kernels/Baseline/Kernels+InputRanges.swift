import CMNLLanes
import MNLKernels

// Inputs that are 0 add nothing to a product. Many are: margins of images, padding of sequences.
extension Kernels {
  /// Finds the first and the end of the inputs that are not 0 in all rows: of each tile and of all.
  ///
  /// Both are 0 where all inputs are 0. As numbers they are exact: nobody has 2^24 inputs.
  @inline(always)
  static func findInputRanges(_ step: LSTMForwardStep) {
    var (first, end) = (step.inputs, 0)
    var tile = TileRows(of: step.rows)
    while tile.count > 0 {
      let range = inputRange(step, tile)
      step.tileRanges[tile.index &* 2] = Float(range.lowerBound)
      step.tileRanges[tile.index &* 2 &+ 1] = Float(range.upperBound)
      if !range.isEmpty {
        first = min(first, range.lowerBound)
        end = max(end, range.upperBound)
      }
      tile.advance()
    }
    step.inputRange[0] = Float(min(first, end))
    step.inputRange[1] = Float(end)
  }

  /// The inputs of a tile's rows, without those that are 0 in all of them at both ends.
  @inline(always)
  private static func inputRange(_ step: LSTMForwardStep, _ tile: TileRows) -> Range<Int> {
    var first = 0
    while first < step.inputs {
      let found = nonzero(step, tile, first)
      if found != 0 {
        first &+= found.trailingZeroBitCount
        break
      }
      first &+= laneCount
    }
    guard first < step.inputs else { return 0..<0 }
    var last = (step.inputs &- 1) / laneCount &* laneCount
    var found = nonzero(step, tile, last)
    while found == 0 {
      last &-= laneCount
      found = nonzero(step, tile, last)
    }
    return first..<last &+ 32 &- found.leadingZeroBitCount
  }

  /// A bit for each of the inputs in the register from `column` on: whether a row's is not 0.
  @inline(always)
  private static func nonzero(_ step: LSTMForwardStep, _ tile: TileRows, _ column: Int) -> UInt32 {
    var bits = Words(repeating: 0)
    for row in tile.first..<tile.first &+ tile.count {
      // SAFETY: both types have the same number of lanes of 32 bits.
      bits |= unsafe unsafeBitCast(step.joined.lanes(row &* step.stride &+ column), to: Words.self)
    }
    // Set bits of numbers that are not 0 make none that is, and none but NaN of NaN.
    // SAFETY: as above.
    let found = mnl_lanes_nonzero(unsafe unsafeBitCast(bits, to: Lanes.self))
    // What follows the inputs are hidden states.
    let left = step.inputs &- column
    return left < laneCount ? found & ((1 &<< UInt32(left)) &- 1) : found
  }
}
