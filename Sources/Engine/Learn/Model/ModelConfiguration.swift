/// What a recurrent network is made of, apart from the shape of its data.
package struct ModelConfiguration: Hashable, Sendable {
  /// The kind of recurrent cell.
  package enum Cell: String, CaseIterable, Hashable, Sendable {
    /// Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates).
    case lstm
    /// Gated recurrent units (Cho and others 2014).
    case gru
    /// Plain recurrent units (Elman 1990).
    case rnn
  }

  /// The kind of cell of every layer.
  package var cell = Cell.lstm
  /// The units of each layer, the first layer first; all hidden states of one feed the next.
  package var units: [Int]
  /// What makes cells of a kind differ.
  package var form = CellForm()
  /// Added to the forget gate's sum in every step; a constant, not trained.
  ///
  /// Not used where `form.isChrono`.
  package var forgetBias = 1.0
  /// The share of its states that each layer loses in training as it hands them on, to the next
  /// layer or to the head: from 0 up to, not including, 1.
  package var dropout = 0.0
  /// Whether dropout takes the same units at all steps of a sequence.
  package var isVariational = false
  /// Whether each layer also reads sequences from the end, with weights of its own for that.
  package var isBidirectional = false
  /// Whether what a layer reads of the one before is added to what it makes, where both are as wide.
  package var isResidual = false
  /// What the head sees of the steps of the last layer.
  package var pooling = Pooling.last
  /// How many learned numbers stand for a token; nil where steps hold numbers.
  package var embedding: Int?
  /// How many different tokens there are, where the data do not say so.
  package var vocabulary: Int?

  /// Layers of the given numbers of units.
  package init(units: [Int], forgetBias: Double = 1) {
    self.units = units
    self.forgetBias = forgetBias
  }
}

extension ModelConfiguration {
  /// The limits that keep every size and product of sizes far below 2^63.
  package enum Limit {
    /// Layers of a model.
    package static let layers = 1...256
    /// Units of a layer.
    package static let units = 1...65_536
    /// Steps, features and classes, labels or numbers to tell of an example.
    package static let example = 1...1_048_576
    /// Elements of all parameters together; training takes 16 bytes for each.
    package static let parameters = 1...500_000_000
  }

  /// Makes sure that a network of this kind can be built.
  ///
  /// - Throws: `LearnError.noLayers`, `.outOfRange`, `.forgetBias`, `.share`, `.pointless`,
  ///   `.noEqualNeighbours`, `.foreign`.
  package func check() throws(LearnError) {
    guard !units.isEmpty else { throw .noLayers }
    try Self.check("the number of layers", units.count, Limit.layers)
    for (layer, count) in units.enumerated() {
      try Self.check("the number of units in layer \(layer + 1)", count, Limit.units)
    }
    guard forgetBias.isFinite else { throw .forgetBias(forgetBias) }
    try form.check(of: cell)
    try checkOptions()
  }

  /// Makes sure that the sizes of examples are within the limits, and that options fit them.
  ///
  /// - Throws: `LearnError.outOfRange`, `.optionDoesNotFit`, and what `check()` throws.
  package func check(for shape: ExampleShape) throws(LearnError) {
    try check()
    try Self.check("the number of steps", shape.steps, Limit.example)
    try Self.check("the number of features", shape.features, Limit.example)
    try Self.check("the number of \(shape.targets.noun)", shape.targets.count, Limit.example)
    try checkOptions(for: shape)
  }

  /// Makes sure that a number lies within limits.
  ///
  /// - Throws: `LearnError.outOfRange`.
  static func check(
    _ setting: String, _ value: Int, _ allowed: ClosedRange<Int>
  ) throws(LearnError) {
    guard allowed.contains(value) else {
      throw .outOfRange(setting: setting, value: value, allowed: allowed)
    }
  }
}
