import MNLDiagnostics

/// What a marker line says: `# %% Train name="train" tags=["slow"]`.
package struct CellMarker: Sendable {
  /// One `key=value`.
  package struct Attribute: Sendable {
    /// The key.
    package let key: String
    /// The value.
    package let value: JSONValue
    /// Both, in the text.
    package let range: Range<Int>
  }

  /// The marker line, without its line end.
  package let range: Range<Int>
  /// Depth of the heading: 1 for `%%`, 2 for `%%%`.
  package let level: Int
  /// The title; empty if there is none.
  package let title: String
  /// What the cell holds.
  package let kind: Cell.Kind
  /// The attributes, in the order of the text.
  package let attributes: [Attribute]
  /// `name=`; nil if it is not given.
  package let name: String?
  /// `tags=`; empty if it is not given.
  package let tags: [String]

  /// The value of an attribute; nil if it is not given.
  package subscript(key: String) -> JSONValue? { attributes.first { $0.key == key }?.value }

  /// Whether a line is a cell marker, and from where on the rest of it is to be read.
  ///
  /// - Returns: The offset behind the last `%`; nil for any other line.
  /// - Throws: A fault for a line that other notebook tools would take for a marker, or would not:
  ///   an indented one, or one with several blanks before `%%`.
  static func start(of line: Range<Int>, in bytes: [UInt8]) throws(TextFault) -> Int? {
    var position = line.lowerBound
    func skipBlanks() {
      while position < line.upperBound, bytes[position].isBlank { position += 1 }
    }
    skipBlanks()
    let indent = position - line.lowerBound
    guard position < line.upperBound, bytes[position] == UInt8(ascii: "#") else { return nil }
    let hash = position
    position += 1
    skipBlanks()
    let gap = position - hash - 1
    let percents = position
    while position < line.upperBound, bytes[position] == UInt8(ascii: "%") { position += 1 }
    guard position - percents >= 2, position == line.upperBound || bytes[position].isBlank else {
      return nil
    }
    guard indent == 0 else {
      throw TextFault(
        "a cell marker must start in the first column", hash..<position,
        help: "cells cannot begin inside a block: close the block first, or reword the comment",
        code: .indentedMarker)
    }
    guard gap <= 1 else {
      throw TextFault(
        "a cell marker has at most one blank before '%%'", hash..<position,
        help: "write '# %%', or reword the comment")
    }
    return position
  }

  /// Reads the rest of a marker line.
  ///
  /// - Parameters:
  ///   - line: The line, without its line end.
  ///   - start: The offset behind the last `%`.
  ///   - bytes: The text.
  /// - Throws: The first fault of the line.
  init(line: Range<Int>, from start: Int, in bytes: [UInt8]) throws(TextFault) {
    try self.init(
      line: line, level: bytes[line.lowerBound..<start].count { $0 == UInt8(ascii: "%") } - 1,
      from: start, to: line.upperBound, in: bytes)
  }

  /// Reads what could stand behind the `%%` of a marker line.
  ///
  /// - Parameters:
  ///   - range: The bytes to read.
  ///   - bytes: The text.
  /// - Throws: The first fault.
  init(in range: Range<Int>, of bytes: [UInt8]) throws(TextFault) {
    let text = bytes[range].drop(while: \.isBlank)
    let rest = text.drop { $0 == UInt8(ascii: "%") }
    try self.init(
      line: range, level: 1 + rest.startIndex - text.startIndex, from: rest.startIndex,
      to: range.upperBound, in: bytes)
  }

  private init(
    line: Range<Int>, level: Int, from start: Int, to end: Int, in bytes: [UInt8]
  ) throws(TextFault) {
    var reader = MarkerReader(bytes: bytes, position: start, end: end)
    range = line
    self.level = level
    title = try reader.readTitle()
    kind = try reader.readKind()
    attributes = try reader.readAttributes()
    name = try attributes.first { $0.key == "name" }.map(Self.name)
    tags = try attributes.first { $0.key == "tags" }.map(Self.tags) ?? []
  }

  private static func name(of attribute: Attribute) throws(TextFault) -> String {
    guard case .text(let name) = attribute.value, name.isWord else {
      throw TextFault("the name of a cell must be a text of one line", attribute.range)
    }
    return name
  }

  private static func tags(of attribute: Attribute) throws(TextFault) -> [String] {
    guard case .list(let values) = attribute.value else {
      throw TextFault("the tags of a cell must be a list of texts", attribute.range)
    }
    var tags: [String] = []
    for value in values {
      guard case .text(let tag) = value, tag.isWord else {
        throw TextFault("the tags of a cell must be texts of one line each", attribute.range)
      }
      guard !tag.contains(",") else {
        throw TextFault("the tag '\(tag.briefLine)' contains a comma", attribute.range)
      }
      guard !tags.contains(tag) else {
        throw TextFault("the tag '\(tag.briefLine)' stands here twice", attribute.range)
      }
      tags.append(tag)
    }
    return tags
  }
}

