/// A text that was read from a file.
package struct TextFile: Sendable {
  /// Where it lies, or what errors call it.
  package let path: String
  /// All of it, with newlines at the ends of lines, and without a byte-order mark.
  package let text: String

  /// How many bytes of memory a byte of text takes on the way, at most.
  private static let room = 8

  /// Reads a file, packed with gzip or not.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Throws: `text` for what is no UTF-8 and for zero bytes, `unfitData` for what has no room in
  ///   memory, `emptyFile`, `interrupted`, and what keeps a file from being read.
  /// - Complexity: O(bytes).
  package init(
    path: String, named name: String? = nil, _ reading: FileReading = .unseen
  ) throws(DataError) {
    self.path = name ?? path
    let bytes = try WholeFile.bytes(of: path, named: name, room: Self.room, reading)
    if let zero = bytes.firstIndex(of: 0) {
      throw .text(path: self.path, at: Self.place(of: zero, in: bytes), .zeroByte)
    }
    guard let found = String(validating: bytes, as: UTF8.self) else {
      // The first byte at which a repaired text differs.
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      let place = zip(bytes, repaired).enumerated().first { $1.0 != $1.1 }?.offset ?? bytes.count
      throw .text(
        path: self.path, at: Self.place(of: min(place, bytes.count - 1), in: bytes), .notUTF8)
    }
    var text =
      found.unicodeScalars.first == "\u{FEFF}" ? String(found.unicodeScalars.dropFirst()) : found
    if text.utf8.contains(UInt8(ascii: "\r")) {
      text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }
    self.text = text
  }

  /// A text that is there already.
  package init(_ text: String, named name: String) { (path, self.text) = (name, text) }

  /// The lines, without what ends them and without those that hold nothing at all.
  ///
  /// - Returns: Each with its number, from 1.
  package var lines: [(number: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.isEmpty }.map { ($0.offset + 1, $0.element) }
  }

  private static func place(of byte: Int, in bytes: [UInt8]) -> TextPlace {
    let before = bytes[..<byte]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return TextPlace(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: byte - start + 1)
  }
}

/// What is wrong at one place of a text, as facts.
package enum TextFault: Hashable, Sendable {
  /// A zero byte.
  case zeroByte
  /// Bytes that are no UTF-8.
  case notUTF8
  /// A line that should begin with a class and a tab does not.
  case noLabel

  /// What is wrong, in words that follow a place.
  var message: String {
    switch self {
    case .zeroByte: "a zero byte, which no text has"
    case .notUTF8: "bytes that are not UTF-8"
    case .noLabel: "the line does not begin with a class and a tab"
    }
  }

  /// What helps.
  var help: String {
    switch self {
    case .zeroByte, .notUTF8: "write the file as UTF-8, for instance with `iconv`"
    case .noLabel: "if the lines are no examples of classes: labels=false"
    }
  }
}
