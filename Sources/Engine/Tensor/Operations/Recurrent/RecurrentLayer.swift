import MNLKernels

/// A recurrent layer in one shard: its passes over the steps.
///
/// Everything lies in order of time, states in rows, gates in panels: so the products leave the sums
/// where activations and then gradients take their place, and the gradient of the kernel is one
/// product over all steps. What all shards share, the kernel in panels and its transpose, is made
/// once a run, in parts that threads share out.
struct RecurrentLayer<Scalar: EngineScalar> {
  let cell: any RecurrentCell
  let layout: GateLayout
  let inputs: Slot<Scalar>
  let kernel: Slot<Scalar>
  let bias: Slot<Scalar>
  let vectors: [Slot<Scalar>]
  let lengths: SequenceLengths<Scalar>
  /// Whether rows may end before the last step.
  let hasLengths: Bool
  let outputs: [Slot<Scalar>]
  let trains: Bool
  let steps: Int
  /// How many inputs there are, I.
  let width: Int
  /// How many units there are, H.
  let units: Int
  /// How many panels they take, Q.
  let panels: Int
  /// How many panels the inputs take in the transpose; 0 if nobody wants their gradient.
  let inputPanels: Int
  /// What draws the masks of recurrent dropout; nil where nothing is left out.
  let drawn: RandomMask?
  let run: RunState
  let memory: RecurrentMemory<Scalar>
  let weights: RecurrentWeights<Scalar>

  /// Takes its memory from a site.
  init(_ site: Site<Scalar>, of cell: any RecurrentCell) {
    let layout = cell.layout
    (self.cell, self.layout) = (cell, layout)
    (inputs, kernel, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let known = 3 + layout.vectors.count
    vectors = Array(site.inputs[3..<known])
    (outputs, trains, run) = (site.outputs, site.trains, site.run)
    let sizes = inputs.shape.fixedSizes
    let (steps, width) = (sizes[sizes.count - 2], sizes[sizes.count - 1])
    (self.steps, self.width) = (steps, width)
    hasLengths = site.inputs.count > known
    lengths = SequenceLengths(site, operand: known, steps: steps, of: type(of: cell).name)
    units = bias.shape.count / layout.biases.count
    panels = UnitBlocks(units: units).unitPanels
    inputPanels = inputs.gradient == nil ? 0 : (width + 15) / 16
    let dropout = site.isTraining ? cell.dropout : nil
    drawn = dropout.map {
      RandomMask(
        stream: RandomStream(seed: site.seed, purpose: .dropout, ordinal: $0.ordinal),
        rate: $0.rate)
    }
    memory = RecurrentMemory(
      site, layout, steps: steps, width: width, units: units, panels: panels,
      inputPanels: inputPanels, drops: drawn != nil)
    weights = RecurrentWeights(
      site, layout, units: units, width: width, inputPanels: inputPanels)
  }

  /// Its passes.
  var step: Step<Scalar> {
    let forward: (Int) -> Void = { rows in self.forward(batchRows: rows) }
    guard trains else { return Step(forward: forward, preparations: weights.preparations) }
    return Step(
      forward: forward, backward: { rows in backward(batchRows: rows) },
      preparations: weights.preparations)
  }

  /// How many numbers the gates of a step take.
  func gateSize(_ rows: Int) -> Int { layout.count * panels * rows * 16 }

  /// Where a step lies among those that are kept.
  func place(_ t: Int) -> Int { trains ? t : 0 }

  /// A gate of a step.
  func gate(_ gate: Int, _ t: Int, _ rows: Int) -> Buffer<Scalar> {
    memory.gates.from(place(t) * gateSize(rows) + gate * panels * rows * 16)
  }

  /// The states before step `t`, of all there are.
  func states(_ all: Buffer<Scalar>, before t: Int, _ rows: Int) -> Buffer<Scalar> {
    all.from((trains ? t : t % 2) * rows * memory.stride)
  }

  /// The memory of a step.
  func step(_ t: Int, _ rows: Int) -> RecurrentStep<Scalar> {
    let (size, hasCell) = (rows * memory.stride, layout.hasCell)
    let previous = states(memory.hidden, before: t, rows)
    return RecurrentStep(
      rows: rows, units: units, stride: memory.stride, layout: layout, gates: gate(0, t, rows),
      bias: weights.bias, vectors: weights.vectors, vectorGradients: memory.vectorGradients,
      previous: previous, hidden: states(memory.hidden, before: t + 1, rows),
      operand: drawn == nil ? previous : memory.operands.from(place(t) * size),
      previousCell: hasCell ? states(memory.cell, before: t, rows) : memory.cell,
      cell: hasCell ? states(memory.cell, before: t + 1, rows) : memory.cell,
      tapes: memory.tapes.from(place(t) * layout.tapes * size),
      statistics: memory.statistics.from(hasCell ? place(t) * rows * 4 : 0),
      hiddenGradient: memory.hiddenGradient, cellGradient: memory.cellGradient,
      operandGradient: memory.operandGradient)
  }

  /// How many steps have to be computed: up to the end of the longest of so many rows.
  ///
  /// - Precondition: The lengths are in the memory.
  func end(_ rows: Int) -> Int {
    guard hasLengths else { return steps }
    return (0..<rows).reduce(0) { max($0, Int(memory.lengths[$1])) }
  }

  /// Whether a row has ended before step `t`.
  @inline(__always)
  func hasEnded(_ row: Int, _ t: Int) -> Bool { Scalar(t) >= memory.lengths[row] }
}
