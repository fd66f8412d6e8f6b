package import MNLTensor

/// A tensor as a file of any element type holds it.
package struct StoredTensor: Sendable {
  /// The elements in row-major order.
  package enum Elements: Sendable {
    /// Floats of 32 bits.
    case floats(Tensor<Float>)
    /// Floats of 64 bits.
    case doubles([Double])
    /// Whole numbers of 32 bits.
    case integers([Int32])
  }

  /// Its name.
  package let name: String
  /// Its sizes, outermost first.
  package let shape: [Int]
  /// Its elements.
  package let elements: Elements

  /// A tensor of 32-bit floats.
  package init(_ name: String, _ tensor: Tensor<Float>) {
    (self.name, shape, elements) = (name, tensor.shape.fixedSizes, .floats(tensor))
  }

  /// A tensor of 64-bit floats.
  ///
  /// - Precondition: There are as many as the shape has.
  package init(_ name: String, shape: [Int], _ values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "\(shape) takes other than \(values.count)")
    (self.name, self.shape, elements) = (name, shape, .doubles(values))
  }

  /// A vector of whole numbers.
  package init(_ name: String, _ values: [Int32]) {
    (self.name, shape, elements) = (name, [values.count], .integers(values))
  }

  /// The type of the elements as a header names it.
  var elementType: String {
    switch elements {
    case .floats: "F32"
    case .doubles: "F64"
    case .integers: "I32"
    }
  }

  /// The elements one after the other, the lowest byte of each first.
  ///
  /// - Complexity: O(elements).
  var littleEndianBytes: [UInt8] {
    switch elements {
    case .floats(let tensor): tensor.littleEndianBytes
    case .doubles(let values): Self.bytes(of: values.map(\.bitPattern))
    case .integers(let values): Self.bytes(of: values.map { UInt32(bitPattern: $0) })
    }
  }

  private static func bytes<Bits: FixedWidthInteger & UnsignedInteger>(of all: [Bits]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(all.count * Bits.bitWidth / 8)
    for bits in all {
      for shift in stride(from: 0, to: Bits.bitWidth, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> Bits(shift)))
      }
    }
    return bytes
  }
}
