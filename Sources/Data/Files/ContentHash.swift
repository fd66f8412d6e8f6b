import Crypto

/// A SHA-256 in the making: what proves that bytes are the ones they should be.
package struct ContentHash {
  private var hasher = SHA256()

  /// Makes the hash of nothing.
  package init() {}

  /// Takes in further bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    // SAFETY: the hash reads the bytes while they are borrowed, and keeps no pointer.
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
  }

  /// Takes in further numbers, each as its four bytes, lowest first, as numpy's `<f4` has them.
  mutating func update(_ numbers: Span<Float>) {
    #if _endian(little)
      // SAFETY: a Float is four bytes without padding; the hash reads them while borrowed.
      unsafe numbers.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    #else
      for index in numbers.indices {
        let bits = numbers[index].bitPattern
        update([0, 8, 16, 24].map { UInt8(truncatingIfNeeded: bits >> $0) }.span)
      }
    #endif
  }

  /// The hash of a file, packed or not as it is, and how many bytes it has.
  ///
  /// - Throws: What keeps it from being read.
  /// - Complexity: O(bytes), of which few are in memory at a time.
  package static func ofFile(_ path: String) throws(DataError) -> (text: String, size: Int) {
    var file = try InputFile(path: path)
    var buffer = [UInt8](repeating: 0, count: InputFile.chunk)
    var hash = ContentHash()
    while true {
      let count = try file.read(into: &buffer)
      guard count > 0 else { return (hash.hexadecimal(), file.offset) }
      hash.update(buffer.span.extracting(first: count))
    }
  }

  /// The hash of everything taken in, in lower-case hexadecimal.
  package func hexadecimal() -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
