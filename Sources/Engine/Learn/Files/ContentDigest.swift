import Crypto
import MNLTensor

/// A SHA-256 in the making.
struct ContentDigest {
  private var hasher = SHA256()

  /// Takes in further bytes.
  mutating func update(_ bytes: [UInt8]) {
    // SAFETY: the hash reads the bytes while they are borrowed, and keeps no pointer.
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
  }

  /// Takes in the elements of a tensor as 4 bytes each, lowest first.
  mutating func update(_ tensor: Tensor<Float>) { update(tensor.littleEndianBytes) }

  /// The hash of everything taken in, in lower-case hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
