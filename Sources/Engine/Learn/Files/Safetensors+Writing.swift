extension Safetensors {
  /// How many bytes are written between two looks at how much is done.
  private static let piece = 1 << 24

  /// Writes tensors to a file, which takes the place of one at `path` only when it is whole.
  ///
  /// As the format's own library does, the largest elements come first, then the tensors go by
  /// name. If the metadata have an entry `ContentSeal.key`, it becomes the hash of the content.
  ///
  /// - Parameters:
  ///   - tensors: The tensors.
  ///   - metadata: What else the file says.
  ///   - path: Where it is to lie.
  ///   - report: Told now and then how many bytes of tensors are written.
  /// - Throws: `SafetensorsFault.system`.
  /// - Precondition: No name occurs twice.
  /// - Complexity: O(elements).
  package static func write(
    stored tensors: [StoredTensor], metadata: [String: String], to path: String,
    report: (Int) -> Void = { _ in }
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
    var written = 0
    for tensor in sorted {
      let bytes = tensor.littleEndianBytes
      for start in stride(from: 0, to: bytes.count, by: piece) {
        let part = Array(bytes[start..<min(start + piece, bytes.count)])
        if isSealed { digest.update(part) }
        try file.write(part)
        written += part.count
        report(written)
      }
    }
    if isSealed, let place = ContentSeal.place(in: header) {
      try file.overwrite(at: place.lowerBound, Array(digest.hexadecimal.utf8))
    }
    try file.commit()
  }

  /// Writes tensors of 32-bit floats, as the other form does.
  package static func write(
    _ tensors: [NamedTensor], metadata: [String: String], to path: String,
    report: (Int) -> Void = { _ in }
  ) throws(SafetensorsFault) {
    let stored = tensors.map { StoredTensor($0.name, $0.tensor) }
    try write(stored: stored, metadata: metadata, to: path, report: report)
  }
}

extension StoredTensor {
  /// The bytes of an element.
  fileprivate var elementSize: Int { SafetensorsHeader.elementSizes[elementType] ?? 0 }
}
