/// The reader of text of 64 letters (RFC 4648), as pictures and files stand in `.ipynb`.
package enum Base64Text {
  /// The bytes of a text, in which line ends count for nothing; nil for anything else than base64.
  ///
  /// - Complexity: O(n) for n bytes.
  package static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (word, count, padding) = (0, 0, 0)
    for byte in text.utf8 where !byte.isLineEnd && !byte.isBlank {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      word = word << 6 | value
      count += 1
      if count % 4 == 0 {
        bytes += [16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
        word = 0
      }
    }
    guard padding <= 2, count % 4 != 1, padding == 0 || (count + padding) % 4 == 0 else {
      return nil
    }
    switch count % 4 {
    case 2: bytes.append(UInt8(truncatingIfNeeded: word >> 4))
    case 3: bytes += [10, 2].map { UInt8(truncatingIfNeeded: word >> $0) }
    default: break
    }
    return bytes
  }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
