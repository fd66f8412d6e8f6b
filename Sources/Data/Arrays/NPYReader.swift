/// Reads an array as numpy's `save` writes it.
///
/// Source: numpy's `numpy.lib.format`, versions 1.0 to 3.0.
struct NPYReader {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  private let path: String
  private let bytes: [UInt8]
  private let reading: FileReading

  /// A reader of bytes that are all there.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: What errors call it.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  init(_ bytes: [UInt8], path: String, _ reading: FileReading = .unseen) {
    (self.bytes, self.path, self.reading) = (bytes, path, reading)
  }

  /// Reads the array.
  ///
  /// - Throws: `array`, `interrupted`.
  /// - Complexity: O(bytes).
  func read() throws(DataError) -> NumberArray {
    guard bytes.starts(with: Self.magic), bytes.count >= 10 else { throw fault(.notAnArray, at: 0) }
    let version = Int(bytes[6])
    guard (1...3).contains(version) else { throw fault(.unknownVersion(version), at: 6) }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw fault(.malformedHeader, at: 8) }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start,
      let text = String(validating: bytes[start..<start + length], as: UTF8.self),
      let layout = ArrayLayout(header: text)
    else { throw fault(.malformedHeader, at: 8) }
    let first = start + length
    try check(layout, in: bytes.count - first, at: first)
    return try ElementReader(bytes, from: first, layout, path: path, reading).read()
  }

  /// Makes sure that elements can be read, and take all of so many bytes, which begin at `first`.
  private func check(_ layout: ArrayLayout, in found: Int, at first: Int) throws(DataError) {
    guard let kind = layout.kind else { throw fault(.malformedHeader, at: 8) }
    guard kind != "O" else { throw fault(.objects, at: 8) }
    let sizes: [Int]? =
      switch kind {
      case "b", "?": [1]
      case "u", "i": [1, 2, 4, 8]
      case "f": [2, 4, 8]
      case "U", "S": nil
      default: []
      }
    guard let size = layout.elementSize, size > 0, sizes?.contains(size) ?? true else {
      throw fault(.unknownType(layout.type), at: 8)
    }
    // Axes without length do not hide others that no memory holds.
    var most = 1
    for axis in layout.shape {
      let (product, overflows) = most.multipliedReportingOverflow(by: max(1, axis))
      guard !overflows, product < NumberArray.limit else {
        throw fault(.impossibleShape(layout.shape), at: 8)
      }
      most = product
    }
    let count = layout.shape.contains(0) ? 0 : most
    let (needed, overflows) = count.multipliedReportingOverflow(by: size)
    guard !overflows, needed == found else {
      throw fault(.wrongLength(needed: overflows ? .max : needed, found: found), at: first)
    }
  }

  private func fault(_ fault: ArrayFault, at offset: Int) -> DataError {
    .array(path: path, offset: offset, fault)
  }
}
