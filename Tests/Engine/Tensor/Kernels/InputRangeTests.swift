import MNLKernels
import MNLTensor
import Testing

/// Inputs that are 0 are left out of the products of an LSTM, which must not show in a single bit.
@Suite struct InputRangeTests {
  private static let inputs = 37
  /// None, margins on either side or both, around the widths of registers, and all.
  private static let filled = [0..<37, 5..<37, 0..<20, 16..<32, 9..<25, 36..<37, 12..<13, 0..<0]

  /// A step whose inputs outside of `range` are `blank`.
  private func step(_ range: Range<Int>, blank: Float) -> StepMemory {
    let step = StepMemory(rows: 25, inputs: Self.inputs, units: 20)
    for row in 0..<step.rows {
      for column in 0..<step.inputs where !range.contains(column) {
        step.setInput(row, column, blank)
      }
    }
    return step
  }

  private func advance(_ step: StepMemory, _ level: CPULevel) {
    let kernels = ActiveKernels.kernels(of: level)
    kernels.pack(step.packing, panels: 0..<step.blocks.panels)
    kernels.transpose(step.packing, panels: 0..<step.blocks.unitPanels)
    kernels.advance(step.forward(keepsGates: true))
  }

  @Test(
    "blank inputs are left out, and the states stay the same to the bit",
    arguments: ActiveKernels.available, filled)
  func forward(level: CPULevel, range: Range<Int>) {
    // The smallest number there is counts as an input, but adds nothing to any of the sums.
    let dense = step(range, blank: .leastNonzeroMagnitude)
    advance(dense, level)
    #expect(dense.ranges[1] == 0..<Self.inputs)
    for blank: Float in [0, -0.0] {
      let sparse = step(range, blank: blank)
      advance(sparse, level)
      #expect(sparse.ranges[1] == range)
      #expect(sparse.hiddenValues == dense.hiddenValues)
      #expect(sparse.cellValues == dense.cellValues)
    }
  }

  @Test(
    "the gradient of the kernel is that of all inputs, to the bit",
    arguments: ActiveKernels.available, filled)
  func gradient(level: CPULevel, range: Range<Int>) {
    func gradient(of ranges: [Range<Int>]?, accumulates: Bool) -> [Double] {
      let step = step(range, blank: 0)
      step.ranges = [0..<Self.inputs, 0..<0]
      advance(step, level)
      let kernels = ActiveKernels.kernels(of: level)
      kernels.retreat(step.backward(inputPanels: 0))
      if let ranges { step.ranges = ranges }
      kernels.differentiateKernel(step.kernelGradient())
      if accumulates {
        var again = step.kernelGradient()
        again.accumulates = true
        kernels.differentiateKernel(again)
      }
      return step.kernelGradientValues
    }
    let all = 0..<Self.inputs
    for accumulates in [false, true] {
      let found = gradient(of: nil, accumulates: accumulates)
      #expect(found == gradient(of: [all, all], accumulates: accumulates))
      #expect(found.contains { $0 != 0 })
    }
  }

  @Test(
    "an input that is not a finite number is not blank", arguments: ActiveKernels.available,
    [Float.nan, .infinity, -.infinity])
  func notFinite(level: CPULevel, value: Float) {
    for column in [0, Self.inputs - 1] {
      let step = step(10..<20, blank: 0)
      step.setInput(3, column, value)
      // Set bits of -0 and of others must not hide it.
      step.setInput(4, column, -0.0)
      advance(step, level)
      #expect(step.ranges[1] == min(10, column)..<max(20, column + 1))
      let clean = self.step(10..<20, blank: 0)
      advance(clean, level)
      let units = step.units
      let (found, expected) = (step.cellValues, clean.cellValues)
      #expect(found[3 * units..<4 * units] != expected[3 * units..<4 * units])
      #expect(found[..<(3 * units)] == expected[..<(3 * units)])
      #expect(found[(4 * units)...] == expected[(4 * units)...])
    }
  }
}
