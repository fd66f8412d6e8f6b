/// What a safetensors file says about its content before the content itself.
///
/// The file is the header's length as 8 bytes, lowest first; the header in JSON; the elements of
/// all tensors without a gap. (The format's description: `safetensors` of Hugging Face.)
package struct SafetensorsHeader: Hashable, Sendable {
  /// A tensor of the file.
  package struct Entry: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// The type of its elements, as in `F32`.
    package let elementType: String
    /// Its sizes, outermost first.
    package let shape: [Int]
    /// Where its bytes lie, counted from the end of the header.
    package let bytes: Range<Int>
  }

  /// The most bytes that a header may have.
  package static let longest = 100_000_000

  /// The tensors in the order of their bytes.
  package let entries: [Entry]
  /// Free words by key.
  package let metadata: [String: String]

  /// The tensor of a name.
  ///
  /// - Complexity: O(tensors).
  package func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  /// How many bytes an element of each type has.
  static let elementSizes: [String: Int] = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "F8_E8M0": 1, "I16": 2, "U16": 2,
    "F16": 2, "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8, "C64": 8,
  ]
}

extension SafetensorsHeader {
  /// The header of a file that holds tensors one after the other.
  init(_ tensors: [StoredTensor], metadata: [String: String]) {
    var end = 0
    entries = tensors.map { tensor in
      let begin = end
      end += (Self.elementSizes[tensor.elementType] ?? 0) * tensor.shape.reduce(1, *)
      return Entry(
        name: tensor.name, elementType: tensor.elementType, shape: tensor.shape,
        bytes: begin..<end)
    }
    self.metadata = metadata
  }

  /// The header as the file has it: its length, then JSON, padded with blanks to a multiple of 8.
  ///
  /// Metadata go by key, so that equal contents give equal bytes.
  ///
  /// - Complexity: O(length).
  package var encoded: [UInt8] {
    var items: [String] = []
    if !metadata.isEmpty {
      let words = metadata.sorted { $0.key < $1.key }
        .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      items.append("\"__metadata__\":{\(words.joined(separator: ","))}")
    }
    for entry in entries {
      let sizes = entry.shape.map(String.init).joined(separator: ",")
      items.append(
        "\(Self.quoted(entry.name)):{\"dtype\":\"\(entry.elementType)\",\"shape\":[\(sizes)],"
          + "\"data_offsets\":[\(entry.bytes.lowerBound),\(entry.bytes.upperBound)]}")
    }
    var text = Array("{\(items.joined(separator: ","))}".utf8)
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    let length = UInt64(text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + text
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
