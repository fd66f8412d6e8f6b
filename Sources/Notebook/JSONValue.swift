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
    package let value: JSONValue
  }
}
