/// What a model keeps of the arrays that it was made for.
package struct ArrayMeaning: DataMeaning {
  /// `arrays`.
  package static var kind: String { "arrays" }

  /// What is asked of each row.
  package let targets: ExampleForm.Targets
  /// How many steps a row has, `T`.
  package let steps: Int
  /// How many numbers a step has, `I`.
  package let features: Int
  /// Whether rows are images of grey values.
  package let areImages: Bool
  /// Whether a network reads what the values of images lack to 255.
  private var isInverted = false

  private enum CodingKeys: CodingKey { case targets, steps, features, areImages }

  init(form: ArrayForm, targets: ExampleForm.Targets) {
    (steps, features, areImages) = (form.steps, form.features, form.isOfImages)
    self.targets = targets
  }

  /// The same for a model of images in files of their own.
  package init(_ images: ImageMeaning) {
    (steps, features, areImages) = (images.height, images.width, true)
    (targets, isInverted) = (images.targets, images.isInverted)
  }

  /// Reads what a model keeps of arrays or of images; nil if it was made for something else.
  ///
  /// - Parameter word: The word of its file.
  /// - Returns: What it means for arrays.
  package static func ofArraysOrImages(_ word: String) -> Self? {
    Self(decoding: word) ?? ImageMeaning(decoding: word).map(Self.init)
  }

  /// `class`.
  package var question: String { "class" }

  /// Whether it can be.
  package var isSound: Bool {
    steps >= 1 && (1...ArrayExamples.featureLimit).contains(features) && !targets.names.isEmpty
  }

  /// Rows of another array for the model.
  ///
  /// - Parameters:
  ///   - array: The rows.
  ///   - lengths: How many steps each has; nil if all have all.
  ///   - path: Where they lie, for errors.
  /// - Returns: A question for each.
  /// - Throws: `unfitData` for an array of another form.
  /// - Complexity: O(elements).
  package func questions(
    _ array: NumberArray, lengths: NumberArray? = nil, path: String
  ) throws(DataError) -> Questions {
    let form = ArrayForm(steps: steps, features: features, isOfImages: areImages)
    let found = try ArrayForm(
      array, path: path, areSequences: !areImages && lengths != nil)
    guard found == form else {
      let kind = areImages ? "images of bytes" : "numbers"
      throw .unfitData(
        path: path,
        .shapesDiffer(
          found: array.shapeText, expected: "\(array.count) x \(steps) x \(features) \(kind)"))
    }
    let lengths = try ArrayLengths.read(lengths, count: array.count, steps: steps, path: path)
    return Questions(
      inputs: try form.store(array, lengths: lengths, path: path, isInverted: isInverted),
      lengths: lengths,
      names: .places(Array(0..<array.count), noun: "row"))
  }
}
