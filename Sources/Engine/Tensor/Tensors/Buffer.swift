/// A stretch of memory that a plan, a store or a tensor owns, and that kernels read and write.
///
/// It is what kernels take in place of an unsafe pointer: every access is checked in debug builds
/// and unchecked in release builds, where the offsets follow from shapes checked beforehand.
/// It does not own the memory; whoever hands it out outlives it.
@usableFromInline
@safe package struct Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  /// The first element.
  @usableFromInline package let base: UnsafeMutablePointer<Element>
  /// How many elements there are.
  @usableFromInline package let count: Int

  /// A view of `count` elements from `base` on.
  @inlinable @inline(__always)
  package init(_ base: UnsafeMutablePointer<Element>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The element at `index`, which is from 0 up to `count`; only debug builds check it.
  @inlinable @inline(__always)
  package subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "index \(index) of \(count)")
      // SAFETY: `index` is within `count` elements that the owner keeps alive.
      return unsafe base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "index \(index) of \(count)")
      // SAFETY: as above.
      unsafe base[index] = newValue
    }
  }

  /// The elements from `offset` on.
  @inlinable @inline(__always)
  package func from(_ offset: Int) -> Buffer {
    assert(offset >= 0 && offset <= count, "offset \(offset) of \(count)")
    // SAFETY: the view ends where this one ends.
    return unsafe Buffer(base + offset, count: count &- offset)
  }

  /// Sets `count` elements, or all, to `value`.
  @inlinable @inline(__always)
  package func fill(_ value: Element, count: Int? = nil) {
    let count = count ?? self.count
    assert(count <= self.count, "\(count) of \(self.count)")
    // SAFETY: `count` is within the view, and elements are trivial.
    unsafe base.update(repeating: value, count: count)
  }

  /// Copies the first `count` elements of `source`, which must not overlap.
  @inlinable @inline(__always)
  package func copy(_ source: Buffer, count: Int) {
    assert(count <= self.count && count <= source.count, "\(count) of \(source.count)")
    // SAFETY: `count` is within both views, and elements are trivial.
    unsafe UnsafeMutableRawPointer(base)
      .copyMemory(from: source.base, byteCount: count &* MemoryLayout<Element>.stride)
  }
}

/// Memory blocks of one owner, released together; each starts at a multiple of 64 bytes.
@safe package final class Arena<Element: BitwiseCopyable & BinaryFloatingPoint> {
  private var blocks: [UnsafeMutableRawPointer] = unsafe []
  /// How many bytes were allocated.
  package private(set) var bytes = 0

  /// An arena without blocks.
  package init() {}

  deinit { unsafe blocks.forEach { unsafe $0.deallocate() } }

  /// A new block of `count` zeros.
  package func allocate(_ count: Int) -> Buffer<Element> {
    let size = max(count, 1) * MemoryLayout<Element>.stride
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    unsafe blocks.append(block)
    bytes += size
    // SAFETY: the block has room for `count` trivial elements and lives as long as the arena; the
    // bytes of a zero are zeros.
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    let base = unsafe block.bindMemory(to: Element.self, capacity: max(count, 1))
    return unsafe Buffer(base, count: count)
  }
}
