/// Numbers in memory, as kernels see them: a place from which to count.
///
/// Nothing is checked here, in debug builds neither: `MNLTensor` compares the sizes of all memory
/// with those of a kernel's arguments before it calls one.
@usableFromInline
@safe package struct Floats: @unchecked Sendable {
  /// The first number.
  @usableFromInline package let base: UnsafeMutablePointer<Float>

  /// The numbers from `base` on.
  @inlinable @inline(__always)
  package init(_ base: UnsafeMutablePointer<Float>) { unsafe self.base = base }

  /// The number at `index`.
  @inlinable
  package subscript(index: Int) -> Float {
    // SAFETY: `index` follows from sizes that were compared with those of the memory.
    @inline(__always) get { unsafe base[index] }
    // SAFETY: as above.
    @inline(__always) nonmutating set { unsafe base[index] = newValue }
  }

  /// The numbers from `offset` on.
  @inlinable @inline(__always)
  package func from(_ offset: Int) -> Floats {
    // SAFETY: as above.
    unsafe Floats(base + offset)
  }
}
