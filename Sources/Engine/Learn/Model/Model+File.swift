package import MNLTensor

extension Model {
  /// Writes weights and configuration as a safetensors file, which replaces one at `path` as a
  /// whole or not at all.
  ///
  /// - Throws: `LearnError.notBuilt`, `.file`.
  /// - Complexity: O(parameters).
  package func save(to path: String) throws(LearnError) {
    let weights = try weights()
    guard let shape else { throw .notBuilt }
    let metadata = ModelMetadata(
      configuration: configuration, shape: shape, seed: seed, epochs: training.epochs)
    do throws(SafetensorsFault) {
      try Safetensors.write(weights, metadata: metadata.encoded, to: path)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// A model from a file that `save` wrote.
  ///
  /// The optimiser's state is not in it: training goes on with fresh moments and a fresh order.
  ///
  /// - Throws: `LearnError.file`, `.model`, `.outOfRange`.
  /// - Complexity: O(parameters).
  package convenience init(opening path: String, pool: ThreadPool) throws(LearnError) {
    let file: Safetensors
    do throws(SafetensorsFault) {
      file = try Safetensors(opening: path)
    } catch {
      throw .file(path: path, error)
    }
    let metadata: ModelMetadata
    do throws(ModelFileFault) {
      metadata = try ModelMetadata(decoding: file.header.metadata)
    } catch {
      throw .model(path: path, error)
    }
    // Before memory is taken for what a hostile file claims to hold.
    let network = try Network(metadata.configuration, for: metadata.shape)
    try network.checkSize()
    let entries: [SafetensorsHeader.Entry]
    do throws(ModelFileFault) {
      entries = try network.layers.flatMap(\.parameters).entries(in: file.header)
    } catch {
      throw .model(path: path, error)
    }
    try self.init(metadata.configuration, seed: metadata.seed, pool: pool)
    try build(for: metadata.shape, of: path)
    var weights: [Tensor<Float>] = []
    for entry in entries {
      do throws(SafetensorsFault) {
        weights.append(try file.floats(entry))
      } catch {
        throw .file(path: path, error)
      }
    }
    for (entry, tensor) in zip(entries, weights) {
      if let index = tensor.values.firstIndex(where: { !$0.isFinite }) {
        throw .model(path: path, .notFinite(name: entry.name, index: index))
      }
    }
    try setWeights(weights)
    training.epochs = metadata.epochs
  }
}

extension [Parameter] {
  /// Their entries in a header, in the same order.
  ///
  /// - Throws: A tensor that is missing, too much, or other than the network's.
  fileprivate func entries(
    in header: SafetensorsHeader
  ) throws(ModelFileFault) -> [SafetensorsHeader.Entry] {
    var found: [SafetensorsHeader.Entry] = []
    for parameter in self {
      guard let entry = header.entry(named: parameter.name) else {
        throw .missingTensor(name: parameter.name)
      }
      guard entry.shape == parameter.sizes else {
        throw .tensorShape(name: entry.name, found: entry.shape, expected: parameter.sizes)
      }
      guard entry.elementType == "F32" else {
        throw .elementType(name: entry.name, found: entry.elementType)
      }
      found.append(entry)
    }
    let names = Set(map(\.name))
    if let extra = header.entries.first(where: { !names.contains($0.name) }) {
      throw .extraTensor(name: extra.name)
    }
    return found
  }
}
