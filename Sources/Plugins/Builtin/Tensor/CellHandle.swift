package import MNLRuntime
import MNLTensor

/// A recurrent cell: what it computes, how many units it has, and its weights once it has been used.
package final class CellHandle: Handle, @unchecked Sendable {
  /// What a cell computes.
  enum Form: Hashable {
    /// An LSTM, perhaps normalised, perhaps with peepholes.
    case lstm(forgetBias: Double, isNormalised: Bool, hasPeepholes: Bool)
    /// A GRU that resets after the product, or before it.
    case gru(resetsAfter: Bool)
    /// A plain recurrent unit.
    case rnn(RNN.Activation)
  }

  /// The weights of a cell.
  struct Weights {
    let kernel: TensorHandle
    let bias: TensorHandle
    /// Scales of a normalised LSTM, then its peepholes.
    let others: [TensorHandle]
  }

  /// What it computes.
  let form: Form
  /// How many units, `H`.
  let units: Int
  /// The rate of recurrent dropout.
  let dropout: Double
  /// The weights; nil until `dynamic-rnn` knows how wide the inputs are.
  var weights: Weights?

  init(_ form: Form, units: Int, dropout: Double) {
    self.form = form
    self.units = units
    self.dropout = dropout
  }

  /// A cell that has not been used, for the check.
  package var standIn: (any Handle)? { unused }

  /// The same cell without weights.
  var unused: CellHandle { CellHandle(form, units: units, dropout: dropout) }

  /// `cell`.
  package var kind: String { "cell" }

  /// The word for what it is.
  var word: String {
    switch form {
    case .lstm: "lstm"
    case .gru: "gru"
    case .rnn: "rnn"
    }
  }

  /// Blocks of columns of the kernel, `C`.
  var columns: Int {
    switch form {
    case .lstm: 4
    case .gru: 3
    case .rnn: 1
    }
  }

  /// Whether it is a normalised LSTM.
  var isNormalised: Bool {
    if case .lstm(_, let isNormalised, _) = form { isNormalised } else { false }
  }

  /// Blocks of the bias, `D`.
  var biases: Int { form == .gru(resetsAfter: true) ? 4 : columns }

  /// `lstm cell of 100 units`.
  package var summary: String { "\(word) cell of \(counted(units, "unit"))" }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every cell has.
  package static let fields: [ReturnType.Field] = [
    .init("units", .value(.int), "How many units, H"),
    .init(
      "forget-bias", .anything,
      "What is added to the forget gate, not trained; none unless it is an LSTM"),
    .init("kernel", .anything, "Its weights, [inputs+H, C·H]; none before `dynamic-rnn`"),
    .init("bias", .anything, "Its biases, [D·H]; none before `dynamic-rnn`"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "units": return .int(units)
    case "forget-bias":
      guard case .lstm(let forgetBias, _, _) = form else { return Value.none }
      return .float(forgetBias)
    case "kernel": return weights.map { .handle($0.kernel) } ?? Value.none
    case "bias": return weights.map { .handle($0.bias) } ?? Value.none
    default: return nil
    }
  }
}
