package import MNLKernels

extension Kernels {
  package static func pack(_ packing: LSTMPacking, panels: Range<Int>) {
    let (blocks, units) = (packing.blocks, packing.blocks.units)
    let depth = packing.inputs &+ units
    for panel in panels {
      let (block, panelOfBlock) = (panel / 4, panel % 4)
      let (width, valid) = (blocks.width(block), blocks.valid(block))
      let target = packing.panels.from(panel &* depth &* 16)
      let bias = packing.panelBias.from(panel &* 16)
      for group in 0..<16 / width {
        let gate = panelOfBlock &* (16 / width) &+ group
        let column = gate &* units &+ 16 &* block
        let lane = group &* width
        for row in 0..<depth {
          let source = packing.kernel.from(row &* 4 &* units &+ column)
          copy(source, valid, to: target.from(row &* 16 &+ lane), width)
        }
        copy(packing.bias.from(column), valid, to: bias.from(lane), width)
        if gate == 2 {
          for unit in 0..<valid { bias[lane &+ unit] += packing.forgetBias }
        }
      }
    }
  }

  package static func transpose(_ packing: LSTMPacking, panels: Range<Int>) {
    let (blocks, units) = (packing.blocks, packing.blocks.units)
    for panel in panels {
      // The rows of the units come first, then those of the inputs.
      let isInput = panel >= blocks.unitPanels
      let start = (isInput ? panel &- blocks.unitPanels : panel) &* 16
      let firstRow = isInput ? start : packing.inputs &+ start
      let rows = min(16, (isInput ? packing.inputs : units) &- start)
      let target = packing.transposed.from(panel &* blocks.panels &* 256)
      for block in 0..<blocks.count {
        let (width, valid) = (blocks.width(block), blocks.valid(block))
        for gate in 0..<4 {
          let column = gate &* units &+ 16 &* block
          let place = target.from((64 &* block &+ gate &* width) &* 16)
          for row in 0..<rows {
            let source = packing.kernel.from((firstRow &+ row) &* 4 &* units &+ column)
            for unit in 0..<valid { place[unit &* 16 &+ row] = source[unit] }
          }
        }
      }
    }
  }

  /// Copies `valid` numbers; the others up to `width` stay as they are: 0.
  @inline(always)
  private static func copy(_ source: Floats, _ valid: Int, to target: Floats, _ width: Int) {
    guard valid == 16 else {
      for unit in 0..<valid { target[unit] = source[unit] }
      return
    }
    var lane = 0
    while lane < 16 {
      target.store(source.lanes(lane), at: lane)
      lane &+= laneCount
    }
  }
}
