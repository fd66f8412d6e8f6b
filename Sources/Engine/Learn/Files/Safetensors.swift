package import MNLTensor

/// A tensor with the name that it has in a file.
package struct NamedTensor: Hashable, Sendable {
  /// Its name.
  package let name: String
  /// Its elements.
  package let tensor: Tensor<Float>

  /// A tensor with a name.
  package init(_ name: String, _ tensor: Tensor<Float>) {
    self.name = name
    self.tensor = tensor
  }

  /// Feeds name and shape.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(tensor.shape)
  }
}

/// A file of tensors that is open for reading; its header is checked, its elements wait.
package struct Safetensors: ~Copyable {
  /// What the file says about its content.
  package let header: SafetensorsHeader
  private let file: OpenFile
  private let dataStart: Int

  /// Opens a file and checks all but the elements themselves.
  ///
  /// Nothing is allocated on the word of the file: its claims are held against its size first.
  ///
  /// - Complexity: O(header).
  package init(opening path: String) throws(SafetensorsFault) {
    let file = try OpenFile(path)
    guard file.size >= 8 else { throw .tooShort(size: file.size) }
    let length = try file.read(at: 0, count: 8).reversed()
      .reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let limit = min(SafetensorsHeader.longest, file.size - 8)
    guard length >= 2, length <= UInt64(limit) else {
      throw .headerLength(claimed: length, limit: limit)
    }
    let dataStart = 8 + Int(length)
    header = try SafetensorsHeader(
      reading: try file.read(at: 8, count: Int(length)), dataLength: file.size - dataStart)
    self.dataStart = dataStart
    self.file = file
  }

  /// The elements of a tensor.
  ///
  /// - Precondition: The entry is one of the header, of type `F32`.
  /// - Complexity: O(elements).
  package func floats(_ entry: SafetensorsHeader.Entry) throws(SafetensorsFault) -> Tensor<Float> {
    precondition(entry.elementType == "F32", "\(entry.name) is \(entry.elementType)")
    let bytes = try file.read(at: dataStart + entry.bytes.lowerBound, count: entry.bytes.count)
    return Tensor(Shape(entry.shape)) { elements in
      for index in 0..<elements.count {
        let first = index &* 4
        let bits =
          UInt32(bytes[first]) | UInt32(bytes[first + 1]) << 8 | UInt32(bytes[first + 2]) << 16
          | UInt32(bytes[first + 3]) << 24
        elements[index] = Float(bitPattern: bits)
      }
    }
  }

  /// Writes tensors to a file, which takes the place of one at `path` only when it is whole.
  ///
  /// As the format's own library does, the tensors go by name: they are all of one element type.
  ///
  /// - Precondition: No name occurs twice.
  /// - Complexity: O(elements).
  package static func write(
    _ tensors: [NamedTensor], metadata: [String: String], to path: String
  ) throws(SafetensorsFault) {
    let sorted = tensors.sorted { $0.name < $1.name }
    precondition(zip(sorted, sorted.dropFirst()).allSatisfy { $0.name != $1.name }, "a name twice")
    let header = SafetensorsHeader(
      floats: sorted.map { ($0.name, $0.tensor.shape.fixedSizes) }, metadata: metadata)
    var file = try ReplacementFile(at: path)
    try file.write(header.encoded)
    for named in sorted { try file.write(named.tensor.littleEndianBytes) }
    try file.commit()
  }
}

extension Tensor<Float> {
  /// The elements as 4 bytes each, lowest first.
  ///
  /// - Complexity: O(elements).
  var littleEndianBytes: [UInt8] {
    withBuffer { elements in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(elements.count * 4)
      for index in 0..<elements.count {
        let bits = elements[index].bitPattern
        for shift in stride(from: 0, to: 32, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
        }
      }
      return bytes
    }
  }
}
