/// Reads series in the forms of the UEA and UCR archives.
///
/// Sources: the form `.ts` of sktime and aeon; Dau et al., "The UCR Time Series Archive" (2019), for
/// lines of a label and values.
struct SeriesReader {
  private static let colon = UInt8(ascii: ":")
  private static let comma = UInt8(ascii: ",")
  /// How many values are read between two looks at whether the user wants to go on.
  private static let patience = 1 << 16

  private let labelling: SeriesFile.Labelling
  private let reading: FileReading

  private var text: SeriesText
  private var form = SeriesFile.Form.header
  private var header = SeriesHeader()
  /// What is asked of each series, as it is written.
  private var labels: [String] = []
  /// The number that is asked for, where it must be one.
  private var targets: [Float] = []
  /// The values of one series, dimension after dimension.
  private var row: [Double] = []
  private var values: [Float] = []
  private var lengths: [Int32] = []
  private var dimensions = 0
  /// How many values the first line has, where there is no header.
  private var lineWidth: Int?
  /// How many values of each dimension were missing.
  private var gaps: [Int] = []
  private var count = 0

  /// A reader of bytes that are all there.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: What errors call it.
  ///   - labelling: What stands beside the values.
  ///   - reading: Who is asked whether it goes on.
  /// - Throws: `series`.
  init(
    _ bytes: [UInt8], path: String, _ labelling: SeriesFile.Labelling,
    _ reading: FileReading = .unseen
  ) throws(DataError) {
    text = try SeriesText(bytes, path: path)
    (self.labelling, self.reading) = (labelling, reading)
  }

  /// Reads all series.
  ///
  /// - Returns: The series.
  /// - Throws: `series`, `unfitData`, `interrupted`.
  /// - Complexity: O(bytes).
  mutating func read() throws(DataError) -> SeriesFile {
    try reserve()
    guard let first = text.nextLine() else { throw text.fault(.noSeries, at: text.bytes.count) }
    if text.bytes[first.lowerBound] == UInt8(ascii: "@") {
      try readHeader(first)
      while let line = text.nextLine() { try readSeries(line) }
    } else {
      let separator = separator(of: first)
      form = .lines(separator: separator)
      try readLine(first, separator)
      while let line = text.nextLine() { try readLine(line, separator) }
    }
    guard !lengths.isEmpty else { throw text.fault(.noSeries, at: text.bytes.count) }
    return SeriesFile(
      path: text.path, form: form, dimensions: dimensions, lengths: lengths,
      mayDiffer: header.isOfOneLength == false, values: values, labels: try foundLabels(),
      gaps: gaps)
  }

  /// Takes memory for as many values as there can be, if there is so much.
  private mutating func reserve() throws(DataError) {
    let bytes = text.bytes
    let span = bytes.span
    var (fields, lines) = (1, 1)
    for index in span.indices {
      switch span[index] {
      case Self.comma, Self.colon, UInt8(ascii: "\t"), UInt8(ascii: " "): fields += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): lines += 1
      default: break
      }
    }
    let needed = 4 * (fields + lines) + 24 * lines
    let free = FreeMemory.bytes
    guard needed <= free else {
      throw .unfitData(path: text.path, .tooLarge(needed: needed, free: free, .parts))
    }
    values.reserveCapacity(fields + lines)
  }
}

// The header, and what is asked.
extension SeriesReader {
  private mutating func readHeader(_ first: Range<Int>) throws(DataError) {
    var line: Range<Int>? = first
    while let own = line {
      guard text.bytes[own.lowerBound] == UInt8(ascii: "@") else {
        throw text.fault(.noData, at: own.lowerBound)
      }
      if let wrong = header.take(try text.text(own)) { throw text.fault(wrong, at: own.lowerBound) }
      if header.isWhole {
        if let wrong = header.contradiction { throw text.fault(wrong, at: own.lowerBound) }
        if !header.isLabelled, case .asked = labelling {
          throw .unfitData(path: text.path, .nothingAsked)
        }
        if case .classes(let names) = header.labels {
          try DataMisfit.check(classes: names, path: text.path)
        }
        return
      }
      line = text.nextLine()
    }
    throw text.fault(.noData, at: text.bytes.count)
  }

