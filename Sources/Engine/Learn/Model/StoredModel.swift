import MNLTensor

/// A model as a file holds it: checked, but not built.
struct StoredModel: Sendable {
  /// What the file says of it besides the weights.
  let metadata: ModelMetadata
  /// What it learns, from the input to the output.
  let parameters: [Parameter]
  /// The weights in the same order; all finite.
  let weights: [Tensor<Float>]

  /// What a file is to hold of a model.
  init(metadata: ModelMetadata, parameters: [Parameter], weights: [Tensor<Float>]) {
    self.metadata = metadata
    self.parameters = parameters
    self.weights = weights
  }

  /// Reads a model; other tensors of the file are no matter.
  ///
  /// - Throws: `LearnError.file`, `.model`, `.outOfRange`.
  /// - Complexity: O(parameters).
  init(reading file: borrowing Safetensors, at path: String) throws(LearnError) {
    let words = file.header.metadata
    metadata = try within(path) { () throws(ModelFileFault) in try ModelMetadata(decoding: words) }
    // Before memory is taken for what a hostile file claims to hold.
    let network = try Network(
      metadata.configuration, for: metadata.shape, scaling: metadata.scaling)
    try network.checkSize()
    parameters = network.layers.flatMap(\.parameters)
    weights = try file.tensors(parameters, at: path)
  }
}

extension Safetensors {
  /// Opens a file, its faults told with its path.
  ///
  /// - Throws: `LearnError.file`.
  static func open(_ path: String) throws(LearnError) -> Safetensors {
    do throws(SafetensorsFault) {
      return try Safetensors(opening: path)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// A tensor for each parameter, under its name or under one with a prefix.
  ///
  /// - Throws: `LearnError.model` for a tensor that is missing, of another shape or type, or not
  ///   finite, and `.file`.
  /// - Complexity: O(parameters).
  func tensors(
    _ parameters: [Parameter], prefix: String = "", at path: String
  ) throws(LearnError) -> [Tensor<Float>] {
    var found: [SafetensorsHeader.Entry] = []
    // All entries before any elements, which a hostile header must not make us read.
    for parameter in parameters {
      found.append(
        try entry(prefix + parameter.name, type: "F32", shape: parameter.sizes, at: path))
    }
    var tensors: [Tensor<Float>] = []
    for entry in found {
      do throws(SafetensorsFault) {
        tensors.append(try floats(entry))
      } catch {
        throw .file(path: path, error)
      }
    }
    for (entry, tensor) in zip(found, tensors) where !tensor.isFinite {
      let index = tensor.values.firstIndex { !$0.isFinite } ?? 0
      throw .model(path: path, .notFinite(name: entry.name, index: index))
    }
    return tensors
  }

  /// The whole numbers of the tensor of a name and shape.
  ///
  /// - Throws: `LearnError.model`, `.file`.
  /// - Complexity: O(elements).
  func integers(
    named name: String, shape: [Int], at path: String
  ) throws(LearnError) -> [Int32] {
    let entry = try entry(name, type: "I32", shape: shape, at: path)
    do throws(SafetensorsFault) {
      return try integers(entry)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// The 64-bit floats of the tensor of a name and shape.
  ///
  /// - Throws: `LearnError.model`, `.file`.
  /// - Complexity: O(elements).
  func doubles(
    named name: String, shape: [Int], at path: String
  ) throws(LearnError) -> [Double] {
    let entry = try entry(name, type: "F64", shape: shape, at: path)
    do throws(SafetensorsFault) {
      return try doubles(entry)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// The tensor of a name, which must have this type and shape.
  private func entry(
    _ name: String, type: String, shape: [Int], at path: String
  ) throws(LearnError) -> SafetensorsHeader.Entry {
    guard let entry = header.entry(named: name) else {
      throw .model(path: path, .missingTensor(name: name))
    }
    guard entry.shape == shape else {
      throw .model(path: path, .tensorShape(name: name, found: entry.shape, expected: shape))
    }
    guard entry.elementType == type else {
      throw .model(
        path: path, .elementType(name: name, found: entry.elementType, expected: type))
    }
    return entry
  }
}

/// Tells a fault in the content of a file with the file's path.
///
/// - Throws: `LearnError.model`.
func within<Result>(
  _ path: String, _ body: () throws(ModelFileFault) -> Result
) throws(LearnError) -> Result {
  do throws(ModelFileFault) {
    return try body()
  } catch {
    throw .model(path: path, error)
  }
}

extension SafetensorsHeader {
  /// Makes sure that there are no other tensors than those of some names.
  ///
  /// - Throws: `LearnError.model`.
  func check(holdsOnly names: [String], at path: String) throws(LearnError) {
    let names = Set(names)
    if let extra = entries.first(where: { !names.contains($0.name) }) {
      throw .model(path: path, .extraTensor(name: extra.name))
    }
  }
}
