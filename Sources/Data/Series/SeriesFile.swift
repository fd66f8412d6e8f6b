/// Series that were read from a file, as they stand there, in order.
package struct SeriesFile: Sendable {
  /// What stands beside the values of each series.
  package enum Labelling: Hashable, Sendable {
    /// What is asked for: a class or a number; nil where that is to be found out.
    case asked(areClasses: Bool?)
    /// A label that does not matter, and in a file without header as its first field.
    case ignored
    /// Nothing, unless a header says that there is something.
    case absent
  }

  /// What is asked of each series.
  enum Labels: Hashable, Sendable {
    /// Nothing.
    case none
    /// A class; the header may name those that there are, in an order.
    case classes([String], named: [String]?)
    /// A number.
    case numbers([Float])
  }

  /// The forms that are read.
  package enum Form: Hashable, Sendable {
    /// A header of lines with `@`, then series of dimensions: `.ts`.
    case header
    /// A label and the values in each line, with this byte between them.
    case lines(separator: UInt8)
  }

  /// How many dimensions a series may have.
  static let dimensionLimit = ArrayExamples.featureLimit
  /// How many values a series may have, steps times dimensions.
  static let valueLimit = 1 << 26

  /// Where it lies, or what errors call it.
  package let path: String
  /// How it is written.
  package let form: Form
  /// How many numbers a step has, `I`.
  package let dimensions: Int
  /// How many steps each series has, `[N]`.
  package let lengths: [Int32]
  /// Whether the header says that series differ in length.
  let mayDiffer: Bool
  /// All values, step after step, series after series.
  let values: [Float]
  /// What is asked of each.
  let labels: Labels
  /// How many values of each dimension were missing, and are taken from those beside them, `[I]`.
  let gaps: [Int]

  /// How many values were missing.
  package var missing: Int { gaps.reduce(0, +) }
  /// How many series there are, `N`.
  package var count: Int { lengths.count }
  /// The steps of the shortest and of the longest series.
  package var steps: ClosedRange<Int> {
    Int(lengths.min() ?? 0)...Int(lengths.max() ?? 0)
  }

  /// Reads a file, packed with gzip or not.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - labelling: What stands beside the values.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Throws: `series` with line and column for what is malformed, `unfitData` for what has no room
  ///   in memory and for series of which nothing is asked, `emptyFile`, `interrupted`, and what
  ///   keeps a file from being read.
  /// - Complexity: O(bytes).
  package init(
    path: String, named name: String? = nil, labelling: Labelling,
    _ reading: FileReading = .unseen
  ) throws(DataError) {
    // The values are counted before memory is taken for them.
    let bytes = try WholeFile.bytes(of: path, named: name, room: 1, reading)
    var reader = try SeriesReader(bytes, path: name ?? path, labelling, reading)
    self = try reader.read()
  }

  init(
    path: String, form: Form, dimensions: Int, lengths: [Int32], mayDiffer: Bool,
    values: [Float], labels: Labels, gaps: [Int]
  ) {
    (self.path, self.form, self.dimensions) = (path, form, dimensions)
    (self.lengths, self.mayDiffer, self.values) = (lengths, mayDiffer, values)
    (self.labels, self.gaps) = (labels, gaps)
  }
}

extension SeriesFile {
  /// The file of the archive that holds the series for the test: of `X_TRAIN.ts`, `X_TEST.ts`.
  ///
  /// - Parameter path: Where the file of those for training lies.
  /// - Returns: Where the other one lies, packed or not; nil if none is there.
  package static func testFile(beside path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let file = parts.last, let range = file.ranges(of: "_TRAIN.").last else { return nil }
    let folder = path.dropLast(file.count)
    let other = "\(folder)\(file[..<range.lowerBound])_TEST.\(file[range.upperBound...])"
    let repacked = other.hasSuffix(".gz") ? String(other.dropLast(3)) : other + ".gz"
    return [other, repacked].first { InputFile.presence(of: $0) == .file }
  }
}
