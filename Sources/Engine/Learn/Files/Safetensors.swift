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

  /// Opens a file and checks its header, and the whole content where the file says its own hash.
  ///
  /// Nothing is allocated on the word of the file: its claims are held against its size first.
  ///
  /// - Complexity: O(header); O(file) with a hash.
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
    let text = try file.read(at: 8, count: Int(length))
    let header = try SafetensorsHeader(reading: text, dataLength: file.size - dataStart)
    if header.metadata[ContentSeal.key] != nil { try Self.checkSeal(of: file, header: text) }
    self.header = header
    self.dataStart = dataStart
    self.file = file
  }

  /// The elements of a tensor.
  ///
  /// - Precondition: The entry is one of the header, of type `F32`.
  /// - Complexity: O(elements).
  package func floats(_ entry: SafetensorsHeader.Entry) throws(SafetensorsFault) -> Tensor<Float> {
    let bits: [UInt32] = try bits(of: entry, type: "F32")
    return Tensor(Shape(entry.shape)) { elements in
      for index in bits.indices { elements[index] = Float(bitPattern: bits[index]) }
    }
  }

  /// The elements of a tensor.
  ///
  /// - Precondition: The entry is one of the header, of type `F64`.
  /// - Complexity: O(elements).
  package func doubles(_ entry: SafetensorsHeader.Entry) throws(SafetensorsFault) -> [Double] {
    let bits: [UInt64] = try bits(of: entry, type: "F64")
    return bits.map { Double(bitPattern: $0) }
  }

  /// The elements of a tensor.
  ///
  /// - Precondition: The entry is one of the header, of type `I32`.
  /// - Complexity: O(elements).
  package func integers(_ entry: SafetensorsHeader.Entry) throws(SafetensorsFault) -> [Int32] {
    let bits: [UInt32] = try bits(of: entry, type: "I32")
    return bits.map { Int32(bitPattern: $0) }
  }

  /// The bit patterns of a tensor's elements.
  private func bits<Bits: FixedWidthInteger & UnsignedInteger>(
    of entry: SafetensorsHeader.Entry, type: String
  ) throws(SafetensorsFault) -> [Bits] {
    precondition(entry.elementType == type, "\(entry.name) is \(entry.elementType)")
    let bytes = try file.read(at: dataStart + entry.bytes.lowerBound, count: entry.bytes.count)
    let size = Bits.bitWidth / 8
    return (0..<bytes.count / size).map { index in
      (0..<size).reduce(Bits(0)) { $0 | Bits(bytes[index &* size &+ $1]) << Bits(8 &* $1) }
    }
  }

  /// Makes sure that nothing was changed since the file was written with its own hash.
  ///
  /// - Complexity: O(file).
  private static func checkSeal(
    of file: borrowing OpenFile, header text: [UInt8]
  ) throws(SafetensorsFault) {
    guard let place = ContentSeal.place(in: text) else { throw .seal }
    var digest = ContentDigest()
    var unsealed = text
    unsealed.replaceSubrange(place, with: ContentSeal.blank.utf8)
    digest.update(unsealed)
    var offset = 8 + text.count
    while offset < file.size {
      let count = min(piece, file.size - offset)
      digest.update(try file.read(at: offset, count: count))
      offset += count
    }
    guard text[place].elementsEqual(digest.hexadecimal.utf8) else { throw .seal }
  }

  /// How many bytes are read at once to check the seal.
  private static let piece = 1 << 20
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
