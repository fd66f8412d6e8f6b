package import MNLTensor

extension Model {
  /// Writes weights and configuration as a safetensors file, which replaces one at `path` as a
  /// whole or not at all.
  ///
  /// - Parameters:
  ///   - path: Where the file is to lie.
  ///   - report: Told now and then how many bytes of weights are written.
  /// - Throws: `LearnError.notBuilt`, `.file`.
  /// - Complexity: O(parameters).
  package func save(
    to path: String, report: (Int) -> Void = { _ in }
  ) throws(LearnError) {
    let weights = try weights()
    var words = try metadata().encoded
    words[ContentSeal.key] = ContentSeal.blank
    do throws(SafetensorsFault) {
      try Safetensors.write(weights, metadata: words, to: path, report: report)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// What a file says of the model besides its weights.
  ///
  /// - Throws: `LearnError.notBuilt`.
  func metadata() throws(LearnError) -> ModelMetadata {
    guard let shape else { throw .notBuilt }
    return ModelMetadata(
      configuration: configuration, shape: shape, scaling: scaling, meaning: meaning, seed: seed,
      epochs: training.epochs)
  }

  /// A model from a file that `save` wrote.
  ///
  /// The optimiser's state is not in it: training goes on with fresh moments and a fresh order.
  ///
  /// - Throws: `LearnError.file`, `.model`, `.outOfRange`.
  /// - Complexity: O(parameters).
  package convenience init(opening path: String, pool: ThreadPool) throws(LearnError) {
    let file = try Safetensors.open(path)
    let stored = try StoredModel(reading: file, at: path)
    try file.header.check(holdsOnly: stored.parameters.map(\.name), at: path)
    try self.init(stored, at: path, pool: pool)
  }

  /// A model from what a file holds of it.
  ///
  /// - Throws: `LearnError.outOfRange`.
  convenience init(_ stored: StoredModel, at path: String, pool: ThreadPool) throws(LearnError) {
    try self.init(stored.metadata.configuration, seed: stored.metadata.seed, pool: pool)
    try build(
      for: stored.metadata.shape, of: path, scaling: stored.metadata.scaling,
      meaning: stored.metadata.meaning)
    try setWeights(stored.weights)
    training.epochs = stored.metadata.epochs
  }
}
