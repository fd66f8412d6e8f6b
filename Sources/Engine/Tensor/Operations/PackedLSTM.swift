import MNLKernels

/// An LSTM in one shard, at the speed of the CPU: the order of its memory, and its passes.
///
/// Shapes: `R` rows, `T` steps, `I` inputs, `H` units, `K = I + H`, `P` panels.
///
/// Inputs and hidden states of a step lie side by side, `[x_t, h_{t-1}]`, so that one product
/// makes the gates' sums. Gates lie in panels of 16 columns (`UnitBlocks`): the products leave them
/// there, and activations and then the sums' gradients take their place. What all shards share, the
/// reordered kernel and its transpose, is made once a run, in parts that threads share out.
struct PackedLSTM {
  let inputs: Slot<Float>
  let kernel: Slot<Float>
  let bias: Slot<Float>
  let outputs: [Slot<Float>]
  let trains: Bool
  let steps: Int
  /// How many inputs there are, I.
  let width: Int
  let blocks: UnitBlocks
  /// How many panels the inputs take in the transpose; 0 if nobody wants their gradient.
  let inputPanels: Int
  /// From one row of `joined` to the next.
  let stride: Int

  /// `[T+1][R][stride]`: the inputs of a step, then the hidden states of the step before; what does
  /// not train goes to and fro between two steps.
  let joined: Buffer<Float>
  /// `[T][2]`: the first and the end of the inputs that are not 0 in all rows of a step; of one step
  /// where it does not train.
  let inputRanges: Buffer<Float>
  /// `[R][2]`: the same in tiles of rows.
  let tileRanges: Buffer<Float>
  /// `[R]`: for the order of the rows.
  let rowOrder: Buffer<Float>
  /// `[T][P][R][16]`: activations, then gradients of the sums; `[4][R][16]` where it does not
  /// train.
  let gates: Buffer<Float>
  /// `[T+1][blocks][R][width]`: cell states, from the zeros before the first step on; one of them
  /// where it does not train.
  let cell: Buffer<Float>
  /// `[T][blocks][R][width]`: tangents of the cell states.
  let cellTangent: Buffer<Float>
  /// `[panels of units][R][16]`, `[blocks][R][width]`: gradients of the running states.
  let hiddenGradient: Buffer<Float>
  let cellGradient: Buffer<Float>
  /// `[inputPanels][R][16]`: the gradient of a step's inputs.
  let inputGradient: Buffer<Float>
  /// `[16 P]`: the gradient of the bias, in panels.
  let biasGradient: Buffer<Float>
  /// For sums on their way in backward.
  let scratch: Buffer<Float>
  /// The kernel and its reordered forms, shared by all shards.
  let packing: LSTMPacking

  /// Takes its memory from a site.
  init(_ site: Site<Float>, forgetBias: Float) {
    (inputs, kernel, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    (outputs, trains) = (site.outputs, site.trains)
    let sizes = inputs.shape.fixedSizes
    (steps, width) = (sizes[sizes.count - 2], sizes[sizes.count - 1])
    let blocks = UnitBlocks(units: bias.shape.count / 4)
    self.blocks = blocks
    inputPanels = inputs.gradient == nil ? 0 : (width + 15) / 16
    // Rows begin on cache lines, and not all in the same place of the cache.
    let rounded = (width + blocks.room + 15) / 16 * 16
    stride = rounded % 256 == 0 ? rounded + 16 : rounded
    let rows = inputs.leading(site.maxRows)
    let states = rows * blocks.room
    // Kernels may read a register too far in narrow blocks.
    func memory(_ count: Int) -> Buffer<Float> { site.scratch(count + UnitBlocks.panelWidth) }
    joined = memory(((trains ? steps : 1) + 1) * rows * stride)
    inputRanges = memory((trains ? steps : 1) * 2)
    tileRanges = memory(rows * 2)
    rowOrder = memory(rows)
    gates = memory((trains ? steps * blocks.panels : 4) * rows * 16)
    cell = memory((trains ? steps + 1 : 1) * states)
    cellTangent = memory(trains ? steps * states : 0)
    hiddenGradient = memory(trains ? blocks.unitPanels * rows * 16 : 0)
    cellGradient = memory(trains ? states : 0)
    inputGradient = memory(inputPanels * rows * 16)
    biasGradient = memory(trains ? blocks.panels * 16 : 0)
    scratch = memory(trains ? 4 * max(width, blocks.units, 4) * 16 : 0)
    packing = Self.packing(
      site, blocks, inputs: width, inputPanels: inputPanels, forgetBias: forgetBias)
  }

  private static func packing(
    _ site: Site<Float>, _ blocks: UnitBlocks, inputs: Int, inputPanels: Int, forgetBias: Float
  ) -> LSTMPacking {
    let depth = inputs + blocks.units
    precondition(
      site.inputs[1].value.count >= depth * 4 * blocks.units
        && site.inputs[2].value.count >= 4 * blocks.units, "kernel and bias fit the sizes")
    let (kernel, bias) = (blocks.panels * depth * 16, blocks.panels * 16)
    let transposed = site.trains ? (blocks.unitPanels + inputPanels) * blocks.panels * 256 : 0
    let memory = site.commonScratch(kernel + bias + transposed + UnitBlocks.panelWidth)
    return LSTMPacking(
      blocks: blocks, inputs: inputs, kernel: site.inputs[1].value.floats,
      bias: site.inputs[2].value.floats, forgetBias: forgetBias, panels: memory.floats,
      panelBias: memory.from(kernel).floats, transposed: memory.from(kernel + bias).floats)
  }

  /// Its passes.
  var step: Step<Float> {
    let forward: (Int) -> Void = { rows in self.forward(batchRows: rows) }
    guard trains else { return Step(forward: forward, preparations: preparations) }
    return Step(
      forward: forward, backward: { rows in backward(batchRows: rows) },
      preparations: preparations)
  }

  /// The reordering of the kernel, in parts.
  private var preparations: [() -> Void] {
    let packing = packing
    let rowPanels = trains ? blocks.unitPanels + inputPanels : 0
    var parts: [() -> Void] = []
    for part in Self.parts(of: blocks.panels) {
      parts.append { ActiveKernels.current.pack(packing, panels: part) }
    }
    for part in Self.parts(of: rowPanels) {
      parts.append { ActiveKernels.current.transpose(packing, panels: part) }
    }
    return parts
  }

  /// Four stretches, or as many as there are panels.
  private static func parts(of panels: Int) -> [Range<Int>] {
    let count = min(4, panels)
    return (0..<count).map { panels * $0 / count..<panels * ($0 + 1) / count }
  }
}
