import MNLKernels
import MNLTensor
import Testing

/// The kernels of recurrent cells of each level that this CPU has, against those of the baseline:
/// `RecurrentLayerTests` compares the ones in use with the formulas.
@Suite struct CellKernelTests {
  /// A pass of a cell over the units of a step.
  private struct Pass {
    let name: String
    let run: (any KernelSet.Type, CellStep) -> Void

    init(_ name: String, _ run: @escaping (any KernelSet.Type, CellStep) -> Void) {
      self.name = name
      self.run = run
    }
  }

  private static var passes: [Pass] {
    var passes = [
      Pass("advance tanh") { $0.advanceRNN($1, rectifies: false) },
      Pass("advance relu") { $0.advanceRNN($1, rectifies: true) },
      Pass("retreat tanh") { $0.retreatRNN($1, rectifies: false) },
      Pass("retreat relu") { $0.retreatRNN($1, rectifies: true) },
      Pass("reset gru") { $0.resetGRU($1) },
      Pass("advance gru") { $0.advanceGRU($1, resetsAfter: true) },
      Pass("advance gru before") { $0.advanceGRU($1, resetsAfter: false) },
      Pass("retreat gru") { $0.retreatGRU($1, resetsAfter: true) },
      Pass("retreat gru before") { $0.retreatGRU($1, resetsAfter: false) },
      Pass("retreat reset") { $0.retreatResetGRU($1) },
    ]
    for (isNormalised, hasPeepholes) in [
      (false, false), (true, false), (false, true), (true, true),
    ] {
      let form = LSTMForm(
        forgetBias: 0.5, isNormalised: isNormalised, hasPeepholes: hasPeepholes)
      passes.append(Pass("advance \(form)") { $0.advanceLSTM($1, form) })
      passes.append(Pass("retreat \(form)") { $0.retreatLSTM($1, form) })
    }
    return passes
  }

  /// Random memory of a step, and all of its numbers for the units that there are.
  private final class Memory {
    let step: CellStep
    private let arena = Arena<Float>()
    private let blocks: [(buffer: Buffer<Float>, count: Int)]

    init(rows: Int, units: Int) {
      var stream = RandomStream(seed: 9, purpose: .initialisation)
      let panels = UnitBlocks(units: units).unitPanels
      let (stride, arena) = (panels * 16 + 16, arena)
      var blocks: [(buffer: Buffer<Float>, count: Int)] = []
      /// Rows of 16-wide panels or of states: what only fills up is 0.
      func block(_ lines: Int, _ width: Int, panelled: Bool) -> Floats {
        let buffer = arena.allocate(lines * width)
        for line in 0..<lines {
          for i in 0..<width {
            let unit = panelled ? line / rows % panels * 16 + i : i
            if unit < units { buffer[line * width + i] = Float(stream.uniform() * 1.6 - 0.8) }
          }
        }
        blocks.append((buffer, lines * width))
        return buffer.floats
      }
      func states(_ count: Int = 1) -> Floats { block(count * rows, stride, panelled: false) }
      let vectors = block(13, panels * 16, panelled: false)
      step = CellStep(
        rows: rows, units: units, stride: stride,
        gates: block(12 * panels * rows, 16, panelled: true),
        bias: block(12, panels * 16, panelled: false), vectors: vectors,
        vectorGradients: block(13, panels * 16, panelled: false), previous: states(),
        hidden: states(), operand: states(), previousCell: states(), cell: states(),
        tapes: states(2), statistics: block(rows, 4, panelled: false), hiddenGradient: states(),
        cellGradient: states(), operandGradient: states())
      self.blocks = blocks
    }

    var numbers: [Float] { blocks.flatMap { block in (0..<block.count).map { block.buffer[$0] } } }
  }

  @Test("agree", arguments: ActiveKernels.available.dropFirst(), [1, 7, 16, 17, 33])
  func levels(level: CPULevel, units: Int) {
    for pass in Self.passes {
      let (found, expected) = (Memory(rows: 3, units: units), Memory(rows: 3, units: units))
      let before = found.numbers
      pass.run(ActiveKernels.kernels(of: level), found.step)
      pass.run(ActiveKernels.kernels(of: .baseline), expected.step)
      let worst = zip(found.numbers, expected.numbers).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst < 2e-5, "\(pass.name)")
      #expect(found.numbers != before, "\(pass.name)")
    }
  }

  @Test("products with panels agree with plain loops", arguments: ActiveKernels.available, oddSizes)
  func products(level: CPULevel, rows: Int) {
    let (inner, panels) = (9, 3)
    let arena = Arena<Float>()
    var stream = RandomStream(seed: 2, purpose: .initialisation)
    func block(_ count: Int) -> Buffer<Float> {
      let buffer = arena.allocate(count)
      for i in 0..<count { buffer[i] = Float(stream.normal()) }
      return buffer
    }
    let (a, b) = (block(rows * inner), block(panels * inner * 16))
    let (start, result) = (block(panels * 16), block(panels * rows * 16))
    var sizes = PanelProduct(
      rows: rows, panels: panels, inner: inner, aRow: inner, bPanel: inner * 16,
      resultPanel: rows * 16)
    var expected: [Float] = []
    for panel in 0..<panels {
      for row in 0..<rows {
        for column in 0..<16 {
          expected.append(
            (0..<inner).reduce(start[16 * panel + column]) {
              $0 + a[row * inner + $1] * b[(panel * inner + $1) * 16 + column]
            })
        }
      }
    }
    let kernels = ActiveKernels.kernels(of: level)
    kernels.multiply(sizes, a.floats, b.floats, start: start.floats, into: result.floats)
    #expect(expected.indices.allSatisfy { abs(result[$0] - expected[$0]) < 1e-4 })
    sizes.accumulates = true
    kernels.multiply(sizes, a.floats, b.floats, start: start.floats, into: result.floats)
    #expect(expected.indices.allSatisfy { abs(result[$0] - 2 * expected[$0]) < 2e-4 })
    withExtendedLifetime(arena) {}
  }
}
