import Synchronization

/// A part of a data set: `N` images of `P` pixels each, with their labels.
///
/// Rows are counted from 0 within the split. The bytes are shared with the other splits of the data
/// set; the numbers a network reads are made from them on the way.
package final class Split: Sendable {
  /// What a grey value is multiplied with; the tutorial's loader multiplies too, so 255 gives 1
  /// and every other value the very bits it had there.
  package static let scale: Float = 1 / 255

  /// `train`, `validation` or `test`.
  package let name: String
  /// How many examples there are, `N`.
  package let count: Int
  /// How many pixels an image has, `P`.
  package let pixelCount: Int
  /// How many classes there are, `C`.
  package let classCount: Int

  private let records: Records
  private let firstRow: Int
  /// All images as numbers, made when first asked for.
  private let normalised = Mutex<[Float]?>(nil)
  /// `contentHash`, made when first asked for.
  private let hash = Mutex<String?>(nil)

  /// Takes some rows of records.
  ///
  /// - Precondition: the records have `pixels` bytes for each label, the rows exist, and the
  ///   labels are below `classes`.
  init(name: String, of records: Records, rows: Range<Int>, pixels: Int, classes: Int) {
    precondition(
      records.images.count == records.count * pixels,
      "\(records.images.count) bytes are not \(records.count) images of \(pixels) pixels")
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= records.count,
      "rows \(rows) of \(records.count) records")
    precondition(
      records.labels[rows].allSatisfy { Int($0) < classes }, "a label of \(classes) or more")
    self.name = name
    self.records = records
    firstRow = rows.lowerBound
    count = rows.count
    pixelCount = pixels
    classCount = classes
  }

  /// The labels of all rows, `[N]`.
  ///
  /// - Complexity: O(N), copied.
  package var labels: [UInt8] { Array(records.labels[firstRow..<firstRow + count]) }

  /// The label of a row.
  ///
  /// - Precondition: the row exists.
  package func label(at row: Int) -> UInt8 {
    precondition((0..<count).contains(row), "row \(row) of \(count)")
    return records.labels[firstRow + row]
  }

  /// The grey values of a row's image, `[P]`, 0 white and 255 black, without a copy.
  ///
  /// - Precondition: the row exists.
  package func image(at row: Int) -> ArraySlice<UInt8> {
    precondition((0..<count).contains(row), "row \(row) of \(count)")
    let start = (firstRow + row) * pixelCount
    return records.images[start..<start + pixelCount]
  }

  /// All images as numbers 0…1, `[N, P]`; made once, at the first call, then kept.
  ///
  /// - Complexity: O(N · P) the first time, O(1) later; 4 bytes for each pixel.
  package var images: [Float] {
    normalised.withLock { kept in
      if let kept { return kept }
      var numbers = [Float](repeating: 0, count: count * pixelCount)
      var span = numbers.mutableSpan
      fillImages(of: 0..<count, into: &span)
      kept = numbers
      return numbers
    }
  }

  /// All labels as one-hot numbers, `[N, C]`.
  ///
  /// - Complexity: O(N · C).
  package var oneHotLabels: [Float] {
    var numbers = [Float](repeating: 0, count: count * classCount)
    for row in 0..<count { numbers[row * classCount + Int(label(at: row))] = 1 }
    return numbers
  }

  /// How often each class occurs, `[C]`.
  ///
  /// - Complexity: O(N).
  package var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for label in records.labels[firstRow..<firstRow + count] { counts[Int(label)] += 1 }
    return counts
  }
}

extension Split {
  /// Writes the images of neighbouring rows as numbers 0…1.
  ///
  /// - Parameters:
  ///   - rows: Which rows.
  ///   - target: Receives `[rows, P]`; exactly as long.
  /// - Precondition: the rows exist and `target` has their size.
  /// - Complexity: O(rows · P), no allocation.
  package func fillImages(of rows: Range<Int>, into target: inout MutableSpan<Float>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows \(rows) of \(count)")
    precondition(
      target.count == rows.count * pixelCount,
      "\(rows.count) images of \(pixelCount) pixels into \(target.count) numbers")
    let images = records.images
    for (place, row) in rows.enumerated() {
      fill(row: row, of: images.span, at: place, into: &target)
    }
  }

