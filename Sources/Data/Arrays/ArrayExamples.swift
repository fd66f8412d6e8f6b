/// Arrays as examples: inputs with what is asked of them.
package struct ArrayExamples {
  /// Some inputs with their targets.
  package struct Rows: Sendable {
    /// The inputs, `[N, …]`.
    package let inputs: NumberArray
    /// What is asked of them, `[N, …]`.
    package let targets: NumberArray
    /// How many steps each has, `[N]`; nil if all have as many as there are.
    package let lengths: NumberArray?

    /// Puts arrays together.
    package init(_ inputs: NumberArray, _ targets: NumberArray, lengths: NumberArray? = nil) {
      (self.inputs, self.targets, self.lengths) = (inputs, targets, lengths)
    }
  }

  /// How many numbers a step may have.
  static let featureLimit = 100_000

  private let path: String
  private let rows: Rows
  private let test: Rows?
  private let form: ArrayForm
  private let asked: ArrayTargets
  private let lengths: (own: [Int32]?, test: [Int32]?)

  /// Finds out what the examples are, and what is asked of them.
  ///
  /// - Parameters:
  ///   - path: Where the arrays lie, for errors.
  ///   - rows: The examples, `[N, H, W]` of bytes, `[N, T, I]`, `[N, T]` or `[N]`. With lengths,
  ///     bytes are no images.
  ///   - test: Those that are known to be for the test.
  ///   - targetIsClass: Whether whole numbers that are asked for are classes; found out if nil.
  /// - Throws: `unfitData`.
  /// - Complexity: O(targets).
  package init(
    path: String, _ rows: Rows, test: Rows?, targetIsClass: Bool?
  ) throws(DataError) {
    (self.path, self.rows, self.test) = (path, rows, test)
    let form = try ArrayForm(rows.inputs, path: path, areSequences: rows.lengths != nil)
    func lengths(_ rows: Rows) throws(DataError) -> [Int32]? {
      try ArrayLengths.read(
        rows.lengths, count: rows.inputs.count, steps: form.steps, path: path)
    }
    guard test.map({ ($0.lengths == nil) == (rows.lengths == nil) }) ?? true else {
      throw .unfitData(path: path, .lengthsOfOnePart)
    }
    self.lengths = (
      try lengths(rows), try test.flatMap { test throws(DataError) in try lengths(test) }
    )
    self.form = form
    asked = try ArrayTargets(
      (rows.targets, self.lengths.own),
      test: test.map { [lengths = self.lengths] in ($0.targets, lengths.test) }, form,
      path: path, isClass: targetIsClass)
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
      examples: examples(rows, lengths.own),
      test: test.map { test throws(DataError) in try examples(test, lengths.test) },
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

  private func examples(_ own: Rows, _ lengths: [Int32]?) throws(DataError) -> ExampleRows {
    let found = try ArrayForm(own.inputs, path: path, areSequences: rows.lengths != nil)
    guard found == form, own.targets.rowSize == rows.targets.rowSize
    else {
      throw .unfitData(
        path: path, .shapesDiffer(found: own.inputs.shapeText, expected: rows.inputs.shapeText))
    }
    guard own.inputs.count == own.targets.count else {
      throw .unfitData(
        path: path, .countsDiffer(inputs: own.inputs.count, targets: own.targets.count))
    }
    return ExampleRows(
      inputs: try form.store(own.inputs, lengths: lengths, path: path),
      targets: try asked.store(own.targets, lengths: lengths, path: path), lengths: lengths)
  }
}
