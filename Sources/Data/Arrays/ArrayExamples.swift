/// Arrays as examples: inputs with what is asked of them.
package struct ArrayExamples {
  /// How many numbers a step may have.
  static let featureLimit = 100_000

  /// Where the arrays lie, for errors.
  package let path: String
  /// What the examples are: `[N, H, W]` of bytes, `[N, T, I]`, `[N, T]` or `[N]`.
  package let inputs: NumberArray
  /// What is asked of each.
  package let targets: NumberArray
  /// Those that are known to be for the test.
  package var test: (inputs: NumberArray, targets: NumberArray)?
  /// Whether whole numbers that are asked for are classes; found out if nil.
  package var targetIsClass: Bool?

  /// Examples.
  package init(path: String, inputs: NumberArray, targets: NumberArray) {
    (self.path, self.inputs, self.targets) = (path, inputs, targets)
  }

  /// Whether what is asked looks like one class for each row.
  package var mayAskForClasses: Bool {
    if targets.rowSize == 1 { return targets.isOfIntegers || targets.numbers == nil }
    guard let form = try? ArrayForm(inputs, path: path), let asked = try? ArrayTargets(self, form)
    else { return false }
    if case .classes = asked.targets { return true }
    return false
  }

  /// Makes a data set of them.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - division: How the examples are divided, but for those of the test if they are known.
  ///   - isScaled: Whether a network is to scale numbers; images never are.
  /// - Returns: The data.
  /// - Throws: `unfitData`.
  /// - Complexity: O(elements).
  package func data(
    named name: String, _ division: Division, isScaled: Bool
  ) throws(DataError) -> DataSet {
    let form = try ArrayForm(inputs, path: path)
    let asked = try ArrayTargets(self, form)
    func rows(_ inputs: NumberArray, _ targets: NumberArray) throws(DataError) -> ExampleRows {
      guard try ArrayForm(inputs, path: path) == form, targets.rowSize == self.targets.rowSize
      else {
        throw .unfitData(
          path: path, .shapesDiffer(found: inputs.shapeText, expected: self.inputs.shapeText))
      }
      guard inputs.count == targets.count else {
        throw .unfitData(path: path, .countsDiffer(inputs: inputs.count, targets: targets.count))
      }
      return ExampleRows(
        inputs: try form.store(inputs, path: path), targets: try asked.store(targets, path: path))
    }
    return try DataSet(
      name: name, path: path,
      form: ExampleForm(inputs: form.inputs, targets: asked.targets),
      examples: rows(inputs, targets),
      test: test.map { test throws(DataError) in try rows(test.inputs, test.targets) },
      division: division, isScaled: isScaled && !form.isOfImages,
      meaning: ArrayMeaning(form: form, targets: asked.targets))
  }
}

/// What the rows of an array are to a network.
struct ArrayForm: Hashable {
  /// How many steps each has, `T`: the rows of an image.
  let steps: Int
  /// How many numbers a step has, `I`.
  let features: Int
  /// Whether they are images of grey values.
  let isOfImages: Bool

  /// Finds out what an array is.
  ///
  /// - Throws: `unfitData` for a shape that is neither images nor sequences.
  init(_ array: NumberArray, path: String) throws(DataError) {
    var shape = array.shape
    if shape.count == 4, shape[3] == 1 { shape.removeLast() }
    let isBytes = if case .bytes = array.contents { true } else { false }
    guard (1...3).contains(shape.count), array.numbers != nil || isBytes else {
      throw .unfitData(path: path, .shapeWithoutMeaning(array.shapeText))
    }
    let (steps, features) = (
      shape.count > 1 ? shape[1] : 1, shape.count > 2 ? shape[2] : 1
    )
    guard shape[0] > 0, steps > 0, features > 0, features <= ArrayExamples.featureLimit else {
      throw .unfitData(path: path, .shapeWithoutMeaning(array.shapeText))
    }
    self.init(steps: steps, features: features, isOfImages: isBytes && shape.count == 3)
  }

