extension NumberArray {
  /// Reads an array from an IDX file, packed with gzip or not.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Throws: What makes it no whole IDX file, `noRecords`, `array` for a number that is not finite,
  ///   `unfitData` where there is no room, `interrupted`.
  /// - Complexity: O(bytes).
  package init(
    idx path: String, named name: String? = nil, _ reading: FileReading = .unseen
  ) throws(DataError) {
    let file = try IDXFile.read(
      path: path, named: name, rank: nil, limit: Self.limit, goesOn: reading.goesOn(name ?? path))
    guard file.dimensions[0] > 0 else { throw .noRecords(path: file.path) }
    self = try ElementReader(
      file.values, from: 0, origin: file.headerLength,
      ArrayLayout(type: file.type.layout, shape: file.dimensions), path: file.path, reading
    ).read()
  }
}

extension IDXFile.ElementType {
  /// The type in the words of numpy.
  fileprivate var layout: String {
    switch self {
    case .unsignedByte: "|u1"
    case .signedByte: "|i1"
    case .short: ">i2"
    case .int: ">i4"
    case .float: ">f4"
    case .double: ">f8"
    }
  }
}

extension ArrayExamples {
  /// Reads inputs and labels from two IDX files.
  ///
  /// - Parameters:
  ///   - inputs: Where the inputs lie.
  ///   - labels: Where what is asked of them lies.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Returns: Both.
  /// - Throws: What is wrong with one of them; `countsDiffer`.
  /// - Complexity: O(bytes).
  package static func rows(
    idx inputs: String, labels: String, _ reading: FileReading = .unseen
  ) throws(DataError) -> Rows {
    let rows = Rows(
      try NumberArray(idx: inputs, reading), try NumberArray(idx: labels, reading))
    guard rows.inputs.count == rows.targets.count else {
      throw .countsDiffer(
        images: inputs, imageCount: rows.inputs.count, labels: labels,
        labelCount: rows.targets.count)
    }
    return rows
  }
}
