/// Series as examples, with what is asked of them.
package struct SeriesExamples {
  private let train: SeriesFile
  private let test: SeriesFile?
  private let targets: ExampleForm.Targets
  /// The place of each class.
  private let places: [String: UInt8]
  /// Whether classes that are whole numbers are called by them, however they are written.
  private let areWhole: Bool

  /// Finds out what is asked of series.
  ///
  /// - Parameters:
  ///   - train: The series.
  ///   - test: Those that are known to be for the test.
  ///   - targetIsClass: Whether what is asked is a class; found out if nil: texts and whole numbers are.
  /// - Throws: `unfitData` for series that do not belong together, and for too few or too many classes.
  /// - Complexity: O(series).
  package init(_ train: SeriesFile, test: SeriesFile?, targetIsClass: Bool?) throws(DataError) {
    (self.train, self.test) = (train, test)
    if let test, test.dimensions != train.dimensions {
      throw .unfitData(
        path: test.path,
        .seriesDiffer(
          found: counted(test.dimensions, "number") + " a step",
          expected: "\(train.dimensions) as in '\(train.path)'"))
    }
    let found = Self.kind([train, test].compactMap { $0?.labels }, isClass: targetIsClass)
    areWhole = found == .wholeClasses
    for file in [train, test].compactMap({ $0 }) where !Self.has(file.labels, found) {
      let kinds = ["a class each", "a number each"]
      throw .unfitData(
        path: file.path,
        found == .numbers
          ? .seriesDiffer(found: kinds[0], expected: kinds[1])
          : .seriesDiffer(found: kinds[1], expected: kinds[0]))
    }
    guard found != .numbers else {
      (targets, places) = (.numbers(["y"]), [:])
      return
    }
    let own = Self.classes(train.labels, areWhole: areWhole)
    let learned = Set(own)
    var names = learned.sorted()
    if areWhole { names.sort { (Int($0) ?? 0) < (Int($1) ?? 0) } }
    if case .classes(_, let named?) = train.labels { names = named }
    try DataMisfit.check(classes: names, path: train.path)
    if let test {
      let tested = Self.classes(test.labels, areWhole: areWhole)
      if let strange = tested.first(where: { !learned.contains($0) }) {
        throw .unfitData(path: test.path, .strangeClass(name: strange, part: "test"))
      }
    }
    targets = .classes(names)
    places = Dictionary(uniqueKeysWithValues: zip(names, UInt8(0)...))
  }

  /// Whether a class is asked for.
  package var asksForClasses: Bool { if case .classes = targets { true } else { false } }

  /// How many classes there are; 0 where a number is asked for.
  package var classCount: Int { asksForClasses ? targets.names.count : 0 }

  /// The steps of the shortest and of the longest series.
  package var steps: ClosedRange<Int> {
    let other = test?.steps ?? train.steps
    return min(
      train.steps.lowerBound, other.lowerBound)...max(
        train.steps.upperBound, other.upperBound)
  }

  /// Whether series may have fewer steps than others.
  private var haveLengths: Bool {
    steps.count > 1 || train.mayDiffer || test?.mayDiffer ?? false
  }

  /// Makes a data set.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - division: How the series are divided, but for those of the test if they are known.
  ///   - isScaled: Whether a network is to scale numbers.
  /// - Returns: The data.
  /// - Throws: `unfitData`.
  /// - Complexity: O(values).
  package func data(
    named name: String, _ division: Division, isScaled: Bool
  ) throws(DataError) -> DataSet {
    let meaning = SeriesMeaning(
      targets: targets, steps: steps.upperBound, features: train.dimensions,
      haveLengths: haveLengths)
    return try DataSet(
      name: name, path: train.path,
      form: ExampleForm(inputs: meaning.inputs, targets: targets), examples: examples(train),
      test: test.map { test throws(DataError) in try examples(test) },
      division: division, isScaled: isScaled, meaning: meaning,
      columns: meaning.names.enumerated().map { dimension, name in
        InputColumn(name: name, missing: train.gaps[dimension] + (test?.gaps[dimension] ?? 0))
      })
  }

  private func examples(_ file: SeriesFile) throws(DataError) -> ExampleRows {
    ExampleRows(
      inputs: try file.store(steps: steps.upperBound), targets: store(file.labels),
      lengths: haveLengths ? file.lengths : nil)
  }

  private func store(_ labels: SeriesFile.Labels) -> RowStore {
    guard asksForClasses else { return RowStore(Self.numbers(labels) ?? [], width: 1) }
    let names = Self.classes(labels, areWhole: areWhole)
    return RowStore(
      names.map { places[$0] ?? RowStore.none }, classes: targets.names.count)
  }
}

