extension Safetensors {
  /// Writes tensors to a file, which takes the place of one at `path` only when it is whole.
  ///
  /// As the format's own library does, the largest elements come first, then the tensors go by
  /// name. If the metadata have an entry `ContentSeal.key`, it becomes the hash of the content.
  ///
  /// - Precondition: No name occurs twice.
  /// - Complexity: O(elements).
  package static func write(
    stored tensors: [StoredTensor], metadata: [String: String], to path: String
  ) throws(SafetensorsFault) {
    let sorted = tensors.sorted {
      ($1.elementSize, $0.elementType, $0.name) < ($0.elementSize, $1.elementType, $1.name)
    }
    precondition(Set(tensors.map(\.name)).count == tensors.count, "a name twice")
    var metadata = metadata
    let isSealed = metadata[ContentSeal.key] != nil
    if isSealed { metadata[ContentSeal.key] = ContentSeal.blank }
    let header = SafetensorsHeader(sorted, metadata: metadata).encoded
    var digest = ContentDigest()
    digest.update(Array(header[8...]))
    var file = try ReplacementFile(at: path)
    try file.write(header)
    for tensor in sorted {
      let bytes = tensor.littleEndianBytes
      if isSealed { digest.update(bytes) }
      try file.write(bytes)
    }
    if isSealed, let place = ContentSeal.place(in: header) {
      try file.overwrite(at: place.lowerBound, Array(digest.hexadecimal.utf8))
    }
    try file.commit()
  }

  /// Writes tensors of 32-bit floats, as the other form does.
  package static func write(
    _ tensors: [NamedTensor], metadata: [String: String], to path: String
  ) throws(SafetensorsFault) {
    let stored = tensors.map { StoredTensor($0.name, $0.tensor) }
    try write(stored: stored, metadata: metadata, to: path)
  }
}

extension StoredTensor {
  /// The bytes of an element.
  fileprivate var elementSize: Int { SafetensorsHeader.elementSizes[elementType] ?? 0 }
}
