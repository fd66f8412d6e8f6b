import Glibc
import MNLKernels
import MNLTensor

/// The memory of one time step of an LSTM, and what plain loops make of it.
///
/// Shapes: `R` rows, `I` inputs, `H` units. The step is the second of two, so that it has hidden
/// states before it.
final class StepMemory {
  let rows: Int
  let inputs: Int
  let units: Int
  let blocks: UnitBlocks
  let packing: LSTMPacking
  private let memory = Arena<Float>()
  private let stride: Int
  private let kernel: Buffer<Float>
  private let bias: Buffer<Float>
  private let joined: Buffer<Float>
  private let inputRanges: Buffer<Float>
  private let tileRanges: Buffer<Float>
  private let gates: Buffer<Float>
  private let before: Buffer<Float>
  private let cell: Buffer<Float>
  private let tangent: Buffer<Float>
  private let hidden: Buffer<Float>
  private let dh: Buffer<Float>
  private let dc: Buffer<Float>
  private let dx: Buffer<Float>
  private let db: Buffer<Float>
  private let dk: Buffer<Float>
  private let scratch: Buffer<Float>
  private static let forgetBias: Float = 0.5

  init(rows: Int, inputs: Int, units: Int) {
    (self.rows, self.inputs, self.units) = (rows, inputs, units)
    blocks = UnitBlocks(units: units)
    stride = inputs + blocks.room + 3
    var stream = RandomStream(seed: 5, purpose: .initialisation)
    let memory = memory
    func block(_ count: Int, scale: Double = 0) -> Buffer<Float> {
      let buffer = memory.allocate(count + 16)
      for i in 0..<count where scale > 0 { buffer[i] = Float(stream.normal() * scale) }
      return buffer
    }
    let depth = inputs + units
    kernel = block(depth * 4 * units, scale: 0.5)
    bias = block(4 * units, scale: 0.5)
    joined = block(2 * rows * stride, scale: 1)
    inputRanges = block(4)
    tileRanges = block(2 * rows)
    gates = block(2 * blocks.panels * rows * 16)
    before = block(rows * blocks.room)
    cell = block(rows * blocks.room)
    tangent = block(rows * blocks.room)
    hidden = block(rows * stride)
    dh = block(blocks.unitPanels * rows * 16)
    dc = block(rows * blocks.room)
    dx = block(rows * 16)
    db = block(blocks.panels * 16)
    dk = block(depth * 4 * units)
    scratch = block(4 * max(inputs, units, 4) * 16)
    packing = LSTMPacking(
      blocks: blocks, inputs: inputs, kernel: kernel.floats, bias: bias.floats,
      forgetBias: Self.forgetBias, panels: block(blocks.panels * depth * 16).floats,
      panelBias: block(blocks.panels * 16).floats,
      transposed: block((blocks.unitPanels + 1) * blocks.panels * 256).floats)
    for row in 0..<rows {
      for unit in 0..<units {
        before[state(row, unit)] = Float(stream.normal())
        dh[panel(row, unit)] = Float(stream.normal())
        dc[state(row, unit)] = Float(stream.normal())
      }
    }
  }

  private func state(_ row: Int, _ unit: Int) -> Int {
    let block = unit / 16
    return 16 * block * rows + row * blocks.width(block) + unit % 16
  }

  private func panel(_ row: Int, _ unit: Int) -> Int { (unit / 16 * rows + row) * 16 + unit % 16 }

  /// The step is the second: its inputs are the second half of `joined`.
  private var second: Buffer<Float> { joined.from(rows * stride) }
  private var secondGates: Buffer<Float> { gates.from(blocks.panels * rows * 16) }

  func forward(keepsGates: Bool) -> LSTMForwardStep {
    LSTMForwardStep(
      rows: rows, blocks: blocks, inputs: inputs, hasPrevious: true,
      inputRange: inputRanges.from(2).floats, tileRanges: tileRanges.floats,
      joined: second.floats, stride: stride, panels: packing.panels,
      panelStride: 16 * (inputs + units), panelBias: packing.panelBias,
      gates: keepsGates ? secondGates.floats : scratch.floats, keepsGates: keepsGates,
      previousCell: before.floats, cell: cell.floats, cellTangent: tangent.floats,
      hidden: hidden.floats, hiddenStride: stride)
  }

  func backward(inputPanels: Int = 1) -> LSTMBackwardStep {
    LSTMBackwardStep(
      rows: rows, blocks: blocks, gates: secondGates.floats, previousCell: before.floats,
      cellTangent: tangent.floats, hiddenGradient: dh.floats, cellGradient: dc.floats,
      biasGradient: db.floats, panels: packing.panels, transposed: packing.transposed,
      inputs: inputs, hasPrevious: true, inputGradient: dx.floats,
      inputPanels: inputPanels,
      scratch: scratch.floats)
  }

  func kernelGradient() -> LSTMKernelGradient {
    LSTMKernelGradient(
      steps: 2, rows: rows, inputs: inputs, blocks: blocks, joined: joined.floats,
      stride: stride, inputRanges: inputRanges.floats, gates: gates.floats, gradient: dk.floats,
      accumulates: false,
      scratch: scratch.floats)
  }

