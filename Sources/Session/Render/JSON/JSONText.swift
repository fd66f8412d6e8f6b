import MNLEvents

/// A value on its way to JSON text.
///
/// Written by hand: the encoders of Foundation would cost every start of the program more time than
/// all of its own work.
package indirect enum JSONText {
  /// `null`; also what a number that is not finite becomes.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A whole number of 64 bits without a sign.
  case unsigned(UInt64)
  /// A number, in its shortest exact form.
  case number(Double)
  /// A string.
  case text(String)
  /// An array.
  case list([JSONText])
  /// An object, its members in this order.
  case object([(String, JSONText)])

  /// The text, without blanks and newlines.
  ///
  /// - Complexity: O(n) for n bytes of text.
  package var encoded: String {
    var result = ""
    write(to: &result)
    return result
  }

  private func write(to result: inout String) {
    switch self {
    case .null: result += "null"
    case .bool(let bool): result += bool ? "true" : "false"
    case .int(let int): result += String(int)
    case .unsigned(let int): result += String(int)
    case .number(let number): result += number.isFinite ? number.description : "null"
    case .text(let text): result += QuotedText.json(text)
    case .list(let values):
      result += "["
      for (index, value) in values.enumerated() {
        if index > 0 { result += "," }
        value.write(to: &result)
      }
      result += "]"
    case .object(let members):
      result += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { result += "," }
        result += QuotedText.json(member.0) + ":"
        member.1.write(to: &result)
      }
      result += "}"
    }
  }
}

extension JSONText {
  /// The text, or `null`.
  static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }

  /// The whole number, or `null`.
  static func optional(_ int: Int?) -> JSONText { int.map { .int($0) } ?? .null }

  /// The number, or `null`.
  static func optional(_ number: Double?) -> JSONText { number.map { .number($0) } ?? .null }
}
