import MNLNotebook

/// A picture inside of a page: nothing is loaded from anywhere.
struct EmbeddedImage {
  /// Types by the endings of names.
  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "svg": "image/svg+xml", "avif": "image/avif",
  ]

  /// The address that holds the picture itself.
  let address: String

  private init(address: String) { self.address = address }

  /// A picture of some bytes.
  init(type: String, bytes: [UInt8]) {
    address = "data:\(type);base64,\(Base64.text(of: bytes))"
  }

  /// A picture out of a bundle, the best that there is; nil if there is none.
  init?(_ data: [JSONValue.Member]) {
    for type in ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"] {
      guard let text = data[type]?.text else { continue }
      if type == "image/svg+xml" {
        self.init(type: type, bytes: Array(text.utf8))
        return
      }
      if let bytes = Base64Text.bytes(of: text) {
        self.init(type: type, bytes: bytes)
        return
      }
    }
    return nil
  }

  /// The picture that an address in a text names.
  ///
  /// - Parameters:
  ///   - address: The address: one that holds it, the name of an attachment, or a path.
  ///   - attachments: The files inside of the cell.
  ///   - read: Reads a file beside the notebook; nil if it cannot.
  init?(
    address: String, attachments: [JSONValue.Member], read: (String) -> [UInt8]?
  ) {
    if address.hasPrefix("data:image/") {
      self.init(address: address)
      return
    }
    let path = Self.unescaped(address)
    if path.hasPrefix("attachment:") {
      let members = attachments[String(path.dropFirst("attachment:".utf8.count))]?.members ?? []
      self.init(members)
      return
    }
    guard !path.contains("://"), let dot = path.lastIndex(of: "."),
      let type = Self.types[path[path.index(after: dot)...].lowercased()], let bytes = read(path)
    else { return nil }
    self.init(type: type, bytes: bytes)
  }

  /// An address with the bytes that `%20` and the like stand for.
  private static func unescaped(_ address: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(address.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The element that shows it.
  func html(words: String, isFigure: Bool = false) -> String {
    let words = HTMLText.escaping(words)
    return
      "<img\(isFigure ? " class=\"figure\"" : "") alt=\"\(words)\" src=\"\(HTMLText.escaping(address))\">"
  }

  /// What stands in the place of a picture that the page cannot hold.
  static func missing(address: String, words: String) -> String {
    let label = HTMLText.escaping(words.isEmpty ? address : words)
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return "<em>[\(label)]</em>"
    }
    return "<a href=\"\(HTMLText.escaping(address))\">[\(label)]</a>"
  }
}
