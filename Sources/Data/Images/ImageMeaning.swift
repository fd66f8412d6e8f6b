/// What images mean to a model that was made for them.
package struct ImageMeaning: DataMeaning {
  /// `images`.
  package static var kind: String { "images" }

  /// Their height.
  package let height: Int
  /// Their width.
  package let width: Int
  /// What an image is one of.
  package let classes: [String]
  /// Whether a network reads what the grey values lack to white.
  package let isInverted: Bool
  /// Whether images of other sizes are scaled.
  package let isScaled: Bool

  /// A meaning.
  package init(size: ImageSize, classes: [String], isInverted: Bool, isScaled: Bool) {
    (height, width, self.classes) = (size.height, size.width, classes)
    (self.isInverted, self.isScaled) = (isInverted, isScaled)
  }

  /// Their size.
  package var size: ImageSize { ImageSize(height: height, width: width) }
  /// One of the classes.
  package var targets: ExampleForm.Targets { .classes(classes) }
  /// `class`.
  package var question: String { "class" }
  /// The rows of an image.
  package var steps: Int { height }
  /// The pixels of a row.
  package var features: Int { width }
  /// Whether it can be.
  package var isSound: Bool {
    (1...GreyImage.limit).contains(height) && (1...GreyImage.limit).contains(width)
      && height * width <= GreyImage.limit && (2...RowStore.classLimit).contains(classes.count)
  }
}

extension ImageMeaning {
  /// Reads images for the model.
  ///
  /// - Parameters:
  ///   - files: Where they lie, and what answers call them.
  ///   - folder: What they are all in, for errors.
  ///   - goesOn: Asked with how many are read; false stops.
  /// - Returns: A question for each.
  /// - Throws: What is wrong with a file; `imageSizesDiffer`; `interrupted`.
  /// - Complexity: O(bytes).
  package func questions(
    _ files: [(path: String, name: String)], in folder: String, goesOn: (Int) -> Bool
  ) throws(DataError) -> Questions {
    try ImageFolder.checkMemory(files.count, size, path: folder)
    var pixels: [UInt8] = []
    for (index, file) in files.enumerated() {
      let image = try ImageFile.read(path: file.path, named: file.name)
      guard isScaled || image.size == size else {
        throw .imageSizesDiffer(
          path: file.name, found: image.size, other: nil, expected: size)
      }
      pixels += image.scaled(to: size).values(isInverted: isInverted)
      guard goesOn(index + 1) else { throw .interrupted }
    }
    return Questions(
      inputs: RowStore(pixels, scale: Split.scale, width: size.pixels),
      names: .files(files.map(\.name)))
  }
}
