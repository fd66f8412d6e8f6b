/// A value of JSON, the members of objects in the order of the text.
package indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction and exponent that fits 64 bits.
  case int(Int)
  /// Any other number.
  case number(Double)
  /// A string.
  case text(String)
  /// An array.
  case list([JSONValue])
  /// An object.
  case object([Member])

  /// A member of an object.
  package struct Member: Sendable, Equatable {
    /// Its key.
    package let key: String
    /// Its value.
    package var value: JSONValue

    /// Makes a member.
    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key; nil if this is no object or has no such key.
  ///
  /// - Complexity: O(n) for n members.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }
}

extension [JSONValue.Member] {
  /// The value of a key; setting nil removes it.
  ///
  /// - Complexity: O(n) for n members.
  package subscript(key: String) -> JSONValue? {
    get { first { $0.key == key }?.value }
    set {
      let index = firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): self[index].value = value
      case (let index?, nil): remove(at: index)
      case (nil, let value?): append(JSONValue.Member(key, value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONValue {
  /// Reads a line that is one value and no more.
  ///
  /// - Parameter line: The line, without its end; anything else gives nil.
  package init?(line: [UInt8]) {
    var reader = JSONReader(line, in: line.indices)
    guard let value = try? reader.readValue(), reader.position == line.count else { return nil }
    self = value
  }
}
