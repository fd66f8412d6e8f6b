package import MNLTensor

/// What makes recurrent cells of a kind differ from each other.
package struct CellForm: Hashable, Sendable {
  /// Whether the reset gate of a GRU acts after the product of the states with their weights, as in
  /// cuDNN and PyTorch, or before it, as in the original and in TensorFlow 1.
  package var resetsAfter = true
  /// What a plain recurrent unit makes of its sum.
  package var activation = RNN.Activation.tanh
  /// Whether an LSTM normalises its sums and cell states (Ba, Kiros and Hinton 2016).
  package var isNormalised = false
  /// Whether the gates of an LSTM see the cell state (Gers, Schraudolph and Schmidhuber 2002).
  package var hasPeepholes = false
  /// Whether biases begin so that units remember over spans of all lengths up to that of a sequence
  /// (Tallec and Ollivier 2018).
  package var isChrono = false
  /// The share of its units that a step of training does not see of the step before: from 0 up to,
  /// not including, 1; the same units at all steps of a sequence (Gal and Ghahramani 2016).
  package var recurrentDropout = 0.0

  /// The usual form of every kind.
  package init() {}

  /// Makes sure that cells of a kind have this form.
  ///
  /// - Throws: `LearnError.share`, and `.foreign` for what belongs to another kind.
  func check(of cell: ModelConfiguration.Cell) throws(LearnError) {
    guard recurrentDropout >= 0, recurrentDropout < 1 else {
      throw .share(setting: "recurrent-dropout", value: recurrentDropout)
    }
    let usual = CellForm()
    let settings: [(name: String, isMade: Bool, cells: [ModelConfiguration.Cell])] = [
      ("reset", resetsAfter != usual.resetsAfter, [.gru]),
      ("activation", activation != usual.activation, [.rnn]),
      ("layer-norm", isNormalised, [.lstm]),
      ("peephole", hasPeepholes, [.lstm]),
      ("chrono", isChrono, [.lstm, .gru]),
    ]
    for setting in settings where setting.isMade && !setting.cells.contains(cell) {
      throw .foreign(setting: setting.name, cell: cell)
    }
  }
}

extension ModelConfiguration.Cell {
  /// The order of the gates in kernels and biases: i input, j new value, f forget, o output; r reset,
  /// z update, n new value.
  package var gateOrder: String {
    switch self {
    case .lstm: "ijfo"
    case .gru: "rzn"
    case .rnn: "n"
    }
  }

  /// How many gates there are in a kernel, each with a column for every unit.
  package var gates: Int { gateOrder.count }
}

extension CellForm {
  /// The form as words for a file, those of the verbs after `mnl.`.
  var encoded: [String: String] {
    [
      "mnl.reset": resetsAfter ? "after" : "before", "mnl.activation": activation.rawValue,
      "mnl.layer_norm": "\(isNormalised)", "mnl.peephole": "\(hasPeepholes)",
      "mnl.chrono": "\(isChrono)", "mnl.recurrent_dropout": "\(recurrentDropout)",
    ]
  }

  /// Reads the words of a file: what it does not name, as older ones, is as usual.
  ///
  /// - Throws: What has no meaning.
  init(decoding words: [String: String]) throws(ModelFileFault) {
    let reset = words["mnl.reset"] ?? "after"
    guard ["after", "before"].contains(reset) else {
      throw .metadata(key: "mnl.reset", value: reset)
    }
    resetsAfter = reset == "after"
    let word = words["mnl.activation"] ?? RNN.Activation.tanh.rawValue
    guard let activation = RNN.Activation(rawValue: word) else {
      throw .metadata(key: "mnl.activation", value: word)
    }
    self.activation = activation
    isNormalised = try ModelMetadata.value("mnl.layer_norm", in: words) ?? false
    hasPeepholes = try ModelMetadata.value("mnl.peephole", in: words) ?? false
    isChrono = try ModelMetadata.value("mnl.chrono", in: words) ?? false
    recurrentDropout = try ModelMetadata.value("mnl.recurrent_dropout", in: words) ?? 0
  }
}
