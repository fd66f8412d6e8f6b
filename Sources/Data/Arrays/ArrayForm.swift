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
  /// - Parameters:
  ///   - array: The array.
  ///   - path: Where it lies, for errors.
  ///   - areSequences: Whether bytes are no images.
  /// - Throws: `unfitData` for a shape that is neither images nor sequences.
  init(_ array: NumberArray, path: String, areSequences: Bool = false) throws(DataError) {
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
    self.init(
      steps: steps, features: features, isOfImages: isBytes && shape.count == 3 && !areSequences)
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
  ///   - lengths: How many steps each row has; nil if all have all.
  ///   - path: Where it lies, for errors.
  ///   - isInverted: Whether 255 becomes 0 in images.
  /// - Returns: The rows.
  /// - Throws: `unfitData` for texts.
  func store(
    _ array: NumberArray, lengths: [Int32]? = nil, path: String, isInverted: Bool = false
  ) throws(DataError) -> RowStore {
    if isOfImages, case .bytes(let bytes) = array.contents {
      return RowStore(
        isInverted ? bytes.map { 255 - $0 } : bytes, scale: Split.scale, width: steps * features)
    }
    guard let numbers = array.numbers else {
      throw .unfitData(path: path, .shapeWithoutMeaning("texts of " + array.shapeText))
    }
    return RowStore(
      lengths.map { ArrayLengths.cut(numbers, to: $0, steps: steps) } ?? numbers,
      width: steps * features)
  }
}
