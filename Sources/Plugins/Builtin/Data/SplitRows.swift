package import MNLData
package import MNLTensor

/// The images of a split as rows that a plan reads, `[N, P]`, converted from bytes on the way.
package struct SplitImages: RowSource {
  /// The split whose images these are.
  package let split: Split
  /// The size of every image, `P` pixels.
  package let imageSize: ImageSize

  /// Makes the rows of a split.
  package init(_ split: Split, imageSize: ImageSize) {
    self.split = split
    self.imageSize = imageSize
  }

  /// `[N, P]`.
  package var shape: Shape { [split.count, split.pixelCount] }

  /// Writes the images of some rows as numbers 0…1, one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  package func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    let size = split.pixelCount
    precondition(rows.count * size <= destination.count, "\(rows.count) images of \(size)")
    for (place, row) in zip(0..., rows) {
      // SAFETY: the buffer has room for the row, outlives the span, and nobody else writes it.
      var target = unsafe MutableSpan(
        _unsafeStart: destination.from(place * size).base, count: size)
      split.fillImages(of: row..<row + 1, into: &target)
    }
  }
}

/// The labels of a split as one-hot rows that a plan reads, `[N, C]`.
package struct SplitLabels: RowSource {
  /// The split whose labels these are.
  package let split: Split

  /// Makes the rows of a split.
  package init(_ split: Split) { self.split = split }

  /// `[N, C]`.
  package var shape: Shape { [split.count, split.classCount] }

  /// Writes the labels of some rows as one-hot numbers, one row after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  package func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    let size = split.classCount
    precondition(rows.count * size <= destination.count, "\(rows.count) labels of \(size)")
    for (place, row) in zip(0..., rows) {
      // SAFETY: the buffer has room for the row, outlives the span, and nobody else writes it.
      var target = unsafe MutableSpan(
        _unsafeStart: destination.from(place * size).base, count: size)
      let chosen: InlineArray<1, Int32> = [Int32(row)]
      split.fillOneHot(of: chosen.span, into: &target)
    }
  }
}
