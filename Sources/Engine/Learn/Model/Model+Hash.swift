import Crypto

extension Model {
  /// The SHA-256 of all weights, in lower-case hexadecimal: equal if and only if every bit is.
  ///
  /// It goes over each parameter from the input to the output: the bytes of its name, a 0, and its
  /// elements as 4 bytes each, lowest first.
  ///
  /// - Throws: `LearnError.notBuilt`.
  /// - Complexity: O(parameters).
  package func weightsHash() throws(LearnError) -> String {
    var hasher = SHA256()
    for named in try weights() {
      let bytes = Array(named.name.utf8) + [0] + named.tensor.littleEndianBytes
      // SAFETY: the hash reads the bytes while they are borrowed, and keeps no pointer.
      unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    }
    let digits = Array("0123456789abcdef".utf8)
    let text = hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
