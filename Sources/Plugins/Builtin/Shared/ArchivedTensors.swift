import MNLRuntime
import MNLTensor

extension ArchiveWriter {
  /// Writes the sizes of a tensor and the bits of its elements.
  ///
  /// - Complexity: O(elements).
  mutating func write(tensor: Tensor<Float>) throws(ArchiveFault) {
    try write(tensor.shape.fixedSizes)
    write(count: tensor.count)
    for index in 0..<tensor.count { try write(tensor[index]) }
  }
}

extension ArchiveReader {
  /// Reads a tensor.
  ///
  /// - Throws: `ArchiveFault` if the bytes are none.
  /// - Complexity: O(elements).
  mutating func tensor() throws(ArchiveFault) -> Tensor<Float> {
    let sizes = try read([Int].self)
    let numbers = try read([Float].self)
    var count = 1
    for size in sizes {
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflows else { throw fault(.contradiction("the shape \(sizes)")) }
      count = product
    }
    guard count == numbers.count else {
      throw fault(.contradiction("\(numbers.count) numbers of the shape \(sizes)"))
    }
    return Tensor(Shape(sizes), numbers)
  }
}
