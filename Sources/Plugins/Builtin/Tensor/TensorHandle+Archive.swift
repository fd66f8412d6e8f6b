package import MNLRuntime
import MNLTensor

extension TensorHandle: ArchivedHandle {
  /// Writes the sizes, what the elements mean, and their bits.
  ///
  /// - Throws: `ArchiveFault` if only `run` can tell its numbers.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    guard let values = values() else { throw archive.fault(.unwritable(summary)) }
    try archive.write(elements.rawValue)
    try archive.write(shape.fixedSizes)
    archive.write(count: values.count)
    for index in 0..<values.count { try archive.write(values[index]) }
  }

  /// Reads what was written.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: `tensor`.
  /// - Returns: A tensor of the same numbers.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    let word = try archive.read(String.self)
    let sizes = try archive.read([Int].self)
    let numbers = try archive.read([Float].self)
    // One after the other, for a product of hostile sizes would be beyond all numbers.
    let count = sizes.reduce(1 as Int?) { product, size in
      guard let product, size >= 0 else { return nil }
      let (next, overflows) = product.multipliedReportingOverflow(by: size)
      return overflows ? nil : next
    }
    guard let elements = ElementKind(rawValue: word), count == numbers.count else {
      throw archive.fault(.contradiction("\(numbers.count) numbers of the shape \(sizes)"))
    }
    return TensorHandle(Tensor(Shape(sizes), numbers), kind: elements)
  }
}