  // MARK: Inputs and the ranges of those that count

  /// Sets an input of the second step.
  func setInput(_ row: Int, _ column: Int, _ value: Float) {
    second[row * stride + column] = value
  }

  /// The inputs that count, in the first and in the second step.
  var ranges: [Range<Int>] {
    get { (0..<2).map { Int(inputRanges[2 * $0])..<Int(inputRanges[2 * $0 + 1]) } }
    set {
      for (step, range) in newValue.enumerated() {
        inputRanges[2 * step] = Float(range.lowerBound)
        inputRanges[2 * step + 1] = Float(range.upperBound)
      }
    }
  }

  // MARK: What kernels made, in rows

  var hiddenValues: [Double] { byUnit { self.hidden[$0 * self.stride + $1] } }
  var cellValues: [Double] { byUnit { self.cell[self.state($0, $1)] } }
  var hiddenGradientValues: [Double] { byUnit { self.dh[self.panel($0, $1)] } }
  var cellGradientValues: [Double] { byUnit { self.dc[self.state($0, $1)] } }
  var inputGradientValues: [Double] {
    (0..<rows).flatMap { row in (0..<inputs).map { Double(dx[row * 16 + $0]) } }
  }
  var kernelGradientValues: [Double] {
    (0..<(inputs + units) * 4 * units).map { Double(dk[$0]) }
  }
  var biasGradientValues: [Double] {
    (0..<4).flatMap { gate in
      (0..<units).map { unit in
        let block = unit / 16
        return Double(db[64 * block + gate * blocks.width(block) + unit % 16])
      }
    }
  }

  private func byUnit(_ value: (Int, Int) -> Float) -> [Double] {
    (0..<rows).flatMap { row in (0..<units).map { Double(value(row, $0)) } }
  }

  /// The largest difference.
  func worst(_ found: [Double], _ expected: [Double]) -> Double {
    zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
  }

  // MARK: The formulas

  private struct Gates { var i, j, f, o, tangent, cell: Double }

  private func naiveGates(_ row: Int, _ unit: Int) -> Gates {
    func sum(_ gate: Int) -> Double {
      let column = gate * units + unit
      return (0..<inputs + units).reduce(Double(bias[column])) {
        $0 + Double(second[row * stride + $1]) * Double(kernel[$1 * 4 * units + column])
      }
    }
    let (i, j) = (sigmoid(sum(0)), tanh(sum(1)))
    let (f, o) = (sigmoid(sum(2) + Double(Self.forgetBias)), sigmoid(sum(3)))
    let cell = Double(before[state(row, unit)]) * f + i * j
    return Gates(i: i, j: j, f: f, o: o, tangent: tanh(cell), cell: cell)
  }

  /// Hidden and cell states, `[R, H]`.
  func naiveForward() -> (hidden: [Double], cell: [Double]) {
    var result: (hidden: [Double], cell: [Double]) = ([], [])
    for row in 0..<rows {
      for unit in 0..<units {
        let gates = naiveGates(row, unit)
        result.hidden.append(gates.tangent * gates.o)
        result.cell.append(gates.cell)
      }
    }
    return result
  }

  /// The gradients of states, inputs, bias and kernel; before `retreat` changes the memory.
  func naiveBackward() -> (
    hidden: [Double], cell: [Double], inputs: [Double], bias: [Double], kernel: [Double]
  ) {
    let columns = 4 * units
    var cell: [Double] = []
    var hidden = Array(repeating: 0.0, count: rows * units)
    var inputGradient = Array(repeating: 0.0, count: rows * inputs)
    var biasGradient = Array(repeating: 0.0, count: columns)
    var kernelGradient = Array(repeating: 0.0, count: (inputs + units) * columns)
    for row in 0..<rows {
      for unit in 0..<units {
        let gates = naiveGates(row, unit)
        let dh = Double(self.dh[panel(row, unit)])
        let dc =
          Double(self.dc[state(row, unit)]) + dh * gates.o * (1 - gates.tangent * gates.tangent)
        cell.append(dc * gates.f)
        let previous = Double(before[state(row, unit)])
        let sums = [
          dc * gates.j * gates.i * (1 - gates.i), dc * gates.i * (1 - gates.j * gates.j),
          dc * previous * gates.f * (1 - gates.f), dh * gates.tangent * gates.o * (1 - gates.o),
        ]
        for (gate, dz) in sums.enumerated() {
          let column = gate * units + unit
          biasGradient[column] += dz
          for k in 0..<inputs + units {
            let weight = Double(kernel[k * columns + column])
            if k < inputs {
              inputGradient[row * inputs + k] += dz * weight
            } else {
              hidden[row * units + k - inputs] += dz * weight
            }
            kernelGradient[k * columns + column] += Double(second[row * stride + k]) * dz
          }
        }
      }
    }
    return (hidden, cell, inputGradient, biasGradient, kernelGradient)
  }
}
