extension JSONValue {
  /// An object of keys with their values.
  package static func object(pairs: [(String, JSONValue)]) -> JSONValue {
    .object(pairs.map { Member($0.0, $0.1) })
  }

  /// The string; nil if this is none.
  package var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The whole number; nil if this is none.
  package var int: Int? {
    guard case .int(let int) = self else { return nil }
    return int
  }

  /// The number, whole or not; nil if this is none.
  package var number: Double? {
    switch self {
    case .int(let int): Double(int)
    case .number(let number): number
    default: nil
    }
  }

  /// The elements of an array; nil if this is none.
  package var list: [JSONValue]? {
    guard case .list(let values) = self else { return nil }
    return values
  }

  /// The members of an object; nil if this is none.
  package var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// A text, also one as a list of its lines; nil for anything else.
  var joinedText: String? {
    if let text { return text }
    guard let list else { return nil }
    var text = ""
    for line in list {
      guard let line = line.text else { return nil }
      text += line
    }
    return text
  }

  /// A text as `.ipynb` has long ones: a list of lines that keep their ends.
  ///
  /// Lines end where Python's `splitlines` ends them, for `nbformat` cuts by that.
  static func textLines(_ text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if previous == "\r", scalar != "\n" {
        lines.append(.text(String(line)))
        line = .init()
      }
      line.append(scalar)
      switch scalar {
      case "\n", "\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(.text(String(line)))
        line = .init()
      default: break
      }
      previous = scalar
    }
    if !line.isEmpty { lines.append(.text(String(line))) }
    return .list(lines)
  }
}