// What is asked.
extension SeriesExamples {
  private enum Kind {
    case classes
    case wholeClasses
    case numbers
  }

  private static func kind(_ all: [SeriesFile.Labels], isClass: Bool?) -> Kind {
    var (areNumbers, areWhole) = (true, true)
    for labels in all {
      if case .numbers = labels { return .numbers }
      if case .classes(_, named: .some) = labels { return .classes }
      guard let numbers = numbers(labels) else {
        (areNumbers, areWhole) = (false, false)
        continue
      }
      if numbers.contains(where: { $0 != $0.rounded() || abs($0) >= 1e7 }) { areWhole = false }
    }
    if areWhole { return .wholeClasses }
    return areNumbers && isClass != true ? .numbers : .classes
  }

  /// Whether what is asked of series can be of a kind.
  private static func has(_ labels: SeriesFile.Labels, _ kind: Kind) -> Bool {
    guard kind != .numbers else { return numbers(labels) != nil }
    if case .classes = labels { return true }
    return false
  }

  /// The classes of series by their names.
  private static func classes(_ labels: SeriesFile.Labels, areWhole: Bool) -> [String] {
    guard case .classes(let texts, _) = labels else { return [] }
    guard areWhole, let numbers = numbers(labels) else { return texts }
    return numbers.map { String(Int($0)) }
  }

  /// What is asked of series as numbers; nil if it is something else.
  private static func numbers(_ labels: SeriesFile.Labels) -> [Float]? {
    switch labels {
    case .none: return nil
    case .numbers(let numbers): return numbers
    case .classes(let texts, _):
      var numbers: [Float] = []
      numbers.reserveCapacity(texts.count)
      for text in texts {
        let bytes = Array(text.utf8)
        let reading = NumberText.read(
          bytes.span, 0..<bytes.count, decimal: UInt8(ascii: "."))
        guard case .number(let number) = reading, Float(number).isFinite else { return nil }
        numbers.append(Float(number))
      }
      return numbers
    }
  }
}

extension SeriesFile {
  /// The series as rows, each filled up with zeros after its end.
  ///
  /// - Parameter steps: How many steps a row has; no series is longer.
  /// - Returns: The rows, `[N, T·I]`.
  /// - Throws: `unfitData` where there is no room for them.
  /// - Complexity: O(rows · width); O(1) where all series have as many steps.
  func store(steps: Int) throws(DataError) -> RowStore {
    let width = steps * dimensions
    if lengths.allSatisfy({ $0 == steps }) { return RowStore(values, width: width) }
    let (needed, overflows) = (4 * count).multipliedReportingOverflow(by: width)
    let free = FreeMemory.bytes
    guard !overflows, needed <= free else {
      throw .unfitData(
        path: path, .tooLarge(needed: overflows ? .max : needed, free: free, .parts))
    }
    var rows: [Float] = []
    rows.reserveCapacity(count * width)
    var start = 0
    for length in lengths {
      let own = Int(length) * dimensions
      rows.append(contentsOf: values[start..<start + own])
      rows.append(contentsOf: repeatElement(0, count: width - own))
      start += own
    }
    return RowStore(rows, width: width)
  }
}