  /// Writes the images of chosen rows as numbers 0…1, in the order of the choice.
  ///
  /// - Parameters:
  ///   - rows: Which rows, as ``BatchIterator`` gives them.
  ///   - target: Receives `[rows, P]`; exactly as long.
  /// - Precondition: the rows exist and `target` has their size.
  /// - Complexity: O(rows · P), no allocation.
  package func fillImages(of rows: Span<Int32>, into target: inout MutableSpan<Float>) {
    precondition(
      target.count == rows.count * pixelCount,
      "\(rows.count) images of \(pixelCount) pixels into \(target.count) numbers")
    let images = records.images
    for place in rows.indices {
      fill(row: Int(rows[place]), of: images.span, at: place, into: &target)
    }
  }

  /// Writes the labels of chosen rows as one-hot numbers, in the order of the choice.
  ///
  /// - Parameters:
  ///   - rows: Which rows, as ``BatchIterator`` gives them.
  ///   - target: Receives `[rows, C]`; exactly as long, every number overwritten.
  /// - Precondition: the rows exist and `target` has their size.
  /// - Complexity: O(rows · C), no allocation.
  package func fillOneHot(of rows: Span<Int32>, into target: inout MutableSpan<Float>) {
    precondition(
      target.count == rows.count * classCount,
      "\(rows.count) labels of \(classCount) classes into \(target.count) numbers")
    for index in target.indices { target[index] = 0 }
    for place in rows.indices {
      target[place * classCount + Int(label(at: Int(rows[place])))] = 1
    }
  }

  /// The SHA-256 of the numbers a network reads, in hexadecimal.
  ///
  /// They are those of `images` as `[N, P]` and of the one-hot labels as `[N, C]`, both as 32-bit
  /// floats, lowest byte first: numpy's `hashlib.sha256(array.astype("<f4").tobytes())`.
  ///
  /// - Complexity: O(N · (P + C)).
  package func hashes() -> (images: String, labels: String) {
    var imageHash = ContentHash()
    var labelHash = ContentHash()
    var image = [Float](repeating: 0, count: pixelCount)
    for row in 0..<count {
      var span = image.mutableSpan
      fillImages(of: row..<row + 1, into: &span)
      imageHash.update(image.span)
      var oneHot = [Float](repeating: 0, count: classCount)
      oneHot[Int(label(at: row))] = 1
      labelHash.update(oneHot.span)
    }
    return (imageHash.hexadecimal(), labelHash.hexadecimal())
  }

  /// The SHA-256 of the bytes of all images and then of all labels, in hexadecimal: equal where
  /// the same examples stand in the same order.
  ///
  /// - Complexity: O(N · P) the first time, O(1) later.
  package var contentHash: String {
    hash.withLock { kept in
      if let kept { return kept }
      var made = ContentHash()
      let (images, labels) = (records.images, records.labels)
      let (first, end) = (firstRow, firstRow + count)
      made.update(images.span.extracting(first * pixelCount..<end * pixelCount))
      made.update(labels.span.extracting(first..<end))
      let text = made.hexadecimal()
      kept = text
      return text
    }
  }

  /// Writes one image as numbers at the given place of a batch.
  private func fill(
    row: Int, of images: Span<UInt8>, at place: Int, into target: inout MutableSpan<Float>
  ) {
    precondition(row >= 0 && row < count, "row \(row) of \(count)")
    let start = (firstRow + row) * pixelCount
    let source = images.extracting(start..<start + pixelCount)
    let offset = place * pixelCount
    for pixel in source.indices { target[offset + pixel] = Float(source[pixel]) * Split.scale }
  }
}
