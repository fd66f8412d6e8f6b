/// A value in the header of a document: the part of YAML that `mnl` reads.
package indirect enum HeaderValue: Sendable, Equatable {
  /// A text, quotes removed; empty where nothing stands behind the key.
  case scalar(String)
  /// A block list.
  case list([HeaderValue])
  /// Keys with their values, in the order of the text; unknown ones too.
  case mapping([Entry])

  /// A key with its value.
  package struct Entry: Sendable, Equatable {
    /// The key.
    package let key: String
    /// The value.
    package let value: HeaderValue

    /// Makes an entry.
    package init(key: String, value: HeaderValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key; nil if this is no mapping or has no such key.
  ///
  /// - Complexity: O(n) for n keys.
  package subscript(key: String) -> HeaderValue? {
    guard case .mapping(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The text; nil if this is a list or a mapping.
  package var scalar: String? {
    guard case .scalar(let text) = self else { return nil }
    return text
  }
}
