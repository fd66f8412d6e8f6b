package import MNLData
package import MNLTensor

/// The inputs of a split as rows that a plan reads, `[N, T·I]`, made of what is kept on the way.
package struct SplitInputs: RowSource {
  /// The split whose inputs these are.
  package let split: Split
  /// What the examples are.
  package let form: ExampleForm

  /// Makes the rows of a split.
  package init(_ split: Split, form: ExampleForm) {
    self.split = split
    self.form = form
  }

  /// `[N, T·I]`.
  package var shape: Shape { [split.count, split.inputWidth] }

  /// Writes the inputs of some rows, one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  package func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    let width = split.inputWidth
    precondition(rows.count * width <= destination.count, "\(rows.count) rows of \(width)")
    for (place, row) in zip(0..., rows) {
      // SAFETY: the buffer has room for the row, outlives the span, and nobody else writes it.
      var target = unsafe MutableSpan(
        _unsafeStart: destination.from(place * width).base, count: width)
      split.fillInputs(of: row, into: &target)
    }
  }
}

/// The targets of a split as rows that a plan reads, `[N, C]` or `[N, T·C]`; classes are one-hot.
package struct SplitTargets: RowSource {
  /// The split whose targets these are.
  package let split: Split

  /// Makes the rows of a split.
  package init(_ split: Split) { self.split = split }

  /// `[N, C]` or `[N, T·C]`.
  package var shape: Shape { [split.count, split.targetWidth] }

  /// Writes the targets of some rows, one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  package func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    let width = split.targetWidth
    precondition(rows.count * width <= destination.count, "\(rows.count) rows of \(width)")
    for (place, row) in zip(0..., rows) {
      // SAFETY: the buffer has room for the row, outlives the span, and nobody else writes it.
      var target = unsafe MutableSpan(
        _unsafeStart: destination.from(place * width).base, count: width)
      split.fillTargets(of: row, into: &target)
    }
  }
}

/// How many steps the examples of a split have, as rows that a plan reads, `[N]`.
package struct SplitLengths: RowSource {
  /// The split whose lengths these are.
  package let split: Split

  /// Makes the rows of a split.
  package init(_ split: Split) { self.split = split }

  /// `[N]`.
  package var shape: Shape { [split.count] }

  /// Writes the lengths of some rows, one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  package func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    precondition(rows.count <= destination.count, "\(rows.count) rows")
    for (place, row) in zip(0..., rows) { destination[place] = Float(split.length(at: row)) }
  }
}
