extension Notebook {
  /// A file that was inside of a cell.
  package struct AttachedFile: Sendable, Equatable {
    /// Its name; no path.
    package let name: String
    /// Its content.
    package let bytes: [UInt8]
  }

  /// Takes the files out of the cells, whose texts then point to a folder instead.
  ///
  /// - Parameter folder: The folder in which the caller puts the files, relative to the notebook.
  /// - Returns: The files; equal ones of the same name are one, others of the same name get a number.
  package mutating func takeAttachments(into folder: String) -> [AttachedFile] {
    var files: [AttachedFile] = []
    for index in cells.indices {
      for attachment in cells[index].attachments {
        guard let bytes = Self.content(of: attachment.value) else { continue }
        let name = Self.freeName(for: attachment.key, holding: bytes, among: files)
        if !files.contains(where: { $0.name == name }) {
          files.append(AttachedFile(name: name, bytes: bytes))
        }
        let place = Self.urlEscaped("\(folder)/\(name)")
        for written in [attachment.key, Self.urlEscaped(attachment.key)] {
          cells[index].source = cells[index].source.replacingAll(
            "attachment:" + written, with: place)
        }
      }
      cells[index].attachments = []
    }
    return files
  }

  /// The bytes of an attachment: of its first type that holds any.
  static func content(of bundle: JSONValue) -> [UInt8]? {
    for member in bundle.members ?? [] {
      guard let text = member.value.joinedText else { continue }
      if member.key.hasPrefix("text/") || member.key == "image/svg+xml" { return Array(text.utf8) }
      if let bytes = Base64Text.bytes(of: text) { return bytes }
    }
    return nil
  }

  /// A file name out of what a notebook calls an attachment, which may be anything.
  private static func freeName(
    for key: String, holding bytes: [UInt8], among files: [AttachedFile]
  ) -> String {
    var plain = String(
      key.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.properties.isAlphabetic || "0123456789._- ()".unicodeScalars.contains(scalar)
        return isPlain ? Character(scalar) : "_"
      }.prefix(100))
    while plain.hasPrefix(".") { plain.removeFirst() }
    if plain.allSatisfy({ $0 == " " }) { plain = "attachment" }
    let dot = plain.lastIndex(of: ".") ?? plain.endIndex
    var name = plain
    var count = 1
    while let taken = files.first(where: { $0.name == name }), taken.bytes != bytes {
      count += 1
      name = "\(plain[..<dot])-\(count)\(plain[dot...])"
    }
    return name
  }

  /// A path as it stands in a link of Markdown.
  private static func urlEscaped(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain = byte.isLetter || byte.isDigit || "-._~/".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }.joined()
  }
}

extension String {
  /// The text with every occurrence of another one replaced.
  fileprivate func replacingAll(_ old: String, with new: String) -> String {
    let (text, old) = (Array(utf8), Array(old.utf8))
    guard !old.isEmpty else { return self }
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      if text[position] == old[0], text[position...].starts(with: old) {
        result += new.utf8
        position += old.count
      } else {
        result.append(text[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