  /// Whether what is asked for has to be a number; nil where that is to be found out.
  private var asksForNumbers: Bool? {
    guard case .asked(let areClasses) = labelling else { return false }
    if let areClasses { return !areClasses }
    switch header.labels {
    case .none: return nil
    case .classes: return false
    case .numbers: return true
    }
  }

  /// Takes what is asked for.
  private mutating func takeLabel(_ range: Range<Int>) throws(DataError) {
    guard case .asked = labelling else { return }
    let own = text.trimmed(range)
    let word = try text.text(own)
    if word.isEmpty || Self.isMissing(word) { throw text.fault(.noLabel, at: own.lowerBound) }
    if asksForNumbers == true {
      switch NumberText.read(text.bytes.span, own, decimal: UInt8(ascii: ".")) {
      case .number(let number) where Float(number).isFinite: targets.append(Float(number))
      case .number, .notFinite: throw text.fault(.notFinite(word), at: own.lowerBound)
      case .text: throw text.fault(.labelNotANumber(word), at: own.lowerBound)
      }
      return
    }
    if case .classes(let known) = header.labels, !known.contains(word) {
      throw text.fault(.unknownClass(word, known: known), at: own.lowerBound)
    }
    labels.append(word)
  }

  private func foundLabels() throws(DataError) -> SeriesFile.Labels {
    guard case .asked = labelling else { return .none }
    if asksForNumbers == true { return .numbers(targets) }
    if case .classes(let names) = header.labels { return .classes(labels, named: names) }
    return .classes(labels, named: nil)
  }
}

// Series.
extension SeriesReader {
  /// Reads a line of dimensions, and a label if the header says so.
  private mutating func readSeries(_ line: Range<Int>) throws(DataError) {
    var end = line.upperBound
    if header.isLabelled {
      guard let colon = text.bytes[line].lastIndex(of: Self.colon) else {
        throw text.fault(.noLabel, at: end)
      }
      end = colon
      try takeLabel(colon + 1..<line.upperBound)
    }
    row.removeAll(keepingCapacity: true)
    let own = try readValues(line.lowerBound..<end, Self.comma, areDimensions: true)
    try check(own, at: line.lowerBound)
    let steps = row.count / own
    if header.isOfOneLength != false {
      if let expected = header.steps, steps != expected {
        throw text.fault(
          .steps(found: steps, expected: expected, .word("@seriesLength")), at: line.lowerBound)
      }
      if header.isOfOneLength == true, let first = lengths.first, steps != first {
        throw text.fault(
          .steps(found: steps, expected: Int(first), .equalLength), at: line.lowerBound)
      }
    }
    try finish(steps, at: line.lowerBound)
  }

  /// Makes sure that a series has as many dimensions as it must.
  private mutating func check(_ found: Int, at start: Int) throws(DataError) {
    if header.isUnivariate == false, found == 1 { throw text.fault(.oneDimension, at: start) }
    var (expected, standard) = (dimensions, SeriesFault.Standard.first)
    if let own = header.dimensions {
      (expected, standard) = (own, .word("@dimensions"))
    } else if header.isUnivariate == true {
      (expected, standard) = (1, .word("@univariate"))
    } else if lengths.isEmpty {
      expected = found
    }
    guard found == expected else {
      throw text.fault(.dimensions(found: found, expected: expected, standard), at: start)
    }
    dimensions = found
  }

  /// Reads a label and values.
  private mutating func readLine(_ line: Range<Int>, _ separator: UInt8) throws(DataError) {
    var start = line.lowerBound
    if labelling != .absent {
      let end = text.bytes[line].firstIndex(of: separator) ?? line.upperBound
      try takeLabel(start..<end)
      start = min(end + 1, line.upperBound)
    }
    row.removeAll(keepingCapacity: true)
    _ = try readValues(start..<line.upperBound, separator, areDimensions: false)
    dimensions = 1
    guard row.count == lineWidth ?? row.count else {
      throw text.fault(
        .raggedLine(found: row.count, expected: lineWidth ?? 0), at: line.lowerBound)
    }
    lineWidth = row.count
    // What is missing at the end stands after the end of a shorter series.
    while let last = row.last, last.isNaN { row.removeLast() }
    guard !row.isEmpty else { throw text.fault(.allMissing(dimension: 1), at: line.lowerBound) }
    try finish(row.count, at: line.lowerBound)
  }

