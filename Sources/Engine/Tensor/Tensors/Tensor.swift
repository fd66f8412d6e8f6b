/// A value of known shape with contiguous elements, the last dimension fastest.
///
/// Copies share storage until one of them is written. Truth values are 0 and 1, indices whole
/// numbers: all elements have the type of the tensor.
package struct Tensor<Scalar: EngineScalar>: Sendable {
  /// The sizes; never open.
  package let shape: Shape
  private var storage: TensorStorage<Scalar>

  /// A tensor of the given shape with its elements in row-major order.
  ///
  /// - Precondition: `shape` is closed and has as many elements as there are `values`.
  package init(_ shape: Shape, _ values: [Scalar]) {
    precondition(shape.count == values.count, "\(shape) takes \(shape.count) elements")
    self.init(shape) { buffer in
      for index in values.indices { buffer[index] = values[index] }
    }
  }

  /// A tensor all of whose elements are `value`.
  package init(_ shape: Shape, repeating value: Scalar) {
    self.init(shape) { $0.fill(value) }
  }

  /// A single number.
  package init(_ value: Scalar) { self.init(.scalar, repeating: value) }

  /// A tensor whose elements `body` writes; they are zeros before.
  ///
  /// - Precondition: `shape` is closed.
  package init(_ shape: Shape, filledBy body: (Buffer<Scalar>) -> Void) {
    precondition(!shape.isOpen, "a tensor has known sizes")
    self.shape = shape
    storage = TensorStorage(count: shape.count)
    body(storage.buffer)
  }

  /// How many elements there are.
  package var count: Int { storage.buffer.count }

  /// The elements in row-major order; O(n).
  package var values: [Scalar] { (0..<count).map { storage.buffer[$0] } }

  /// The element at `index` in row-major order.
  ///
  /// - Precondition: `index` is from 0 up to `count`.
  package subscript(index: Int) -> Scalar {
    get {
      precondition(index >= 0 && index < count, "element \(index) of \(count)")
      return storage.buffer[index]
    }
    set {
      precondition(index >= 0 && index < count, "element \(index) of \(count)")
      if !isKnownUniquelyReferenced(&storage) {
        let copy = TensorStorage<Scalar>(count: count)
        copy.buffer.copy(storage.buffer, count: count)
        storage = copy
      }
      storage.buffer[index] = newValue
    }
  }

  /// Whether no element is infinite or no number; O(n).
  package var isFinite: Bool { withBuffer { Scalar.areFinite($0, count: $0.count) } }

  /// The only element of a tensor of one element, else `nil`.
  package var scalar: Scalar? { count == 1 ? storage.buffer[0] : nil }

  /// The same elements in another shape of as many; shares storage.
  ///
  /// - Precondition: `shape` has as many elements.
  package func reshaped(_ shape: Shape) -> Tensor {
    precondition(!shape.isOpen && shape.count == count, "\(shape) for \(count) elements")
    return Tensor(shape: shape, storage: storage)
  }

  /// The elements in the order given by row numbers: `[n, …]` to `[rows.count, …]`.
  ///
  /// - Precondition: rank is at least 1, every row exists.
  /// - Complexity: O(rows · elements of a row).
  package func gathering(rows: [Int]) -> Tensor {
    let sizes = shape.fixedSizes
    return Tensor(Shape([rows.count] + sizes.dropFirst())) { fill($0, rows: rows[...]) }
  }

  /// The elements converted to another precision.
  package func converted<Other: EngineScalar>(to type: Other.Type) -> Tensor<Other> {
    let source = storage.buffer
    return Tensor<Other>(shape) {
      for index in 0..<source.count { $0[index] = Other(source[index]) }
    }
  }

  /// The elements in place, for reading only, during `body`.
  package func withBuffer<Result>(_ body: (Buffer<Scalar>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(storage.buffer) }
  }

  private init(shape: Shape, storage: TensorStorage<Scalar>) {
    self.shape = shape
    self.storage = storage
  }
}

extension Tensor: Equatable {
  /// Whether shapes and elements are equal.
  package static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.values == right.values
  }
}

/// The memory of a tensor; written only while one tensor owns it.
private final class TensorStorage<Scalar: EngineScalar>: @unchecked Sendable {
  let buffer: Buffer<Scalar>
  private let arena = Arena<Scalar>()

  init(count: Int) { buffer = arena.allocate(count) }
}
