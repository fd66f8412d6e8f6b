import MNLKernels

/// The weights of a recurrent layer in panels, which all shards share.
///
/// Shapes: `I` inputs, `H` units, `Q` panels of 16 units, `G` gates, of which `X` get a part from
/// the inputs and `S` one from the states, `V` blocks of further vectors.
struct RecurrentWeights<Scalar: EngineScalar> {
  /// `[X][Q][I][16]`: the rows of the inputs.
  let inputs: Buffer<Scalar>
  /// `[S][Q][H][16]`: the rows of the states.
  let states: Buffer<Scalar>
  /// `[G][Q][16]`: the biases.
  let bias: Buffer<Scalar>
  /// `[V][Q][16]`: the further vectors.
  let vectors: Buffer<Scalar>
  /// `[panels of inputs][X][Q][16][16]`: the transpose of `inputs`.
  let inputsTransposed: Buffer<Scalar>
  /// `[Q][S][Q][16][16]`: the transpose of `states`.
  let statesTransposed: Buffer<Scalar>
  private let layout: GateLayout
  private let given: [Buffer<Scalar>]
  private let units: Int
  private let panels: Int
  private let width: Int
  private let inputPanels: Int
  private let trains: Bool

  /// Takes its memory from a site.
  init(
    _ site: Site<Scalar>, _ layout: GateLayout, units: Int, width: Int, inputPanels: Int
  ) {
    self.layout = layout
    self.units = units
    self.width = width
    self.inputPanels = inputPanels
    given = site.inputs.map(\.value)
    trains = site.trains
    panels = UnitBlocks(units: units).unitPanels
    let (x, s) = (layout.inputs.count * panels, layout.states.count * panels)
    let sizes = [
      x * width * 16, s * units * 16, layout.count * panels * 16,
      layout.vectors.reduce(0, +) * panels * 16, trains ? inputPanels * x * 256 : 0,
      trains ? panels * s * 256 : 0,
    ]
    let memory = site.commonScratch(sizes.reduce(0, +))
    var parts: [Buffer<Scalar>] = []
    var start = 0
    for size in sizes {
      parts.append(memory.from(start))
      start += size
    }
    (inputs, states, bias, vectors) = (parts[0], parts[1], parts[2], parts[3])
    (inputsTransposed, statesTransposed) = (parts[4], parts[5])
  }

  /// Their making, in parts.
  var preparations: [() -> Void] {
    var parts: [() -> Void] = [{ packVectors() }]
    for (number, block) in layout.inputColumns.enumerated() {
      parts.append {
        pack(
          rows: 0..<width, columns: block, into: inputs.from(number * panels * width * 16))
      }
    }
    for (number, block) in layout.stateColumns.enumerated() {
      parts.append {
        pack(
          rows: width..<width + units, columns: block,
          into: states.from(number * panels * units * 16))
      }
    }
    guard trains else { return parts }
    for panel in 0..<panels {
      parts.append {
        transpose(
          rows: width + 16 * panel..<width + min(16 * panel + 16, units), layout.stateColumns,
          into: statesTransposed.from(panel * layout.stateColumns.count * panels * 256))
      }
    }
    for panel in 0..<inputPanels {
      parts.append {
        transpose(
          rows: 16 * panel..<min(16 * panel + 16, width), layout.inputColumns,
          into: inputsTransposed.from(panel * layout.inputColumns.count * panels * 256))
      }
    }
    return parts
  }

  private func packVectors() {
    for (block, gate) in layout.biases.enumerated() {
      bias.from(gate * panels * 16).copy(given[2].from(block * units), count: units)
    }
    var target = 0
    for (number, blocks) in layout.vectors.enumerated() {
      for block in 0..<blocks {
        vectors.from(target * panels * 16)
          .copy(given[3 + number].from(block * units), count: units)
        target += 1
      }
    }
  }

  /// Copies some rows of a block of columns into its panels; what fills up the last stays 0.
  private func pack(rows: Range<Int>, columns block: Int, into target: Buffer<Scalar>) {
    let (kernel, columns) = (given[1], layout.columns * units)
    for panel in 0..<panels {
      let count = min(16, units &- 16 &* panel)
      for row in rows {
        target.from((panel &* rows.count &+ row &- rows.lowerBound) &* 16)
          .copy(kernel.from(row &* columns &+ block &* units &+ 16 &* panel), count: count)
      }
    }
  }

  /// Copies up to 16 rows of blocks of columns into a panel of the transpose.
  private func transpose(rows: Range<Int>, _ blocks: [Int], into target: Buffer<Scalar>) {
    let (kernel, columns) = (given[1], layout.columns * units)
    for (number, block) in blocks.enumerated() {
      let place = target.from(number &* panels &* 256)
      for row in rows {
        let source = kernel.from(row &* columns &+ block &* units)
        for unit in 0..<units { place[unit &* 16 &+ row &- rows.lowerBound] = source[unit] }
      }
    }
  }
}