  /// A form that is known.
  init(steps: Int, features: Int, isOfImages: Bool) {
    (self.steps, self.features, self.isOfImages) = (steps, features, isOfImages)
  }

  /// The same as what examples are.
  var inputs: ExampleForm.Inputs {
    isOfImages
      ? .image(ImageSize(height: steps, width: features))
      : .numbers(
        steps: steps, names: features == 1 ? ["value"] : (1...features).map { "value-\($0)" })
  }

  /// The rows of an array of this form.
  ///
  /// - Throws: `unfitData` for texts.
  func store(_ array: NumberArray, path: String) throws(DataError) -> RowStore {
    if isOfImages, case .bytes(let bytes) = array.contents {
      return RowStore(bytes, scale: Split.scale, width: steps * features)
    }
    guard let numbers = array.numbers else {
      throw .unfitData(path: path, .shapeWithoutMeaning("texts of " + array.shapeText))
    }
    return RowStore(numbers, width: steps * features)
  }
}

/// What an array of targets asks for.
private struct ArrayTargets {
  let targets: ExampleForm.Targets
  private let places: [String: UInt8]

  init(_ examples: ArrayExamples, _ form: ArrayForm) throws(DataError) {
    let (array, path) = (examples.targets, examples.path)
    let width = array.rowSize
    let isPerStep = width == form.steps && width > 1 && array.isOfIntegers
    let mayBeClasses = width == 1 || isPerStep
    if mayBeClasses, examples.targetIsClass ?? (array.isOfIntegers || array.numbers == nil),
      let names = Self.names(array)
    {
      var distinct = Set(names)
      if let test = examples.test { distinct.formUnion(Self.names(test.targets) ?? []) }
      let classes = distinct.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
      guard classes.count > 1 else {
        throw .unfitData(path: path, .oneClass(column: nil, name: classes.first ?? ""))
      }
      guard classes.count <= RowStore.classLimit else {
        throw .unfitData(
          path: path,
          .tooManyClasses(column: nil, classes: classes.count, limit: RowStore.classLimit))
      }
      targets = isPerStep ? .stepClasses(classes) : .classes(classes)
      places = Dictionary(uniqueKeysWithValues: zip(classes, UInt8(0)...))
      return
    }
    guard let numbers = array.numbers else {
      throw .unfitData(path: path, .shapeWithoutMeaning("texts of " + array.shapeText))
    }
    let names = width == 1 ? ["y"] : (0..<width).map(String.init)
    places = [:]
    guard width > 1, numbers.allSatisfy({ $0 == 0 || $0 == 1 }), width <= RowStore.classLimit else {
      targets = .numbers(width == 1 ? names : (1...width).map { "y-\($0)" })
      return
    }
    let areOneHot = stride(from: 0, to: numbers.count, by: width).allSatisfy { first in
      numbers[first..<first + width].reduce(0, +) == 1
    }
    targets = areOneHot ? .classes(names) : .labels(names)
  }

  /// Each element as the name of a class; nil where numbers are no whole ones.
  private static func names(_ array: NumberArray) -> [String]? {
    if case .texts(let texts) = array.contents { return texts }
    return array.integers?.map(String.init)
  }

  func store(_ array: NumberArray, path: String) throws(DataError) -> RowStore {
    let width = array.rowSize
    switch targets {
    case .classes(let classes) where places.isEmpty:
      let numbers = array.numbers ?? []
      let rows = stride(from: 0, to: numbers.count, by: width).map { first in
        numbers[first..<first + width].firstIndex(of: 1).map { UInt8($0 - first) } ?? RowStore.none
      }
      return RowStore(rows, classes: classes.count)
    case .classes(let classes), .stepClasses(let classes):
      let names = Self.names(array) ?? []
      return RowStore(
        names.map { places[$0] ?? RowStore.none }, classes: classes.count, places: width)
    case .labels, .numbers, .nextSymbol:
      guard let numbers = array.numbers else {
        throw .unfitData(path: path, .shapeWithoutMeaning("texts of " + array.shapeText))
      }
      return RowStore(numbers, width: width)
    }
  }
}
