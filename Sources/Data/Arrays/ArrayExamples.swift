/// Arrays as examples: inputs with what is asked of them.
package struct ArrayExamples {
  /// Some inputs with their targets.
  package typealias Rows = (inputs: NumberArray, targets: NumberArray)

  /// How many numbers a step may have.
  static let featureLimit = 100_000

  private let path: String
  private let rows: Rows
  private let test: Rows?
  private let form: ArrayForm
  private let asked: ArrayTargets

  /// Finds out what the examples are, and what is asked of them.
  ///
  /// - Parameters:
  ///   - path: Where the arrays lie, for errors.
  ///   - rows: The examples, `[N, H, W]` of bytes, `[N, T, I]`, `[N, T]` or `[N]`.
  ///   - test: Those that are known to be for the test.
  ///   - targetIsClass: Whether whole numbers that are asked for are classes; found out if nil.
  /// - Throws: `unfitData`.
  /// - Complexity: O(targets).
  package init(
    path: String, _ rows: Rows, test: Rows?, targetIsClass: Bool?
  ) throws(DataError) {
    (self.path, self.rows, self.test) = (path, rows, test)
    form = try ArrayForm(rows.inputs, path: path)
    asked = try ArrayTargets(
      rows.targets, test: test?.targets, form, path: path, isClass: targetIsClass)
  }

  /// Whether one class is asked for of each example.
  package var asksForClasses: Bool { if case .classes = asked.targets { true } else { false } }

  /// Makes a data set.
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
    try DataSet(
      name: name, path: path,
      form: ExampleForm(inputs: form.inputs, targets: asked.targets),
      examples: examples(rows),
      test: test.map { test throws(DataError) in try examples(test) },
      division: division, isScaled: isScaled && !form.isOfImages,
      meaning: meaning)
  }

  /// What a model keeps: of images that are told apart, the same as of those in files of their own.
  private var meaning: any DataMeaning {
    if case .image(let size) = form.inputs, case .classes(let classes) = asked.targets {
      let images = ImageMeaning(size: size, classes: classes, isInverted: false, isScaled: false)
      if images.isSound { return images }
    }
    return ArrayMeaning(form: form, targets: asked.targets)
  }

  private func examples(_ own: Rows) throws(DataError) -> ExampleRows {
    guard try ArrayForm(own.inputs, path: path) == form, own.targets.rowSize == rows.targets.rowSize
    else {
      throw .unfitData(
        path: path, .shapesDiffer(found: own.inputs.shapeText, expected: rows.inputs.shapeText))
    }
    guard own.inputs.count == own.targets.count else {
      throw .unfitData(
        path: path, .countsDiffer(inputs: own.inputs.count, targets: own.targets.count))
    }
    return ExampleRows(
      inputs: try form.store(own.inputs, path: path),
      targets: try asked.store(own.targets, path: path))
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
    guard (1...3).contains(shape.count), !array.isOfTexts else {
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
  /// - Parameters:
  ///   - array: The array.
  ///   - path: Where it lies, for errors.
  ///   - isInverted: Whether 255 becomes 0 in images.
  /// - Returns: The rows.
  /// - Throws: `unfitData` for texts.
  func store(
    _ array: NumberArray, path: String, isInverted: Bool = false
  ) throws(DataError) -> RowStore {
    if isOfImages, case .bytes(let bytes) = array.contents {
      return RowStore(
        isInverted ? bytes.map { 255 - $0 } : bytes, scale: Split.scale, width: steps * features)
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

  init(
    _ array: NumberArray, test: NumberArray?, _ form: ArrayForm, path: String, isClass: Bool?
  ) throws(DataError) {
    let width = array.rowSize
    let isPerStep = width == form.steps && width > 1 && array.isOfIntegers
    let isBinary = array.numbers.map { $0.allSatisfy { $0 == 0 || $0 == 1 } } ?? false
    if isPerStep, isBinary, isClass == nil {
      throw .unfitData(path: path, .ambiguousTargets(width))
    }
    if width == 1 || isPerStep, isClass ?? (array.isOfIntegers || array.numbers == nil),
      let names = Self.names(array)
    {
      var distinct = Set(names)
      if let test { distinct.formUnion(Self.names(test) ?? []) }
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
