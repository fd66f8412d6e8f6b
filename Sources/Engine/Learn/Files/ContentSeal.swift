/// The hash that a file says of itself, so that a single changed bit is found.
///
/// It is the SHA-256 of everything after the header's length, with zeros in its own place.
enum ContentSeal {
  /// The key of the metadata that it stands under, in lower-case hexadecimal.
  static let key = "mnl.sha256"
  /// What stands in its place while it is not known.
  static let blank = String(repeating: "0", count: 64)

  /// Where the digits stand in a header; nil if they do not.
  ///
  /// - Complexity: O(header).
  static func place(in header: [UInt8]) -> Range<Int>? {
    // Quotes within a name or a word are escaped, so this stands nowhere else.
    let start = Array("\"\(key)\":\"".utf8)
    let size = start.count + blank.utf8.count
    guard header.count >= size else { return nil }
    for at in 0...header.count - size where header[at] == start[0] {
      guard header[at..<at + start.count].elementsEqual(start) else { continue }
      return at + start.count..<at + size
    }
    return nil
  }
}
