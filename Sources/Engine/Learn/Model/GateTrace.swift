import Glibc
import MNLTensor

/// What the gates and states of an LSTM layer are, step by step, as it reads one example.
///
/// Computed in Double, by the formulas of Hochreiter and Schmidhuber 1997 with the forget gate of
/// Gers et al. 2000, as `ReferenceLSTM`:
///
///     c = c' · σ(f + forgetBias) + σ(i) · tanh(j)        h = tanh(c) · σ(o)
package struct GateTrace {
  /// What is traced of each unit.
  package enum Quantity: String, CaseIterable, Sendable {
    /// How much of the new value is let in, `σ(i)`.
    case input
    /// The new value, `tanh(j)`.
    case candidate
    /// How much of the state is kept, `σ(f + forgetBias)`.
    case forget
    /// How much of the state is shown, `σ(o)`.
    case output
    /// The state, `c`.
    case cell
    /// What is handed on, `h`.
    case hidden

    /// Whether it is a share, from 0 to 1; else it may be negative.
    package var isShare: Bool {
      switch self {
      case .input, .forget, .output: true
      case .candidate, .cell, .hidden: false
      }
    }
  }

  /// How many steps there are, `T`: those that the example has.
  package let steps: Int
  /// How many units there are, `H`.
  package let units: Int
  /// `[T, H]` of each quantity, in the order of `Quantity.allCases`.
  private var values: [[Double]]

  /// `[T, H]`: a quantity of all units at all steps.
  package subscript(quantity: Quantity) -> [Double] {
    values[Quantity.allCases.firstIndex(of: quantity) ?? 0]
  }

  /// Why a model cannot be traced.
  package enum Obstacle: Hashable, Sendable {
    /// Its cells are no LSTM.
    case otherCells(ModelConfiguration.Cell)
    /// It has an option that changes what the gates see.
    case option(String)
  }

  /// What keeps a model from being traced; nil if nothing does.
  package static func obstacle(to configuration: ModelConfiguration) -> Obstacle? {
    guard configuration.cell == .lstm else { return .otherCells(configuration.cell) }
    if configuration.form.isNormalised { return .option("layer-norm") }
    if configuration.form.hasPeepholes { return .option("peephole") }
    if configuration.isBidirectional { return .option("bidirectional") }
    return configuration.embedding == nil ? nil : .option("embedding")
  }

  /// Traces a layer.
  ///
  /// - Parameters:
  ///   - model: A model that `obstacle` has nothing against.
  ///   - layer: Which layer, from 0; it exists.
  ///   - row: Which example.
  ///   - examples: The examples.
  /// - Throws: `LearnError.notBuilt`, `.dataDoNotFit`, `.noExamples`, `.inconsistentData`,
  ///   `.noSuchRow`.
  /// - Complexity: O(T · parameters of the layers up to this one).
  package init(
    _ model: Model, layer: Int, row: Int, of examples: any Examples
  ) throws(LearnError) {
    precondition(Self.obstacle(to: model.configuration) == nil, "a model that can be traced")
    _ = try model.built(for: examples)
    guard (0..<examples.count).contains(row) else {
      throw .noSuchRow(row: row, examples: examples.count, data: examples.name)
    }
    let weights = try model.weights()
    func weight(_ name: String) -> [Double] {
      guard let found = weights.first(where: { $0.name == name }) else {
        preconditionFailure("a layer without '\(name)'")
      }
      return found.tensor.values.map(Double.init)
    }
    let features = examples.shape.features
    let source = examples.inputs
    let numbers = Tensor<Float>([examples.shape.inputWidth]) { source.fill($0, rows: [row]) }
    let steps = examples.length(at: row)
    var inputs = numbers.values.prefix(steps * features).map(Double.init)
    if let spreads = model.scaling?.inputs {
      for place in inputs.indices {
        let spread = spreads[place % features]
        inputs[place] = (inputs[place] - Double(spread.mean)) / Double(spread.deviation)
      }
    }
    var width = features
    let configuration = model.configuration
    var trace = GateTrace(steps: steps, units: 0)
    for index in 0...layer {
      let name = "\(configuration.cell).\(index)"
      trace = GateTrace(steps: steps, units: configuration.units[index])
      trace.run(
        inputs, width: width, kernel: weight(name + ".kernel"), bias: weight(name + ".bias"),
        forgetBias: configuration.form.isChrono ? 0 : configuration.forgetBias)
      let handed = trace[.hidden]
      inputs =
        configuration.addsInput(ofLayer: index) ? zip(handed, inputs).map { $0 + $1 } : handed
      width = trace.units
    }
    self = trace
  }

  /// A trace that was made before; nil if there is no step or no unit, or other numbers of values.
  ///
  /// - Parameters:
  ///   - steps: How many steps there are, `T`.
  ///   - units: How many units there are, `H`.
  ///   - values: `[T, H]` of each quantity, in the order of `Quantity.allCases`.
  package init?(steps: Int, units: Int, values: [[Double]]) {
    let (count, overflows) = steps.multipliedReportingOverflow(by: units)
    guard steps > 0, units > 0, !overflows, values.count == Quantity.allCases.count,
      values.allSatisfy({ $0.count == count })
    else { return nil }
    (self.steps, self.units, self.values) = (steps, units, values)
  }

  private init(steps: Int, units: Int) {
    (self.steps, self.units) = (steps, units)
    values = Quantity.allCases.map { _ in Array(repeating: 0, count: steps * units) }
  }

  /// Reads inputs `[T, I]` with a kernel `[I + H, 4H]` and a bias `[4H]`.
  private mutating func run(
    _ inputs: [Double], width: Int, kernel: [Double], bias: [Double], forgetBias: Double
  ) {
    func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    var (hidden, cell) = (Array(repeating: 0.0, count: units), Array(repeating: 0.0, count: units))
    for step in 0..<steps {
      let seen = Array(inputs[step * width..<(step + 1) * width]) + hidden
      var sums = bias
      for (place, value) in seen.enumerated() where value != 0 {
        for column in 0..<4 * units { sums[column] += value * kernel[place * 4 * units + column] }
      }
      for unit in 0..<units {
        let (i, j) = (logistic(sums[unit]), tanh(sums[units + unit]))
        let f = logistic(sums[2 * units + unit] + forgetBias)
        let o = logistic(sums[3 * units + unit])
        cell[unit] = cell[unit] * f + i * j
        hidden[unit] = tanh(cell[unit]) * o
        for (place, value) in [i, j, f, o, cell[unit], hidden[unit]].enumerated() {
          values[place][step * units + unit] = value
        }
      }
    }
  }
}
