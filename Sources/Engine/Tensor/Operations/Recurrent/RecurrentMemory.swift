/// What a recurrent layer keeps in one shard, in order of time.
///
/// Shapes: `R` rows, `T` steps, `I` inputs, `H` units, `Q` panels of 16 units, `G` gates. Where the
/// layer does not train, there is room for one step, and for two states between which it goes to and
/// fro.
struct RecurrentMemory<Scalar: EngineScalar> {
  /// From one row of states to the next.
  let stride: Int
  /// From one row of inputs to the next.
  let inputStride: Int
  /// `[T][R][inputStride]`: the inputs.
  let x: Buffer<Scalar>
  /// `[T][G][Q][R][16]`: sums, activations, gradients of the sums.
  let gates: Buffer<Scalar>
  /// `[T+1][R][stride]`: hidden states, from the zeros before the first step on.
  let hidden: Buffer<Scalar>
  /// `[T+1][R][stride]`: cell states, likewise.
  let cell: Buffer<Scalar>
  /// `[T][R][stride]`: the hidden states of the step before without what is left out of them.
  let operands: Buffer<Scalar>
  /// `[R][stride]`: what they are multiplied by: 0, or what makes up for it.
  let mask: Buffer<Scalar>
  /// `[T][tapes][R][stride]`: what else backward wants to know.
  let tapes: Buffer<Scalar>
  /// `[T][R][4]`: what it wants to know of each row.
  let statistics: Buffer<Scalar>
  /// `[R]`: how many steps of each row count.
  let lengths: Buffer<Scalar>
  /// `[R][stride]`: the gradients of the running states, and of what the hidden one is multiplied as.
  let hiddenGradient: Buffer<Scalar>
  let cellGradient: Buffer<Scalar>
  let operandGradient: Buffer<Scalar>
  /// `[2][R][stride]`: the gradients of states of rows that have ended.
  let held: Buffer<Scalar>
  /// `[R][inputPanels · 16]`: the gradient of a step's inputs.
  let inputGradient: Buffer<Scalar>
  /// `[panels][max(I, H)][16]`: the gradient of a part of the kernel.
  let kernelGradient: Buffer<Scalar>
  /// `[V][Q][16]`: the gradients of the learned vectors.
  let vectorGradients: Buffer<Scalar>
  /// `[R]`: ones.
  let ones: Buffer<Scalar>

  /// Takes memory from a site.
  init(
    _ site: Site<Scalar>, _ layout: GateLayout, steps: Int, width: Int, units: Int, panels: Int,
    inputPanels: Int, drops: Bool
  ) {
    let trains = site.trains
    stride = Self.stride(units)
    inputStride = Self.stride(width)
    let rows = site.inputs[0].leading(site.maxRows)
    let (kept, states) = (trains ? steps : 1, rows * stride)
    func memory(_ count: Int, if isNeeded: Bool = true) -> Buffer<Scalar> {
      site.scratch(isNeeded ? count : 0)
    }
    x = memory(kept * rows * inputStride)
    gates = memory(kept * layout.count * panels * rows * 16)
    hidden = memory((kept + 1) * states)
    cell = memory((kept + 1) * states, if: layout.hasCell)
    operands = memory(kept * states, if: drops)
    mask = memory(states, if: drops)
    tapes = memory(kept * layout.tapes * states)
    statistics = memory(kept * rows * 4, if: layout.hasCell)
    lengths = memory(rows)
    hiddenGradient = memory(states, if: trains)
    cellGradient = memory(states, if: trains && layout.hasCell)
    operandGradient = memory(states, if: trains && (layout.hasInner || drops))
    held = memory(2 * states, if: trains)
    inputGradient = memory(rows * inputPanels * 16)
    let parts = max(
      layout.inputs.count * width, layout.states.count * units, layout.biases.count)
    kernelGradient = memory(parts * panels * 16, if: trains)
    vectorGradients = memory(layout.vectors.reduce(0, +) * panels * 16, if: trains)
    ones = memory(rows, if: trains)
    ones.fill(1)
  }

  /// A distance between rows that begin on cache lines, and not all in the same place of the cache.
  private static func stride(_ count: Int) -> Int {
    let rounded = (count + 15) / 16 * 16
    return rounded > 0 && rounded % 256 == 0 ? rounded + 16 : rounded
  }
}
