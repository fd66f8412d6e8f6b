/// The built-in data set: digits drawn from strokes, which needs no file and no network.
///
/// Every image has its own random stream, so the first thousand images are the same whether a
/// thousand or a million are made, and training and test images share nothing.
package enum Digits {
  /// How many training images may be asked for; one twelfth of them is for validation.
  package static let trainSizes = 12...1_000_000
  /// How many test images may be asked for.
  package static let testSizes = 1...1_000_000
  /// The size of every image, that of MNIST.
  package static let imageSize = ImageSize(height: DigitCanvas.side, width: DigitCanvas.side)

  /// How many images are made between two looks at whether the user wants to go on.
  private static let patience = 1000

  /// Which random stream an image belongs to.
  private enum Stream: UInt64 {
    case train, trainOrder, test, testOrder
  }

  /// Draws a data set; the same numbers and seed give the same bytes.
  ///
  /// - Parameters:
  ///   - train: How many training images, those for validation among them.
  ///   - test: How many test images.
  ///   - seed: Which handwriting.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Images whose labels are the digits themselves.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(train + test), about 14 µs for each image in a release build.
  package static func make(
    train: Int = 60_000, test: Int = 10_000, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try check(train, "train", trainSizes)
    try check(test, "test", testSizes)
    let training = try draw(train, .train, order: .trainOrder, seed: seed, goesOn: goesOn)
    let testing = try draw(test, .test, order: .testOrder, seed: seed) { goesOn(train + $0) }
    return DataSet(
      name: "digits", imageSize: imageSize, classNames: (0...9).map(String.init), train: training,
      validationCount: train / 12, test: testing)
  }

  private static func check(
    _ value: Int, _ parameter: String, _ allowed: ClosedRange<Int>
  ) throws(DataError) {
    guard allowed.contains(value) else {
      throw .sizeOutOfRange(parameter: parameter, value: value, allowed: allowed)
    }
  }

  private static func draw(
    _ count: Int, _ stream: Stream, order: Stream, seed: UInt64, goesOn: (Int) -> Bool
  ) throws(DataError) -> Records {
    let labels = makeLabels(count, order, seed: seed)
    let pixels = imageSize.pixels
    var images = [UInt8](repeating: 0, count: count * pixels)
    var image = [UInt8](repeating: 0, count: pixels)
    var canvas = DigitCanvas()
    for row in 0..<count {
      if row % patience == 0, !goesOn(row) { throw .interrupted }
      var random = SplitMix64(seed: seed, stream: stream.rawValue, index: UInt64(row))
      let shape = pick(from: DigitShape.styles[Int(labels[row])], using: &random)
      let hand = DigitHand(aspect: shape.aspect, using: &random)
      canvas.clear()
      hand.write(shape, on: &canvas, using: &random)
      var span = image.mutableSpan
      canvas.develop(
        darkness: hand.darkness, grain: hand.grain, random: &random, into: &span)
      images.replaceSubrange(row * pixels..<(row + 1) * pixels, with: image)
    }
    return Records(images: images, labels: labels)
  }

  /// Chooses the digits: each ten neighbours are 0…9 in a random order, so that any beginning of
  /// the data has as many of each as it can.
  private static func makeLabels(_ count: Int, _ stream: Stream, seed: UInt64) -> [UInt8] {
    var labels: [UInt8] = []
    labels.reserveCapacity(count + 10)
    while labels.count < count {
      let block = UInt64(labels.count / 10)
      var random = SplitMix64(seed: seed, stream: stream.rawValue, index: block)
      var digits = Array(Int32(0)...9)
      Shuffle.shuffle(&digits, using: &random)
      labels.append(contentsOf: digits.map(UInt8.init))
    }
    labels.removeLast(labels.count - count)
    return labels
  }

  private static func pick(
    from styles: [DigitShape], using random: inout SplitMix64
  ) -> DigitShape {
    var mark = random.unit() * styles.reduce(0) { $0 + $1.weight }
    for style in styles.dropLast() {
      if mark < style.weight { return style }
      mark -= style.weight
    }
    return styles[styles.count - 1]
  }
}