/// The reader of what stands behind `# %%`: title, type and attributes, in this order.
struct MarkerReader {
  let bytes: [UInt8]
  var position: Int
  let end: Int

  private mutating func skipBlanks() {
    while position < end, bytes[position].isBlank { position += 1 }
  }

  /// Reads up to the `[` of a type or the key of the first attribute.
  mutating func readTitle() throws(TextFault) -> String {
    skipBlanks()
    let start = position
    var stop = start
    while stop < end, bytes[stop] != UInt8(ascii: "["), bytes[stop] != UInt8(ascii: "=") {
      stop += 1
    }
    if stop < end {
      let sign = bytes[stop] == UInt8(ascii: "[") ? "[" : "="
      let keyEnd = stop
      if sign == "=" { while stop > start, !bytes[stop - 1].isBlank { stop -= 1 } }
      let isSeparate = stop == start || bytes[stop - 1].isBlank
      guard isSeparate, sign == "[" || keyEnd > stop else {
        throw TextFault(
          "a title cannot contain '\(sign)'", keyEnd..<(keyEnd + 1),
          help: "a marker is '# %% title [type] key=value', with the value as JSON")
      }
    }
    position = stop
    while stop > start, bytes[stop - 1].isBlank { stop -= 1 }
    return String(decoding: bytes[start..<stop], as: UTF8.self)
  }

  /// Reads `[markdown]`, `[md]`, `[raw]` or nothing.
  mutating func readKind() throws(TextFault) -> Cell.Kind {
    guard position < end, bytes[position] == UInt8(ascii: "[") else { return .code }
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "]") { position += 1 }
    guard position < end else {
      throw TextFault("a cell type without its ']'", start..<end)
    }
    position += 1
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "[markdown]", "[md]": return .markdown
    case "[raw]": return .raw
    case let word:
      throw TextFault(
        "unknown cell type '\(word.briefLine)'", start..<position,
        help: "write [markdown] or [raw]; a cell of code has no type")
    }
  }

  /// Reads `key=value` to the end of the line.
  mutating func readAttributes() throws(TextFault) -> [CellMarker.Attribute] {
    var attributes: [CellMarker.Attribute] = []
    while true {
      let before = position
      skipBlanks()
      guard position < end else { return attributes }
      let start = position
      while position < end, Self.isKey(bytes[position]) { position += 1 }
      let key = String(decoding: bytes[start..<position], as: UTF8.self)
      let isSeparate = before != start || bytes[start - 1].isBlank
      guard isSeparate, !key.isEmpty, position < end, bytes[position] == UInt8(ascii: "=") else {
        throw TextFault(
          "expected key=value", start..<max(position, start + 1),
          help: "a marker is '# %% title [type] key=value', with the value as JSON")
      }
      var json = JSONReader(bytes, in: (position + 1)..<end)
      let value = try json.readValue()
      position = json.position
      guard !attributes.contains(where: { $0.key == key }) else {
        throw TextFault("the key '\(key.briefLine)' stands here twice", start..<position)
      }
      attributes.append(CellMarker.Attribute(key: key, value: value, range: start..<position))
    }
  }

  /// Whether a key may hold this byte.
  static func isKey(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "_.@/-".utf8.contains(byte)
  }
}

extension String {
  /// Whether there is something in it, and nothing that would leave its line.
  fileprivate var isWord: Bool {
    !isEmpty
      && unicodeScalars.allSatisfy { scalar in
        scalar.properties.generalCategory != .control && !Character(scalar).isNewline
      }
  }
}
