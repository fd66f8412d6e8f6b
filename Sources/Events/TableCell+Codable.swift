extension Table.Cell: Codable {
  /// Writes nothing as null, words as a string, numbers as numbers.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .empty: try container.encodeNil()
    case .text(let text): try container.encode(text)
    case .int(let int): try container.encode(int)
    case .number(let number, _): try container.encode(number)
    case .trend(let values): try container.encode(values)
    }
  }

  /// Reads what `encode(to:)` writes; a number with a fraction gets six digits.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .empty
    } else if let int = try? container.decode(Int.self) {
      self = .int(int)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number, digits: 6)
    } else if let values = try? container.decode([Double].self) {
      self = .trend(values)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}
