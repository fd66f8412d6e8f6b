/// The sizes of a tensor, the first of which may be open: it stands for the rows of a batch.
///
/// A shape is written `[none, 784]`: an open first dimension, then 784. After a reshape the open
/// dimension may be a multiple of the batch, written `[none*28, 128]`.
package struct Shape: Hashable, Sendable {
  /// One size of a shape.
  package enum Dimension: Hashable, Sendable {
    /// A size known when the graph is built, at least 0.
    case fixed(Int)
    /// So many rows for each row of the batch, at least 1.
    case batch(times: Int)
  }

  /// The sizes, outermost first; only the first may be open.
  package let dimensions: [Dimension]
  /// The number of elements: of one row of the batch if the shape is open, else of all; the largest
  /// number where no number is large enough.
  package let count: Int

  /// A shape of known sizes; no sizes make a scalar.
  ///
  /// - Precondition: no size is negative.
  package init(_ sizes: [Int]) {
    precondition(sizes.allSatisfy { $0 >= 0 }, "sizes of a shape are not negative")
    self.init(dimensions: sizes.map(Dimension.fixed))
  }

  /// A shape with an open first dimension: `rowsPerItem` rows for each row of the batch.
  ///
  /// - Precondition: `rowsPerItem` is at least 1, no size is negative.
  package init(batchTimes rowsPerItem: Int = 1, _ sizes: [Int]) {
    precondition(rowsPerItem >= 1 && sizes.allSatisfy { $0 >= 0 }, "sizes are not negative")
    self.init(dimensions: [.batch(times: rowsPerItem)] + sizes.map(Dimension.fixed))
  }

  /// A shape as scripts write it, where `nil` is `none`.
  ///
  /// - Throws: `ShapeError` if another dimension than the first is open or a size is negative.
  package init(sizes: [Int?]) throws(ShapeError) {
    for (index, size) in sizes.enumerated() where (size == nil && index > 0) || (size ?? 0) < 0 {
      throw ShapeError(operation: "shape", shapes: [], expected: .openFirst(position: index))
    }
    if let first = sizes.first, first == nil {
      self.init(batchTimes: 1, sizes.dropFirst().compactMap(\.self))
    } else {
      self.init(sizes.compactMap(\.self))
    }
  }

  /// The shape of a single number.
  package static var scalar: Shape { Shape([]) }

  /// How many dimensions there are; 0 for a scalar.
  package var rank: Int { dimensions.count }

  /// Whether the first dimension stands for the batch.
  package var isOpen: Bool { rowsPerItem != nil }

  /// How many rows the first dimension has for each row of the batch, if it is open.
  package var rowsPerItem: Int? {
    if case .batch(let times)? = dimensions.first { times } else { nil }
  }

  /// The known sizes: all of a closed shape, all but the first of an open one.
  package var fixedSizes: [Int] {
    dimensions.compactMap { if case .fixed(let size) = $0 { size } else { nil } }
  }

  /// The first size, if it is known.
  package var firstSize: Int? {
    if case .fixed(let size)? = dimensions.first { size } else { nil }
  }

  /// The last size, if it is known.
  package var lastSize: Int? {
    if case .fixed(let size)? = dimensions.last { size } else { nil }
  }

  /// The shape for a batch of `batch` rows, closed.
  package func resolved(batch: Int) -> Shape {
    guard let rowsPerItem else { return self }
    return Shape([rowsPerItem * batch] + fixedSizes)
  }

  /// The shape without the dimension at `axis`.
  ///
  /// - Precondition: `axis` is a dimension of the shape.
  package func removing(axis: Int) -> Shape {
    var rest = dimensions
    rest.remove(at: axis)
    return Shape(dimensions: rest)
  }

  /// Whether the dimensions of `other` are the last ones of this shape.
  package func ends(with other: Shape) -> Bool {
    other.rank <= rank && dimensions.suffix(other.rank) == other.dimensions[...]
  }

  /// Whether a tensor of the closed shape `other` may stand for this shape.
  package func admits(_ other: Shape) -> Bool {
    guard other.rank == rank else { return false }
    return zip(dimensions, other.dimensions).allSatisfy { mine, its in
      switch (mine, its) {
      case (.batch(let times), .fixed(let size)): size % times == 0
      default: mine == its
      }
    }
  }

  private init(dimensions: [Dimension]) {
    self.dimensions = dimensions
    count = dimensions.reduce(1) { count, dimension in
      switch dimension {
      case .fixed(let size), .batch(times: let size):
        let (product, overflows) = count.multipliedReportingOverflow(by: size)
        return overflows ? .max : product
      }
    }
  }
}

extension Shape: ExpressibleByArrayLiteral {
  /// A closed shape, as in `[28, 28]`.
  package init(arrayLiteral sizes: Int...) { self.init(sizes) }
}

extension Shape: CustomStringConvertible {
  /// The shape as scripts write it, as in `[none, 784]`.
  package var description: String {
    let words = dimensions.map { dimension in
      switch dimension {
      case .fixed(let size): "\(size)"
      case .batch(times: 1): "none"
      case .batch(let times): "none*\(times)"
      }
    }
    return "[" + words.joined(separator: ", ") + "]"
  }
}
