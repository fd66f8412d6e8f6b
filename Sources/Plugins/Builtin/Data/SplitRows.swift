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
    let chosen = rows.map(Int32.init)
    let count = chosen.count * split.pixelCount
    precondition(count <= destination.count, "\(count) numbers into \(destination.count)")
    // SAFETY: the buffer has room for `count` numbers, outlives the span, and nobody else writes it.
    var target = unsafe MutableSpan(_unsafeStart: destination.base, count: count)
    split.fillImages(of: chosen.span, into: &target)
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
    let chosen = rows.map(Int32.init)
    let count = chosen.count * split.classCount
    precondition(count <= destination.count, "\(count) numbers into \(destination.count)")
    // SAFETY: the buffer has room for `count` numbers, outlives the span, and nobody else writes it.
    var target = unsafe MutableSpan(_unsafeStart: destination.base, count: count)
    split.fillOneHot(of: chosen.span, into: &target)
  }
}