  /// Appends the values of a range to `row`, not a number where one is missing; the number of
  /// dimensions.
  private mutating func readValues(
    _ range: Range<Int>, _ separator: UInt8, areDimensions: Bool
  ) throws(DataError) -> Int {
    // Another owner of the same bytes, so that values can be noted while they are read.
    let bytes = text.bytes
    var (start, found, length, first) = (range.lowerBound, 0, 0, 0)
    let skipsEmpty = separator == UInt8(ascii: " ")
    for place in range.lowerBound...range.upperBound {
      let isLast = place == range.upperBound
      let endsDimension = isLast || areDimensions && bytes[place] == Self.colon
      guard endsDimension || bytes[place] == separator else { continue }
      if !(skipsEmpty && start == place && !(isLast && row.isEmpty)) {
        row.append(try value(start..<place))
        guard row.count <= SeriesFile.valueLimit else {
          throw text.fault(.tooManyValues(limit: SeriesFile.valueLimit), at: start)
        }
      }
      if endsDimension {
        let own = row.count - first
        if found == 0 { length = own }
        guard own == length else {
          throw text.fault(
            .raggedDimension(found + 1, found: own, expected: length), at: start)
        }
        (found, first) = (found + 1, row.count)
        guard found <= SeriesFile.dimensionLimit else {
          throw text.fault(.tooManyDimensions(limit: SeriesFile.dimensionLimit), at: start)
        }
      }
      start = place + 1
    }
    return found
  }

  /// The value of a field; not a number where it is missing.
  private mutating func value(_ range: Range<Int>) throws(DataError) -> Double {
    count += 1
    if count % Self.patience == 0, !reading.goesOn(text.path)(range.upperBound, text.bytes.count) {
      throw .interrupted
    }
    let reading = NumberText.read(text.bytes.span, range, decimal: UInt8(ascii: "."))
    if case .number(let number) = reading, Float(number).isFinite { return number }
    let own = text.trimmed(range)
    let word = try text.text(own)
    if Self.isMissing(word) { return .nan }
    if word.isEmpty { throw text.fault(.noValue, at: range.lowerBound) }
    if word.first == "(" { throw text.fault(.timestamps, at: own.lowerBound) }
    throw text.fault(reading == .text ? .notANumber(word) : .notFinite(word), at: own.lowerBound)
  }

  /// Keeps `row`, a step after the other.
  private mutating func finish(_ steps: Int, at start: Int) throws(DataError) {
    if gaps.isEmpty { gaps = [Int](repeating: 0, count: dimensions) }
    for dimension in 0..<dimensions {
      let own = dimension * steps..<(dimension + 1) * steps
      guard let filled = SeriesGaps.fill(&row, own) else {
        throw text.fault(.allMissing(dimension: dimension + 1), at: start)
      }
      gaps[dimension] += filled
    }
    if dimensions == 1 {
      for number in row { values.append(Float(number)) }
    } else {
      for step in 0..<steps {
        for dimension in 0..<dimensions {
          values.append(Float(row[dimension * steps + step]))
        }
      }
    }
    lengths.append(Int32(steps))
  }
}

// Fields.
extension SeriesReader {
  /// What stands between the fields of a line: tabs, else commas, else blanks.
  private func separator(of line: Range<Int>) -> UInt8 {
    [UInt8(ascii: "\t"), Self.comma].first { text.bytes[line].contains($0) } ?? UInt8(ascii: " ")
  }

  private static func isMissing(_ text: String) -> Bool {
    text == "?" || text.lowercased() == "nan"
  }
}
