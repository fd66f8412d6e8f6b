/// What an array of targets asks for.
struct ArrayTargets {
  /// An array of targets, and how many steps each row has.
  typealias Asked = (array: NumberArray, lengths: [Int32]?)

  /// What is asked.
  let targets: ExampleForm.Targets
  private let places: [String: UInt8]

  /// Finds out what is asked.
  ///
  /// - Parameters:
  ///   - own: What is asked of the examples.
  ///   - test: What is asked of those that are known to be for the test.
  ///   - form: What the examples are.
  ///   - path: Where the arrays lie, for errors.
  ///   - isClass: Whether whole numbers are classes; found out if nil.
  /// - Throws: `unfitData`.
  /// - Complexity: O(targets).
  init(
    _ own: Asked, test: Asked?, _ form: ArrayForm, path: String, isClass: Bool?
  ) throws(DataError) {
    let array = own.array
    let width = array.rowSize
    let isPerStep = width == form.steps && width > 1 && array.isOfIntegers
    let isBinary = array.numbers.map { $0.allSatisfy { $0 == 0 || $0 == 1 } } ?? false
    if isPerStep, isBinary, isClass == nil {
      throw .unfitData(path: path, .ambiguousTargets(width))
    }
    if width == 1 || isPerStep, isClass ?? (array.isOfIntegers || array.numbers == nil),
      let names = Self.names(own, isPerStep: isPerStep)
    {
      var distinct = Set(names.compactMap(\.self))
      if let test {
        distinct.formUnion((Self.names(test, isPerStep: isPerStep) ?? []).compactMap(\.self))
      }
      let classes = distinct.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
      try DataMisfit.check(classes: classes, path: path)
      targets = isPerStep ? .stepClasses(classes) : .classes(classes)
      places = Dictionary(uniqueKeysWithValues: zip(classes, UInt8(0)...))
      return
    }
    guard let numbers = array.numbers else {
      throw .unfitData(path: path, .shapeWithoutMeaning("texts of " + array.shapeText))
    }
    places = [:]
    guard width > 1, isBinary, width <= RowStore.classLimit else {
      targets = .numbers(width == 1 ? ["y"] : (1...width).map { "y-\($0)" })
      return
    }
    let names = (0..<width).map(String.init)
    let areOneHot = stride(from: 0, to: numbers.count, by: width).allSatisfy { first in
      numbers[first..<first + width].reduce(0, +) == 1
    }
    targets = areOneHot ? .classes(names) : .labels(names)
  }

  /// Each element as the name of a class, none after the end of a row; nil where numbers are no whole
  /// ones.
  private static func names(_ asked: Asked, isPerStep: Bool) -> [String?]? {
    var names: [String?]
    if case .texts(let texts) = asked.array.contents {
      names = texts
    } else if let integers = asked.array.integers {
      names = integers.map(String.init)
    } else {
      return nil
    }
    guard isPerStep, let lengths = asked.lengths else { return names }
    let width = asked.array.rowSize
    for (row, length) in lengths.enumerated() where (row + 1) * width <= names.count {
      for place in row * width + Int(length)..<(row + 1) * width { names[place] = nil }
    }
    return names
  }

  /// What is asked of some examples.
  ///
  /// - Parameters:
  ///   - array: The targets.
  ///   - lengths: How many steps each example has; nil if all have all.
  ///   - path: Where they lie, for errors.
  /// - Returns: The rows; where nothing is asked, no class.
  /// - Throws: `unfitData` for texts where numbers are asked for.
  /// - Complexity: O(targets).
  func store(
    _ array: NumberArray, lengths: [Int32]?, path: String
  ) throws(DataError) -> RowStore {
    let width = array.rowSize
    switch targets {
    case .classes(let classes) where places.isEmpty:
      let numbers = array.numbers ?? []
      let rows = stride(from: 0, to: numbers.count, by: width).map { first in
        numbers[first..<first + width].firstIndex(of: 1).map { UInt8($0 - first) } ?? RowStore.none
      }
      return RowStore(rows, classes: classes.count)
    case .classes(let classes), .stepClasses(let classes):
      let isPerStep = if case .stepClasses = targets { true } else { false }
      let names = Self.names((array, lengths), isPerStep: isPerStep) ?? []
      return RowStore(
        names.map { $0.flatMap { places[$0] } ?? RowStore.none }, classes: classes.count,
        places: width)
    case .labels, .numbers, .nextSymbol:
      guard let numbers = array.numbers else {
        throw .unfitData(path: path, .shapeWithoutMeaning("texts of " + array.shapeText))
      }
      return RowStore(numbers, width: width)
    }
  }
}
